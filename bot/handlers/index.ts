// One concept a file: what the bot does with an update, in the order in which `createBot` asks them.
export { language, languageButtons, speech } from './language.js';
export { visits } from './visits.js';
export { membership, others } from './others.js';
export { start } from './start.js';
export { reportButtons, reports } from './reports.js';
export { packs } from './packs.js';
export { sourceButtons, sources } from './sources.js';
export { admin, adminButtons } from './admin/admin.js';
export { answerButtons } from './answers.js';
export { rateButtons } from './rating.js';
export { buttons } from './buttons.js';
export { inline } from './inline.js';
export { uploadButtons, uploads } from './uploads.js';
export { questions } from './questions.js';
