import { expect, it } from 'vitest';
import { Best } from '../../../retrieval/index/best.js';
import { seeded as random } from '../../support/seeded.js';

it('keeps what sorting would put first, the smaller place of two with the same score', () => {
  const next = random(9);
  for (const [count, limit] of [
    [0, 3],
    [2, 3],
    [3, 3],
    [500, 1],
    [500, 37],
    [500, 500],
  ] as const) {
    const all = Array.from({ length: count }, (_, place) => ({ place, score: Math.floor(next() * 40) - 20 }));
    const best = new Best(limit);
    for (const { place, score } of [...all].sort(() => next() - 0.5)) best.offer(place, score);
    expect(best.sorted()).toEqual([...all].sort((a, b) => b.score - a.score || a.place - b.place).slice(0, limit));
  }
});

it('tells when it is full, and what a place must reach from then on', () => {
  const best = new Best(2);
  const told = (): unknown => [best.isFull, best.threshold, [...best.unsorted()].sort()];
  expect(told()).toEqual([false, -Infinity, []]);
  best.offer(7, 5);
  expect(told()).toEqual([false, -Infinity, [7]]);
  best.offer(8, 3);
  expect(told()).toEqual([true, 3, [7, 8]]);
  best.offer(2, 1);
  expect(told()).toEqual([true, 3, [7, 8]]);
  best.offer(9, 3);
  expect(told()).toEqual([true, 3, [7, 8]]);
  best.offer(6, 3);
  expect(told()).toEqual([true, 3, [6, 7]]);
  best.offer(1, 4);
  expect(told()).toEqual([true, 4, [1, 7]]);
});
