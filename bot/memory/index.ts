// What the bot remembers: people, conversations, answers for their buttons, feedback, uploads, the quotes given out.
export { FileStorage } from './file-storage.js';
export { keepPassages, newKey, passagesNow, type KeptAnswer, type KeptPassage } from './kept-answer.js';
export { openFeedback, questionCandidates, type Feedback, type FeedbackBook, type QuestionCandidate } from './feedback.js';
export { openQuotes, type QuoteBook } from './quotes.js';
export {
  change,
  KEEP_ANSWERS_MILLISECONDS,
  MOST_TURNS,
  openMemory,
  openShortMemory,
  type Conversation,
  type KeptReport,
  type Memory,
  type Person,
  type Turn,
  type Upload,
} from './memory.js';
