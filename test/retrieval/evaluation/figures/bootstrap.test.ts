import { describe, expect, it } from 'vitest';
import { pairedBootstrap } from '../../../../retrieval/evaluation/figures/bootstrap.js';

describe('pairedBootstrap', () => {
  it('is exact when every pair differs by the same', () => {
    expect(pairedBootstrap([0, 0.5, 1], [0.25, 0.75, 1.25])).toEqual({ mean: 0.25, low: 0.25, high: 0.25, pairs: 3 });
  });
  it('comes near the interval of the binomial it resamples', () => {
    // 200 pairs, half of them won: mean .5, standard error √(.25/200) = .0354, so about .431 to .569.
    const before = new Array<number>(200).fill(0);
    const after = before.map((_, index) => index % 2);
    const found = pairedBootstrap(before, after)!;
    expect(found.mean).toBe(0.5);
    expect(found.low).toBeCloseTo(0.431, 1.9);
    expect(found.high).toBeCloseTo(0.569, 1.9);
  });
  it('says the same every time', () => {
    const [before, after] = [
      [0, 1, 0, 1, 1],
      [1, 1, 0, 0, 1],
    ];
    expect(pairedBootstrap(before, after)).toEqual(pairedBootstrap(before, after));
  });
  it('refuses lists that are no pairs, and knows nothing of none', () => {
    expect(() => pairedBootstrap([1], [1, 2])).toThrow('lists of one length expected, found 1 and 2');
    expect(pairedBootstrap([], [])).toBeNull();
  });
});
