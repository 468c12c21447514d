// What the bot remembers: people, conversations, answers for their buttons, feedback, uploads, the quotes given out.
export { newKey } from './keys.js';
export { keepPassages, passagesNow, type KeptAnswer } from './kept-answer.js';
export { questionCandidates, type Feedback } from './feedback.js';
export { change, MOST_TURNS, openMemory, type Conversation, type KeptReport, type Memory, type Person, type Turn, type Upload } from './memory.js';
