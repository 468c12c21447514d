// passages: a Document → its headings, sentences and passages; words/: a text → the terms that words search compares.
export { sentences } from './sentences.js';
export { DEFAULT_SIZES, type PassageSizes } from './cut.js';
export { splitDocument, splitPassage } from './split.js';
export type { Passage } from './passage.js';
export { fold, foldMapped, foldUnit, type FoldedText } from './words/fold.js';
export { isFunctionWord, isQuestionWord } from './words/function-words.js';
export { numbersInWords } from './words/number-words.js';
export { carryingSubject, contentTerms, terms, type Term, type TermKind } from './words/terms.js';
export { stem } from './words/stem.js';
