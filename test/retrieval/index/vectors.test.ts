import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VectorIndex } from '../../../retrieval/index/vectors.js';
import { temporaryFolder } from '../../support/folder.js';

const DIMENSIONS = 32;

/** Unit vectors around 40 centres, as passages on a few subjects are. */
function clustered(count: number): Float32Array {
  let state = 7;
  const random = (): number => ((state = (state * 1103515245 + 12345) % 2 ** 31) / 2 ** 31) - 0.5;
  const centres = Array.from({ length: 40 }, () => Array.from({ length: DIMENSIONS }, random));
  const rows = Array.from({ length: count }, (_, row) => {
    const values = centres[row % 40]!.map((value) => value + 0.6 * random());
    const length = Math.hypot(...values);
    return values.map((value) => value / length);
  });
  return Float32Array.from(rows.flat());
}

describe('nearest', () => {
  it('finds what comparing with every row finds, in at least 99 of 100 places', () => {
    const vectors = clustered(3000);
    const index = VectorIndex.build(vectors, DIMENSIONS);
    let same = 0;
    for (let row = 0; row < 100; row++) {
      const question = vectors.subarray(row * 29 * DIMENSIONS, (row * 29 + 1) * DIMENSIONS);
      const exact = new Set(index.exact(question, 10).map((hit) => hit.row));
      same += index.nearest(question, 10).filter((hit) => exact.has(hit.row)).length;
    }
    expect(same).toBeGreaterThanOrEqual(990);
  });

  it('gives cosines, nearest first, and keeps to the rows it is given', () => {
    const index = VectorIndex.build(Float32Array.of(1, 0, 0.6, 0.8, 0, 1), 2);
    expect(index.nearest(Float32Array.of(1, 0), 3).map(({ row, cosine }) => [row, Number(cosine.toFixed(5))])).toEqual([[0, 1], [1, 0.6], [2, 0]]);
    expect(index.nearest(Float32Array.of(1, 0), 3, [2, 1]).map(({ row }) => row)).toEqual([1, 2]);
    expect(index.nearest(Float32Array.of(1, 0), 3, [])).toEqual([]);
  });

  it('refuses what hnswlib would take silently: another dimension, NaN', () => {
    const index = VectorIndex.build(Float32Array.of(1, 0), 2);
    expect(() => index.nearest(Float32Array.of(1, 0, 0), 1)).toThrow(/2 finite values expected/);
    expect(() => index.nearest(Float32Array.of(NaN, 0), 1)).toThrow(/finite/);
    expect(() => VectorIndex.build(Float32Array.of(1, Infinity), 2)).toThrow(/found Infinity in row 0/);
    expect(() => VectorIndex.build(Float32Array.of(1, 0, 1), 2)).toThrow(/whole rows of 2/);
  });

  it('finds nothing in an empty index', () => {
    expect(VectorIndex.build(new Float32Array(0), 2).nearest(Float32Array.of(1, 0), 5)).toEqual([]);
  });
});

describe('the graph file', () => {
  it('opens to the same answers', async () => {
    const file = join(temporaryFolder(), 'graph');
    const vectors = clustered(500);
    const index = VectorIndex.build(vectors, DIMENSIONS);
    await index.writeGraph(file);
    const opened = await VectorIndex.open(vectors, DIMENSIONS, file);
    const question = vectors.subarray(0, DIMENSIONS);
    expect(opened.nearest(question, 20)).toEqual(index.nearest(question, 20));
  });

  it('is refused before hnswlib sees it when cut short, foreign, of another count or dimension', async () => {
    const file = join(temporaryFolder(), 'graph');
    const vectors = clustered(50);
    await VectorIndex.build(vectors, DIMENSIONS).writeGraph(file);
    const whole = readFileSync(file);
    await expect(VectorIndex.open(vectors.subarray(DIMENSIONS), DIMENSIONS, file)).rejects.toThrow(/a count of 49 expected, found 50/);
    await expect(VectorIndex.open(new Float32Array(50 * 16), 16, file)).rejects.toThrow(/vector bytes 64 expected, found 128/);
    for (const length of [0, 50, 95, 96, 1000, whole.length - 1]) {
      writeFileSync(file, whole);
      truncateSync(file, length);
      await expect(VectorIndex.open(vectors, DIMENSIONS, file), `cut to ${length} bytes`).rejects.toThrow(/run "npm run index"/);
    }
    writeFileSync(file, 'not a graph at all, but long enough to hold a header of ninety-six bytes, and then some more text to read');
    await expect(VectorIndex.open(vectors, DIMENSIONS, file)).rejects.toThrow(/expected, found/);
  });
});
