// A deterministic embedder without a model, in plain JavaScript so that the programs that are killed start quickly.
import { createHash } from 'node:crypto';

const DIMENSIONS = 64;

/** @returns {import('../../../embeddings/embedder.js').Embedder} words have fixed directions, a text the mean of its words */
export function plainEmbedder() {
  return {
    model: { name: 'plain', checksum: 'b'.repeat(64), dimensions: DIMENSIONS, maxTokens: 512 },
    embed(text) {
      const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)];
      const vectors = new Float32Array(words.length * DIMENSIONS);
      const offsets = new Uint32Array(words.length * 2);
      const vector = new Float32Array(DIMENSIONS).fill(0.001);
      for (const [at, word] of words.entries()) {
        const bytes = createHash('sha512').update(word[0].toLowerCase()).digest();
        for (let each = 0; each < DIMENSIONS; each++) {
          const value = bytes[each] / 127.5 - 1;
          vectors[at * DIMENSIONS + each] = value;
          vector[each] += value;
        }
        offsets.set([word.index, word.index + word[0].length], at * 2);
      }
      const length = Math.hypot(...vector);
      return Promise.resolve({ vector: vector.map((value) => value / length), tokens: { vectors, offsets } });
    },
    countTokens: (texts) => Promise.resolve(texts.map((text) => [...text.matchAll(/[\p{L}\p{N}]+/gu)].length + 2)),
    close: () => Promise.resolve(),
  };
}
