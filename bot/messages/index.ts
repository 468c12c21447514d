// An answer, a passage, a list of documents → a message: text, entities, buttons. Pure, each within Telegram's limits.
export { button, CAPTION_LIMIT, COPY_LIMIT, joined, message, MESSAGE_LIMIT, safeCut, shortened, type Keyboard, type Message } from './message.js';
export { pageOf, splitText } from './pages.js';
export { quoteBlock } from './quote.js';
export { place } from './place.js';
export { citationLine, citationText, shortTitle, uncertainLine } from './citation.js';
export { NO_ANSWER } from './cite-button.js';
export { type ShownAnswer } from './shown-answer.js';
export { answerPage, PASSAGES_AN_ANSWER, shownCitation, withinLine, type AnswerPage } from './answer.js';
export { rateLabel } from './answer-keyboard.js';
export { passageMessage, stretch, STRETCH_LIMIT } from './passage.js';
export { reportPage, type ReportBlock, type ReportSurroundings } from './report.js';
export { verifyBlocks } from './verify.js';
export { coverageBlocks } from './coverage.js';
export { absenceMessage } from './absence.js';
export { chronologyBlocks } from './chronology.js';
export { proofMessage } from './proof.js';
export { documentMessage, glanceMessage, outlineMessage, scopeMessage, sourcesMessage, type Glimpse } from './sources.js';
