import type { Embedder } from '../../../embeddings/embedder.js';

export declare function plainEmbedder(): Embedder;
