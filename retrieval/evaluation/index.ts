// A file of questions whose answers are known → asked of a dossier, in several ways → figures. The programs are in commands/.
export type { Question } from './questions.js';
export { readQuestions } from './question-file.js';
export { evaluateDossier } from './evaluate-dossier.js';
export { type Evaluation } from './evaluation.js';
export { evaluate } from './command.js';
