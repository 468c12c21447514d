// A file of questions whose answers are known → asked of a dossier, in several ways → figures → a table, a page. The programs are in commands/.
// questions/: what is asked, in which forms, with what taken away, and where the answers stand · run.ts: asking · figures/: what came of it, in
// numbers, now against an earlier time · report/: as text and as a page · formats/: the same questions of the same texts in other formats ·
// evidence/: how well quotes and dates are found · fitting/: the search's weights, learned.
export type { Question } from './questions/questions.js';
export { readQuestions } from './questions/question-file.js';
export { evaluateDossier } from './evaluate-dossier.js';
export { type Evaluation } from './evaluation.js';
export { evaluate } from './command.js';
