import { describe, expect, it } from 'vitest';
import { hitRate, markIsRight, mean, ndcg, percentile, reciprocalRank, refusals, servedAt } from '../../../../retrieval/evaluation/figures/metrics.js';

describe('servedAt', () => {
  it('is the first hit among alternatives', () => {
    expect(servedAt([4, 2, null], false)).toBe(2);
    expect(servedAt([null, null], false)).toBeNull();
    expect(servedAt([], false)).toBeNull();
  });
  it('waits for every gold when all are needed', () => {
    expect(servedAt([1, 4], true)).toBe(4);
    expect(servedAt([1, null], true)).toBeNull();
    expect(servedAt([], true)).toBeNull();
  });
});

describe('hit rate and reciprocal rank', () => {
  it('counts those served by the rank', () => {
    const served = [1, 3, 4, 11, null];
    expect([1, 3, 5, 10].map((k) => hitRate(served, k))).toEqual([0.2, 0.4, 0.6, 0.6]);
    expect(hitRate([], 1)).toBeNull();
  });
  it('stops at rank 10', () => {
    expect([1, 2, 10, 11, null].map(reciprocalRank)).toEqual([1, 0.5, 0.1, 0, 0]);
  });
});

describe('ndcg', () => {
  it('counts alternatives once, at the first hit', () => {
    expect(ndcg([1, 2], false)).toBe(1);
    expect(ndcg([3, null], false)).toBeCloseTo(1 / Math.log2(4), 12);
    expect(ndcg([null], false)).toBe(0);
    expect(ndcg([11], false)).toBe(0);
  });
  it('gains for each gold when all are needed', () => {
    // Golds at 1 and 3: (1 + 1/2) / (1 + 1/log2 3).
    expect(ndcg([1, 3], true)).toBeCloseTo(1.5 / (1 + 1 / Math.log2(3)), 12);
    expect(ndcg([2, null], true)).toBeCloseTo(1 / Math.log2(3) / (1 + 1 / Math.log2(3)), 12);
    expect(ndcg([1, 2], true)).toBe(1);
  });
  it('stays at 1 when one passage holds both', () => {
    expect(ndcg([1, 1], true)).toBe(1);
  });
});

describe('markIsRight', () => {
  const gold = [{ start: 100, end: 200 }];
  it.each([
    ['the gold itself', 100, 200, true],
    ['a sentence that holds the gold', 50, 250, true],
    ['a part of the gold', 120, 140, true],
    ['half of the shorter one', 90, 110, true],
    ['under half of the shorter one', 89, 109, false],
    ['the sentence before', 50, 100, false],
    ['the sentence after', 200, 260, false],
    ['an empty mark', 150, 150, false],
  ])('%s', (_, start, end, expected) => {
    expect(markIsRight({ start, end }, gold)).toBe(expected);
  });
  it('takes any place of the gold, and none when there is none', () => {
    expect(markIsRight({ start: 5, end: 9 }, [...gold, { start: 0, end: 10 }])).toBe(true);
    expect(markIsRight({ start: 5, end: 9 }, [])).toBe(false);
  });
});

describe('refusals', () => {
  const right = { answerable: true, firstRight: true };
  const wrong = { answerable: true, firstRight: false };
  const none = { answerable: false, firstRight: false };

  it('counts by hand', () => {
    const counted = refusals([
      { ...right, verdict: 'answered' },
      { ...right, verdict: 'answered' },
      { ...right, verdict: 'close' },
      { ...wrong, verdict: 'answered' },
      { ...wrong, verdict: 'absent' },
      { ...none, verdict: 'answered' },
      { ...none, verdict: 'close' },
      { ...none, verdict: 'absent' },
      { ...none, verdict: 'absent' },
    ]);
    expect(counted.answerable).toEqual({ answered: 3, close: 1, absent: 1 });
    expect(counted.unanswerable).toEqual({ answered: 1, close: 1, absent: 2 });
    expect(counted.right).toBe(3 / 4);
    expect(counted.wrong).toBe(2 / 5);
    expect(counted.withheld).toBeCloseTo(1 / 3, 12);
    expect(counted.answeredRight).toBe(2 / 4);
  });

  it('is unknown, not 0, where there is nothing to count', () => {
    expect(refusals([])).toMatchObject({ right: null, wrong: null, withheld: null, answeredRight: null });
    expect(refusals([{ ...none, verdict: 'absent' }])).toMatchObject({ right: 1, wrong: null, withheld: null, answeredRight: null });
  });
});

describe('mean and percentile', () => {
  it('are unknown for no value', () => {
    expect(mean([])).toBeNull();
    expect(percentile([], 0.5)).toBeNull();
  });
  it('interpolate between neighbours, in whatever order values come', () => {
    expect(mean([1, 2, 6])).toBe(3);
    expect(percentile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(percentile([10], 0.95)).toBe(10);
    expect(percentile([0, 100], 0.95)).toBe(95);
    expect([0, 1].map((share) => percentile([3, 1, 2], share))).toEqual([1, 3]);
  });
});
