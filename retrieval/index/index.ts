export type { IndexContent, IndexedDocument, Scope, Store } from './store.js';
export { buildContent, type BuildInput, type Cutting, type Earlier } from './build.js';
export { prepareFolder } from './generation.js';
export { openEmbeddedStore, writeEmbeddedStore, type EmbeddedStore } from './embedded-store.js';
export { LexicalIndex, type PassageWords, type WordHit } from './lexical.js';
export { VectorIndex, type VectorHit } from './vectors.js';
export { CodeComparer, meanDirection, meanLength, TokenCoder, type TokenCodes } from './token-codes.js';
export { createRotation } from './rotation.js';
export { contentRows, contentTokens, CONTEXTS, passageText, type Context } from './passage-text.js';
