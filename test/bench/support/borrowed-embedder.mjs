import { madeVector } from './made-index.mjs';
import { seededChance } from '../../../dist/retrieval/chance.js';

/** An embedder that answers passages at once with what the source's were embedded to, until it is told to embed for real. */
export function borrowedEmbedder(embedder, source) {
  const random = seededChance(77);
  const dimensions = embedder.model.dimensions;
  const sample = source.sampleTokens;
  return {
    real: false,
    model: embedder.model,
    embed(text, kind) {
      if (this.real || kind === 'question') return embedder.embed(text, kind);
      return Promise.resolve({ vector: madeVector(source, random), tokens: cut(sample[Math.floor(random() * sample.length)], text.length, dimensions) });
    },
    countTokens(texts, kind) {
      // Made-up passages are far from the model's limit.
      return this.real || kind === 'question' ? embedder.countTokens(texts, kind) : Promise.resolve(texts.map((text) => Math.ceil(text.length / 4)));
    },
    close: () => Promise.resolve(),
  };
}

/** Token vectors whose offsets lie in a text of this length. */
function cut({ vectors, offsets }, length, dimensions) {
  let count = offsets.length / 2;
  while (count > 0 && offsets[2 * count - 1] > length) count--;
  return { vectors: vectors.slice(0, count * dimensions), offsets: offsets.slice(0, count * 2) };
}
