export { parseQuestions, type Question } from './questions.js';
export * from './metrics.js';
export * from './confidence.js';
export { type Evaluation } from './evaluation.js';
export { evaluate, evaluateDossier } from './command.js';
