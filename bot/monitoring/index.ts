// What the people who run the bot see of it: counts, times, one log line a question. No question's text, no person's id.
export { createMonitor, type Counts, type Monitor, type QuestionRecord, STAGES, type Stage } from './monitor.js';
export type { AskedNow } from './asked.js';
export { questionLine } from './question-line.js';
