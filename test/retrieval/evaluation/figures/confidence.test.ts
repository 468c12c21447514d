import { describe, expect, it } from 'vitest';
import { areaUnderCurve, calibration, calibrationError, refusedAtCost, riskCoverage } from '../../../../retrieval/evaluation/figures/confidence.js';

describe('areaUnderCurve', () => {
  it('is the share of pairs in the right order, ties counting half', () => {
    expect(areaUnderCurve([0.9, 0.8], [0.1, 0.2])).toBe(1);
    expect(areaUnderCurve([0.1], [0.9])).toBe(0);
    expect(areaUnderCurve([0.5, 0.5], [0.5])).toBe(0.5);
    // Pairs: .9 over both, .3 over .2 but under .6, so 3 of 4.
    expect(areaUnderCurve([0.9, 0.3], [0.6, 0.2])).toBe(0.75);
  });
  it('agrees with counting the pairs', () => {
    const right = [0.1, 0.4, 0.4, 0.7, 0.9, 0.9];
    const wrong = [0.05, 0.4, 0.4, 0.6, 0.9];
    const pairs = right.flatMap((a) => wrong.map((b): number => (a > b ? 1 : a === b ? 0.5 : 0)));
    expect(areaUnderCurve(right, wrong)).toBeCloseTo(pairs.reduce((sum, one) => sum + one, 0) / pairs.length, 12);
  });
  it('is unknown with one side empty', () => {
    expect(areaUnderCurve([], [0.1])).toBeNull();
    expect(areaUnderCurve([0.1], [])).toBeNull();
  });
});

describe('riskCoverage', () => {
  it('takes the surest first and equal ones together', () => {
    const points = riskCoverage([
      { confidence: 0.5, right: true },
      { confidence: 0.9, right: true },
      { confidence: 0.5, right: false },
      { confidence: 0.1, right: false },
    ]);
    expect(points).toEqual([
      { threshold: 0.9, coverage: 0.25, risk: 0 },
      { threshold: 0.5, coverage: 0.75, risk: 1 / 3 },
      { threshold: 0.1, coverage: 1, risk: 0.5 },
    ]);
  });
  it('has no point without questions', () => {
    expect(riskCoverage([])).toEqual([]);
  });
});

describe('calibration', () => {
  const predictions = [0.1, 0.2, 0.8, 1].map((confidence, index) => ({ confidence, right: index >= 1 }));
  it('groups by equal counts, lowest first', () => {
    const bins = calibration(predictions, 2);
    expect(bins.map((bin) => bin.count)).toEqual([2, 2]);
    expect(bins[0]!.stated).toBeCloseTo(0.15, 12);
    expect(bins[0]!.right).toBe(0.5);
    expect(bins[1]!.stated).toBeCloseTo(0.9, 12);
    expect(bins[1]!.right).toBe(1);
    // (2 × |.15 − .5| + 2 × |.9 − 1|) / 4
    expect(calibrationError(bins)).toBeCloseTo(0.225, 12);
  });
  it('never makes an empty group', () => {
    expect(calibration(predictions.slice(0, 3)).map((bin) => bin.count)).toEqual([1, 1, 1]);
    expect(calibration([])).toEqual([]);
    expect(calibrationError([])).toBeNull();
  });
  it('loses no question when the counts do not divide', () => {
    const many = Array.from({ length: 23 }, (_, index) => ({ confidence: index / 23, right: true }));
    expect(calibration(many).reduce((sum, bin) => sum + bin.count, 0)).toBe(23);
  });
});

describe('refusedAtCost', () => {
  const right = [0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.9, 0.9, 0.9, 0.9];
  it('sets the threshold where the price is paid', () => {
    // 10% of ten is one: .3 may be refused, so the threshold is .5.
    expect(refusedAtCost(right, [0.1, 0.4, 0.5, 0.9], 0.1)).toBe(0.5);
    // 5% of ten is none: nothing right may be refused.
    expect(refusedAtCost(right, [0.1, 0.4, 0.5, 0.9], 0.05)).toBe(0.25);
    expect(refusedAtCost(right, [0.1, 0.9], 1)).toBe(1);
  });
  it('is unknown with one side empty', () => {
    expect(refusedAtCost([], [0.1], 0.1)).toBeNull();
    expect(refusedAtCost([0.1], [], 0.1)).toBeNull();
  });
});
