import { describe, expect, it } from 'vitest';
import { createRotation } from '../../../retrieval/index/rotation.js';
import { CodeComparer } from '../../../retrieval/index/code-comparer.js';
import { meanDirection, TokenCoder } from '../../../retrieval/index/token-codes.js';

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

describe('rotation', () => {
  it.each([384, 8, 12, 7])('keeps lengths and angles of %i values', (dimensions) => {
    const next = random(3);
    const a = Float32Array.from({ length: dimensions }, next);
    const b = Float32Array.from({ length: dimensions }, next);
    const before = [Math.hypot(...a), cosine(a, b)];
    const rotation = createRotation(dimensions);
    rotation.apply(a);
    rotation.apply(b);
    expect(Math.hypot(...a)).toBeCloseTo(before[0]!, 4);
    expect(cosine(a, b)).toBeCloseTo(before[1]!, 4);
  });

  it('spreads a single value over all of them', () => {
    const axis = new Float32Array(DIMENSIONS);
    axis[17] = 1;
    createRotation(DIMENSIONS).apply(axis);
    expect(Math.max(...axis.map(Math.abs))).toBeLessThan(0.35);
  });
});

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
