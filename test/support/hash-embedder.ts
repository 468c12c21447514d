import { createHash } from 'node:crypto';
import { TextTooLongError, type Embedder, type Embedding } from '../../embeddings/embedder.js';

export interface HashEmbedder extends Embedder {
  /** Texts embedded so far, in order. */
  readonly embedded: string[];
}

const DIMENSIONS = 384;

/**
 * A deterministic embedder without a model: each word has a fixed random direction, a text the mean of its words. Texts that
 * share words are near, which is enough to test everything around the model.
 */
export function hashEmbedder(options: { maxTokens?: number; checksum?: string } = {}): HashEmbedder {
  const maxTokens = options.maxTokens ?? 512;
  const embedded: string[] = [];
  return {
    embedded,
    model: { name: 'hash', checksum: options.checksum ?? 'a'.repeat(64), dimensions: DIMENSIONS, maxTokens },
    embed(text): Promise<Embedding> {
      embedded.push(text);
      const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)];
      if (words.length + 2 > maxTokens) return Promise.reject(new TextTooLongError(words.length + 2, maxTokens));
      const vectors = new Float32Array(words.length * DIMENSIONS);
      const offsets = new Uint32Array(words.length * 2);
      const vector = new Float32Array(DIMENSIONS).fill(0.001);
      for (const [at, word] of words.entries()) {
        const direction = directionOf(word[0].toLowerCase());
        vectors.set(direction, at * DIMENSIONS);
        offsets.set([word.index, word.index + word[0].length], at * 2);
        for (let each = 0; each < DIMENSIONS; each++) vector[each]! += direction[each]!;
      }
      const length = Math.hypot(...vector);
      return Promise.resolve({ vector: vector.map((value) => value / length), tokens: { vectors, offsets } });
    },
    countTokens: (texts) => Promise.resolve(texts.map((text) => [...text.matchAll(/[\p{L}\p{N}]+/gu)].length + 2)),
    close: () => Promise.resolve(),
  };
}

function directionOf(word: string): Float32Array {
  const values = new Float32Array(DIMENSIONS);
  for (let block = 0; block * 32 < DIMENSIONS; block++) {
    const bytes = createHash('sha256').update(`${block}:${word}`).digest();
    for (let at = 0; at < 32; at++) values[block * 32 + at] = bytes[at]! / 127.5 - 1;
  }
  return values;
}
