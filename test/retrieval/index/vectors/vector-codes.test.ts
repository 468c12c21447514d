import { describe, expect, it } from 'vitest';
import { createRotation } from '../../../../retrieval/index/rotation.js';
import { BLOCK_ROWS, VectorCoder } from '../../../../retrieval/index/vectors/vector-codes.js';
import { seeded } from '../../../support/seeded.js';

const next = seeded(21);
const vectorOf = (dimensions: number): Float32Array => {
  const values = Float32Array.from({ length: dimensions }, () => next() - 0.5);
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
};
const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, at) => sum + value * b[at]!, 0);
/** A vector from the centre, turned. */
const turned = (vector: Float32Array, centre: Float32Array): Float32Array => {
  const rest = vector.map((value, at) => value - centre[at]!);
  createRotation(rest.length).apply(rest);
  return rest;
};

describe.each([8, 12, 40, 384, 1_000])('codes of %i values', (dimensions) => {
  const centre = vectorOf(dimensions).map((value) => value / 3);
  const coder = new VectorCoder(centre);
  const vectors = Array.from({ length: 37 }, () => vectorOf(dimensions));
  const { codes, corrections } = coder.encode(vectors);
  const bitOf = (row: number, at: number): number =>
    (codes[Math.floor(row / BLOCK_ROWS) * BLOCK_ROWS * coder.bytes + (at >> 3) * BLOCK_ROWS + (row % BLOCK_ROWS)]! >> (at & 7)) & 1;

  it('are the signs from the centre, in blocks of sixteen rows, with |r|² ÷ Σ|rᵢ| and the cosine with the centre', () => {
    expect([coder.bytes, codes.length, corrections.length]).toEqual([Math.ceil(dimensions / 8), 3 * BLOCK_ROWS * coder.bytes, 74]);
    for (const [row, vector] of vectors.entries()) {
      const rest = turned(vector, centre);
      for (let at = 0; at < dimensions; at += 1 + Math.floor(dimensions / 50)) expect(bitOf(row, at)).toBe(rest[at]! > 0 ? 1 : 0);
      expect(corrections[2 * row]).toBeCloseTo(dot(rest, rest) / rest.reduce((sum, value) => sum + Math.abs(value), 0), 5);
      expect(corrections[2 * row + 1]).toBeCloseTo(dot(centre, vector), 5);
    }
    // The last block is filled up with zeros.
    for (let row = 37; row < 48; row++) for (let at = 0; at < dimensions; at++) if (bitOf(row, at) !== 0) throw new Error(`row ${row}`);
  });

  it('pick from a question’s tables, times the step, what the signs of its values add up to', () => {
    const question = vectorOf(dimensions);
    const rest = turned(question, centre);
    const { tables, step, least } = coder.prepare(question);
    const most = Math.min(127, Math.floor(0xffff / (coder.bytes * 2)));
    expect(tables).toHaveLength(coder.bytes * 32);
    expect(Math.max(...tables)).toBe(most);
    expect(least).toBeCloseTo(-rest.reduce((sum, value) => sum + Math.abs(value), 0), 4);
    for (let half = 0; half < coder.bytes * 2; half++) {
      const values = [0, 1, 2, 3].map((bit) => rest[half * 4 + bit] ?? 0);
      const size = values.reduce((sum, value) => sum + Math.abs(value), 0);
      for (let signs = 0; signs < 16; signs++) {
        const sum = values.reduce((all, value, bit) => all + ((signs >> bit) & 1 ? value : -value), 0);
        // Rounded to the nearest step.
        expect(Math.abs(tables[half * 16 + signs]! * step - (sum + size))).toBeLessThanOrEqual(step * 0.51);
      }
    }
  });
});

it('a vector that is the centre has no direction, and a question that is tells nothing apart', () => {
  const centre = vectorOf(16);
  const coder = new VectorCoder(centre);
  const { codes, corrections } = coder.encode([centre]);
  expect([[...codes].every((byte) => byte === 0), corrections[0]]).toEqual([true, 0]);
  expect(corrections[1]).toBeCloseTo(1, 5);
  const { tables, step, least } = coder.prepare(centre);
  expect([[...tables].every((value) => value === 0), step, Math.abs(least)]).toEqual([true, 1, 0]);
});
