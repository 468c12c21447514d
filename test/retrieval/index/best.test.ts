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
