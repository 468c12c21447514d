// What the people who run the bot see of it: counts, times, one log line a question. No question's text, no person's id.
export { Monitor } from './monitor.js';
export { questionLine } from './question-line.js';
