// Rooms: build/ (documents → vectors and codes), tokens/, words/, vectors/ (what is searched, with its loops in kernels/), and two stores: folder/, postgres/.
export type { IndexContent, IndexedDocument, Scope, Store } from './store.js';
export type { Found, IndexPlace, Updated } from './place.js';
export { defaultIndexPlace, isServer } from './index-place.js';
export { reasonInWords, type RefreshReason } from './refresh-reason.js';
export { openPlace } from './open-place.js';
export { buildContent, type Cutting } from './build/build-content.js';
export { contentRows, contentTokens, CONTEXTS, passageText } from './build/passage-text.js';
export { openFolderStore, type FolderStore } from './folder/store.js';
export { writeFolderStore } from './folder/write.js';
export { DamagedIndexError, StaleIndexError } from './errors.js';
export type { WordHit } from './words/word-scores.js';
export { TokenCoder, type TokenCodes } from './tokens/token-codes.js';
export { CodeComparer, ComparedRows, LANES, meanLength, type Compared } from './tokens/code-comparer.js';
export { createRotation } from './rotation.js';
