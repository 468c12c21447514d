/**
 * Text → unit vectors, computed in a process of their own. Start at `openEmbedder`.
 * @module dossier-bot/embeddings
 */
// The way: open.ts → side-embedder.ts (a second process while questions come) → process-embedder.ts (who waits, in which order) →
// child.ts ⇄ messages.ts ⇄ worker.ts → model.ts (library.ts runs it; tokens.ts cuts texts for it).
export { projectRoot } from './project-root.js';
export { E5_PREFIXES, EMBEDDED, type EmbedderSettings, type Pooling } from './settings.js';
export { openEmbedder } from './open.js';
export { TextTooLongError, type Embedder, type Embedding, type ModelIdentity, type TextKind, type TokenVectors } from './embedder.js';
export { EmbedderClosedError, EmbedderProcessError, ModelError } from './errors.js';
