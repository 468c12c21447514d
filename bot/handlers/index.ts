// One concept a file: what the bot does with an update, in the order in which `createBot` asks them.
export { language, languageButtons, speech } from './language.js';
export { visits } from './visits.js';
export { membership, others } from './others.js';
export { PASSAGE_LINK, passagePayload, start } from './start.js';
export { evidence, evidenceButtons, openProof } from './evidence.js';
export { sourceButtons, sources } from './sources.js';
export { admin, adminButtons } from './admin.js';
export { answerButtons } from './answers.js';
export { buttons, type ButtonHandlers, type Notice } from './buttons.js';
export { inline } from './inline.js';
export { fileName, uploadButtons, uploads } from './uploads.js';
export { questions } from './questions.js';
export { ask, FOLLOW_UP_MILLISECONDS, type Asked, type Reply } from './asking.js';
