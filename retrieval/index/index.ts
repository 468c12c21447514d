export type { IndexContent, IndexedDocument, Scope, Store } from './store.js';
export { buildContent, type BuildInput, type Earlier } from './build.js';
export { openPlace, type Found, type IndexPlace, type PlaceOptions, type Updated } from './place.js';
export { differences } from './differences.js';
export { openEmbeddedStore, writeEmbeddedStore, type EmbeddedStore } from './embedded-store.js';
export { LexicalIndex, type PassageWords, type WordHit } from './lexical.js';
export { VectorIndex, type VectorHit } from './vectors.js';
export { CodeComparer, meanDirection, meanLength, TokenCoder, type TokenCodes } from './token-codes.js';
export { contentTokens, passageText } from './passage-text.js';
