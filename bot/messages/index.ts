// An answer, a passage, a list of documents → a message: text, entities, buttons. Pure, each within Telegram's limits.
export { button, CAPTION_LIMIT, COPY_LIMIT, joined, message, MESSAGE_LIMIT, safeCut, shortened, type Keyboard, type Message } from './message.js';
export { pageOf, splitText } from './pages.js';
export { quoteBlock } from './quote.js';
export { citationLine, citationText, place, shortTitle, uncertainLine } from './citation.js';
export { NO_ANSWER } from './cite-button.js';
export { answerPage, PASSAGES_AN_ANSWER, rateLabel, shownCitation, withinLine, type AnswerPage, type ShownAnswer } from './answer.js';
export { passageMessage, stretch, STRETCH_LIMIT } from './passage.js';
export { reportPage, type ReportBlock, type ReportSurroundings } from './report.js';
export { verifyBlocks } from './verify.js';
export { coverageBlocks } from './coverage.js';
export { absenceMessage } from './absence.js';
export { chronologyBlocks } from './chronology.js';
export { proofMessage } from './proof.js';
export { documentMessage, glanceMessage, outlineMessage, scopeMessage, sourcesMessage, type Glimpse } from './sources.js';
