import { describe, expect, it } from 'vitest';
import { createRotation } from '../../../../retrieval/index/rotation.js';
import { CodeComparer } from '../../../../retrieval/index/tokens/code-comparer.js';
import { meanDirection, TokenCoder } from '../../../../retrieval/index/tokens/token-codes.js';

const DIMENSIONS = 384;

function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647 - 0.5;
}

function rows(count: number, seed: number): Float32Array {
  const next = random(seed);
  return Float32Array.from({ length: count * DIMENSIONS }, next);
}

function cosine(a: Float32Array, b: Float32Array): number {
  let dot = 0;
  let lengths = [0, 0];
  for (let at = 0; at < a.length; at++) {
    dot += a[at]! * b[at]!;
    lengths = [lengths[0]! + a[at]! ** 2, lengths[1]! + b[at]! ** 2];
  }
  return dot / Math.sqrt(lengths[0]! * lengths[1]!);
}

describe('codes', () => {
  it('estimate cosines of centred vectors', () => {
    const coder = new TokenCoder(meanDirection([rows(50, 9)], DIMENSIONS));
    const question = rows(3, 5);
    const passage = rows(40, 11);
    // Two passage tokens that are near the first question token: one nearly the same, one half-way.
    for (let at = 0; at < DIMENSIONS; at++) {
      passage[at] = question[at]! + 0.1 * passage[at]!;
      passage[DIMENSIONS + at] = question[at]! + passage[DIMENSIONS + at]!;
    }
    const codes = coder.encode({ vectors: passage, offsets: Uint32Array.from({ length: 80 }, (_, at) => at) });
    const prepared = coder.prepare(question);
    const { values: estimated, lanes } = new CodeComparer(prepared, DIMENSIONS).compare(codes);
    const exact = coder.prepare(passage);
    let worst = 0;
    for (let row = 0; row < 3; row++) {
      for (let token = 0; token < 40; token++) {
        const real = cosine(prepared.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS), exact.subarray(token * DIMENSIONS, (token + 1) * DIMENSIONS));
        // mean |v| × Σ ±q has expectation cosine × (mean |v| × √d)² ≈ cosine × 2/π for a random rotation.
        worst = Math.max(worst, Math.abs(estimated[token * lanes + row]! - real * (2 / Math.PI)));
      }
    }
    expect(worst).toBeLessThan(0.13);
    expect(codes.codes.length).toBe(40 * 48);
    expect([...codes.starts.slice(0, 3)]).toEqual([0, 2, 4]);
  });
});

describe('by hand, on few values', () => {
  it('a code is the signs of the vector at unit length, less the centre, turned; its scale their mean size; its start the token’s', () => {
    const centre = Float32Array.of(0.5, 0, 0, 0);
    const coder = new TokenCoder(centre);
    // (3, 4, 0, 0) is (.6, .8, 0, 0) at unit length, and (.1, .8, 0, 0) from the centre.
    const turned = Float32Array.of(0.1 / Math.hypot(0.1, 0.8), 0.8 / Math.hypot(0.1, 0.8), 0, 0);
    createRotation(4).apply(turned);
    const vectors = Float32Array.of(3, 4, 0, 0, 0.3, 0.4, 0, 0);
    const prepared = coder.prepare(vectors);
    for (const row of [0, 1]) for (const at of [0, 1, 2, 3]) expect(prepared[row * 4 + at]).toBeCloseTo(turned[at]!, 6);
    // What was given is left as it was.
    expect([...vectors.subarray(0, 4)]).toEqual([3, 4, 0, 0]);
    const { codes, scales, starts } = coder.encode({ vectors, offsets: Uint32Array.of(2, 5, 7, 9) });
    const bits = turned.reduce((all, value, at) => all | (value > 0 ? 1 << at : 0), 0);
    expect([...codes]).toEqual([bits, bits]);
    for (const scale of scales) expect(scale).toBeCloseTo(turned.reduce((sum, value) => sum + Math.abs(value), 0) / 4, 6);
    expect([...starts]).toEqual([2, 7]);
  });

  it('each bit of each byte is the sign of its value', () => {
    const coder = new TokenCoder(new Float32Array(12));
    expect(coder.bytes).toBe(2);
    const vectors = Float32Array.from({ length: 60 }, random(8));
    const prepared = coder.prepare(vectors);
    const { codes } = coder.encode({ vectors, offsets: new Uint32Array(10) });
    expect(codes).toHaveLength(10);
    for (let token = 0; token < 5; token++) {
      for (let at = 0; at < 16; at++) expect((codes[token * 2 + (at >> 3)]! >> (at & 7)) & 1).toBe(at < 12 && prepared[token * 12 + at]! > 0 ? 1 : 0);
    }
  });

  it('a vector of zeros, and no token at all, are no trouble', () => {
    const coder = new TokenCoder(new Float32Array(8));
    expect([...coder.prepare(new Float32Array(8))].map(Math.abs)).toEqual(Array(8).fill(0));
    const { codes, scales } = coder.encode({ vectors: new Float32Array(8), offsets: new Uint32Array(2) });
    expect([[...codes], [...scales]]).toEqual([[0], [0]]);
    expect(coder.encode({ vectors: new Float32Array(0), offsets: new Uint32Array(0) })).toEqual({
      codes: new Uint8Array(0),
      scales: new Float32Array(0),
      starts: new Uint16Array(0),
    });
  });

  it('the mean direction is that of all rows of all sets at unit length, a row of zeros among them', () => {
    // (.6, .8), (0, 1), (0, 0), (−1, 0)
    const mean = meanDirection([Float32Array.of(3, 4, 0, 9), new Float32Array(0), Float32Array.of(0, 0, -2, 0)], 2);
    expect(mean[0]).toBeCloseTo(-0.4 / 4, 6);
    expect(mean[1]).toBeCloseTo(1.8 / 4, 6);
    expect([...meanDirection([], 2)]).toEqual([0, 0]);
  });
});
