import { expect, it } from 'vitest';
import { WholeVectors } from '../../../../retrieval/index/vectors/whole-vectors.js';

it('each row is kept in 16 bits over a scale of its own: its largest value takes all of them', () => {
  const vectors = WholeVectors.encode([Float32Array.of(0.5, -0.25, 0), Float32Array.of(-3, 1, 1.5), new Float32Array(3)], 3);
  expect([...vectors.values]).toEqual([32_767, -16_383, 0, -32_767, 10_922, 16_384, 0, 0, 0]);
  expect([...vectors.scales].map((scale) => scale * 32_767)).toEqual([expect.closeTo(0.5, 6), expect.closeTo(3, 6), 32_767]);
  expect([...vectors.vector(1)]).toEqual([expect.closeTo(-3, 4), expect.closeTo(1, 4), expect.closeTo(1.5, 4)]);
  const room = new Int16Array(5);
  vectors.copyTo(0, room, 1);
  expect([...room]).toEqual([0, 32_767, -16_383, 0, 0]);
});

it('rows of another length or with values that are none are refused, by their number', () => {
  const good = Float32Array.of(1, 0);
  expect(() => WholeVectors.encode([good, Float32Array.of(1, 0, 1)], 2)).toThrow('building the vector index: rows of 2 values expected, found 3 in row 1');
  expect(() => WholeVectors.encode([good, good, Float32Array.of(1, -Infinity)], 2)).toThrow(
    'building the vector index: finite values expected, found -Infinity in row 2',
  );
  expect(WholeVectors.encode([], 2).values).toHaveLength(0);
});
