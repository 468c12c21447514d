import type { Embedder, Embedding } from '../../../embeddings/index.js';

/** The same embedder, remembering what it embedded: fitting asks each question many times, and puts each document into several dossiers. PIAF's 480 take half a gigabyte. */
export function remembering(embedder: Embedder): Embedder {
  const kept = { question: new Map<string, Promise<Embedding>>(), passage: new Map<string, Promise<Embedding>>() };
  return {
    model: embedder.model,
    embed(text, kind) {
      let embedding = kept[kind].get(text);
      if (!embedding) kept[kind].set(text, (embedding = embedder.embed(text, kind)));
      return embedding;
    },
    countTokens: (texts, kind) => embedder.countTokens(texts, kind),
    close: () => embedder.close(),
  };
}
