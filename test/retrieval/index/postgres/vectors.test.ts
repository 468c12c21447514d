import { expect, it } from 'vitest';
import { vectorOf, vectorText } from '../../../../retrieval/index/postgres/vectors.js';

it('vectors come back from what is written, to six digits', () => {
  expect(vectorText(Float32Array.of(0.123_456_78, -0.5, 1))).toBe('[0.123457,-0.5,1]');
  expect([...vectorOf(vectorText(Float32Array.of(0.123_456_78, -1e-9, 1)))].map((value) => value.toFixed(6))).toEqual(['0.123457', '0.000000', '1.000000']);
});
