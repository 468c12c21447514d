import { expect, it } from 'vitest';
import { FIELD_WEIGHTS, inverseFrequency, saturation } from '../../../../retrieval/index/words/bm25.js';

it('a term of a passage of average length: δ + count × 2.2 ÷ (count + 1.2)', () => {
  expect(saturation(1, 10, 10)).toBeCloseTo(0.5 + 2.2 / 2.2, 12);
  expect(saturation(3, 10, 10)).toBeCloseTo(0.5 + 6.6 / 4.2, 12);
  // 1.2 × (0.3 + 0.7 × 2) = 2.04 for twice the average, 1.2 × (0.3 + 0.7 ÷ 2) = .78 for half of it.
  expect(saturation(1, 20, 10)).toBeCloseTo(0.5 + 2.2 / 3.04, 12);
  expect(saturation(1, 5, 10)).toBeCloseTo(0.5 + 2.2 / 1.78, 12);
});

it('a term is the rarer the fewer passages hold it, and worth something even when all do', () => {
  expect(inverseFrequency(0, 9)).toBeCloseTo(Math.log(20), 12);
  expect(inverseFrequency(4, 9)).toBeCloseTo(Math.log(1 + 5.5 / 4.5), 12);
  expect(inverseFrequency(9, 9)).toBeCloseTo(Math.log(1 + 0.5 / 9.5), 12);
});

it('titles and headings weigh less than the text', () => {
  expect(FIELD_WEIGHTS).toEqual({ text: 1, heading: 0.7, title: 0.7 });
});
