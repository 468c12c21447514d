// passages: a Document → its headings, sentences and passages; a text → the terms that words search compares.
export { sentences } from './sentences.js';
export { DEFAULT_SIZES, type PassageSizes } from './cut.js';
export { splitDocument, splitPassage } from './split.js';
export { carryingSubject, contentTerms, terms, type Term, type TermKind } from './terms.js';
export { isFunctionWord, isQuestionWord } from './function-words.js';
export { numbersInWords } from './number-words.js';
export { fold, foldMapped, foldUnit, type FoldedText } from './fold.js';
export type { Heading, Passage, Span } from './passage.js';
