import type { Embedder, Embedding } from '../../../embeddings/index.js';

/** The same embedder, remembering questions: fitting asks each one many times. */
export function keepingQuestions(embedder: Embedder): Embedder {
  const kept = new Map<string, Promise<Embedding>>();
  return {
    model: embedder.model,
    embed(text, kind) {
      if (kind !== 'question') return embedder.embed(text, kind);
      let embedding = kept.get(text);
      if (!embedding) kept.set(text, (embedding = embedder.embed(text, kind)));
      return embedding;
    },
    countTokens: (texts, kind) => embedder.countTokens(texts, kind),
    close: () => embedder.close(),
  };
}
