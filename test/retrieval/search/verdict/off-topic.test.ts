import { expect, it } from 'vitest';
import { offTopicLikeness, packed, unpacked } from '../../../../retrieval/search/verdict/off-topic.js';

const mean = Float32Array.from([0.5, 0.5, 0]);
const kinds = [Float32Array.from([0, 0, 1]), Float32Array.from([Math.SQRT1_2, -Math.SQRT1_2, 0])];

it('is the cosine with the nearest kind, around the mean of questions', () => {
  expect(offTopicLikeness(Float32Array.from([0.5, 0.5, 0.4]), { mean, kinds })).toBeCloseTo(1, 5);
  expect(offTopicLikeness(Float32Array.from([0.9, 0.1, 0]), { mean, kinds })).toBeCloseTo(1, 5);
  expect(offTopicLikeness(Float32Array.from([0.5, 0.9, -0.3]), { mean, kinds })).toBeLessThan(0);
});

it('says nothing of the vectors of another model', () => {
  expect(offTopicLikeness(new Float32Array(8), { mean, kinds })).toBe(0);
});

it('keeps vectors in few characters, to the fourth digit', () => {
  const vector = Float32Array.from([-1, -0.12345, 0, 0.98765, 1]);
  const back = unpacked(packed(vector));
  for (const [at, value] of vector.entries()) expect(back[at]).toBeCloseTo(value, 4);
});
