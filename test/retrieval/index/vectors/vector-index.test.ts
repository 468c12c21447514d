import { describe, expect, it } from 'vitest';
import { createScanner } from '../../../../retrieval/index/kernels/scan.js';
import { GONE } from '../../../../retrieval/index/rows.js';
import { VectorCoder } from '../../../../retrieval/index/vectors/vector-codes.js';
import { VectorIndex } from '../../../../retrieval/index/vectors/vector-index.js';
import { WholeVectors } from '../../../../retrieval/index/vectors/whole-vectors.js';
import { seeded as random } from '../../../support/seeded.js';

/** Unit vectors around 40 centres, as passages on a few subjects are. */
function clustered(count: number, dimensions: number): Float32Array[] {
  const next = random(7);
  const values = (): number[] => Array.from({ length: dimensions }, () => next() - 0.5);
  const centres = Array.from({ length: 40 }, values);
  return Array.from({ length: count }, (_, row) => {
    const other = values();
    const mixed = centres[row % 40]!.map((value, at) => value + 0.6 * other[at]!);
    const length = Math.hypot(...mixed);
    return Float32Array.from(mixed, (value) => value / length);
  });
}

/** An index of vectors that lie in `parts` segments in turn; every `gone`th place of a segment holds one that went away. */
function indexOf(vectors: readonly Float32Array[], dimensions: number, parts = 1, gone = 0): VectorIndex {
  const centre = Float32Array.from({ length: dimensions }, (_, at) => vectors.reduce((sum, vector) => sum + vector[at]!, 0) / Math.max(1, vectors.length));
  const coder = new VectorCoder(centre);
  const segmentOf = new Uint16Array(vectors.length);
  const localOf = new Uint32Array(vectors.length);
  const segments = Array.from({ length: parts }, (_, part) => {
    const held: Float32Array[] = [];
    const rows: number[] = [];
    for (let row = part; row < vectors.length; row += parts) {
      if (gone > 0 && held.length % gone === 0) {
        // What went away is nearer to every question than anything.
        held.push(vectors[0]!);
        rows.push(GONE);
      }
      segmentOf[row] = part;
      localOf[row] = held.length;
      held.push(vectors[row]!);
      rows.push(row);
    }
    return { vectors: WholeVectors.encode(held, dimensions), codes: coder.encode(held), rowOf: Uint32Array.from(rows), graph: null };
  });
  return new VectorIndex(segments, { segmentOf, localOf }, centre);
}

describe('nearest', () => {
  it.each([
    [16, 2_100, 3, 5],
    [32, 3_000, 1, 0],
    [384, 6_000, 1, 0],
    [384, 6_000, 3, 7],
    [100, 5_000, 2, 5],
    [768, 2_500, 1, 0],
    [4_096, 2_100, 1, 0],
  ])('of %i values, %i rows in %i segments finds what comparing with every row finds, in at least 99 of 100 places', (dimensions, count, parts, gone) => {
    const vectors = clustered(count, dimensions);
    const index = indexOf(vectors, dimensions, parts, gone);
    let same = 0;
    for (let turn = 0; turn < 50; turn++) {
      const question = vectors[(turn * 29) % count]!;
      const exact = index.exact(question, 10);
      const rows = new Set(exact.map(({ row }) => row));
      const found = index.nearest(question, 10);
      same += found.filter(({ row }) => rows.has(row)).length;
      expect(found[0]!.cosine).toBeCloseTo(1, 4);
    }
    expect(same).toBeGreaterThanOrEqual(495);
  });

  it.each([
    ['in any order', 16],
    ['in any order', 384],
    ['the near ones together', 16],
    ['the near ones together', 384],
  ])('compares the 600 rows that are estimated best, %s, of %i values', (order, dimensions) => {
    const made = clustered(3_000, dimensions);
    const vectors = order === 'in any order' ? made : made.toSorted((a, b) => a[0]! - b[0]!);
    const index = indexOf(vectors, dimensions);
    const centre = Float32Array.from({ length: dimensions }, (_, at) => vectors.reduce((sum, vector) => sum + vector[at]!, 0) / 3_000);
    const coder = new VectorCoder(centre);
    const { codes, corrections } = coder.encode(vectors);
    const scanner = createScanner(Math.ceil(3_000 / 16), coder.bytes);
    scanner.codes.set(codes);
    scanner.corrections.set(corrections);
    for (const question of [0, 3, 6, 9, 12, 15, 1_234, 2_999].map((row) => vectors[row]!)) {
      const { tables, step, least } = coder.prepare(question);
      scanner.scan(tables);
      const best = [...vectors.keys()].sort((a, b) => scanner.estimate(b, step, least) - scanner.estimate(a, step, least) || a - b).slice(0, 600);
      expect(index.nearest(question, 150)).toEqual(index.exact(question, 150, best));
    }
  });

  it('compares in 16 bits as in 32', () => {
    const vectors = clustered(50, 384);
    const index = indexOf(vectors, 384);
    const cosines = index.cosines([...vectors.keys()], vectors[7]!);
    for (const [row, vector] of vectors.entries()) {
      const dot = vector.reduce((sum, value, at) => sum + value * vectors[7]![at]!, 0);
      expect(cosines[row]).toBeCloseTo(dot, 4);
      for (const [at, value] of index.vector(row).entries()) expect(value).toBeCloseTo(vector[at]!, 4);
    }
  });

  it('gives cosines, nearest first, and keeps to the rows it is given', () => {
    const index = indexOf([Float32Array.of(1, 0), Float32Array.of(0.6, 0.8), Float32Array.of(0, 1)], 2);
    expect(index.nearest(Float32Array.of(1, 0), 3).map(({ row, cosine }) => [row, Number(cosine.toFixed(4))])).toEqual([
      [0, 1],
      [1, 0.6],
      [2, 0],
    ]);
    expect(index.nearest(Float32Array.of(1, 0), 3, [2, 1]).map(({ row }) => row)).toEqual([1, 2]);
    expect(index.nearest(Float32Array.of(1, 0), 3, [])).toEqual([]);
    expect(index.nearest(Float32Array.of(1, 0), 0)).toEqual([]);
  });

  it('refuses another dimension and what is not finite', () => {
    const index = indexOf([Float32Array.of(1, 0)], 2);
    expect(() => index.nearest(Float32Array.of(1, 0, 0), 1)).toThrow(/2 finite values expected/);
    expect(() => index.nearest(Float32Array.of(NaN, 0), 1)).toThrow(/finite/);
    expect(() => WholeVectors.encode([Float32Array.of(1, Infinity)], 2)).toThrow(/found Infinity in row 0/);
    expect(() => WholeVectors.encode([Float32Array.of(1, 0, 1)], 2)).toThrow(/rows of 2/);
  });

  it('finds nothing in an empty index', () => {
    expect(indexOf([], 2).nearest(Float32Array.of(1, 0), 5)).toEqual([]);
  });
});
