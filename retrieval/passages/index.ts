// passages: a Document → its headings, sentences and passages; a text → the terms that words search compares.
export { outlineOf, type Outline, type Section } from './outline.js';
export { sentences } from './sentences.js';
export { DEFAULT_SIZES, type PassageSizes } from './cut.js';
export { splitDocument, splitPassage, type SplitDocument, type SplitInput } from './split.js';
export { passageId } from './passage-id.js';
export { contentTerms, terms, type Term, type TermKind } from './terms.js';
export { isFunctionWord, isQuestionWord } from './function-words.js';
export { stem } from './stem.js';
export { alternatives } from './alternatives.js';
export { skeleton } from './skeleton.js';
export { numbersInWords, type NumberInWords } from './number-words.js';
export { fold, foldMapped, foldUnit, type FoldedText } from './fold.js';
export type { Heading, Passage, Span } from './passage.js';
