import { describe, expect, it } from 'vitest';
import { comparisonText, difference, share, table, time } from '../../../../retrieval/evaluation/report/table.js';

describe('cells', () => {
  it('read as in a paper', () => {
    expect([0.7134, 1, 0, -0.25, null].map(share)).toEqual(['.713', '1.000', '.000', '-.250', '–']);
    expect([0.04, 9.96, 12.4, null].map(time)).toEqual(['0.0', '10.0', '12', '–']);
    expect(difference({ mean: 0.1, low: -0.05, high: 0.25, pairs: 3 })).toBe('+.100 [-.050, +.250]');
  });
});

describe('table', () => {
  it('aligns the first column left and the others right', () => {
    expect(
      table(
        ['', 'late'],
        [
          ['hit@1', '.5'],
          ['a longer label', '1.000'],
        ],
      ),
    ).toEqual(['                 late', 'hit@1              .5', 'a longer label  1.000']);
  });
});

describe('comparisonText', () => {
  it('says when there is nothing to compare', () => {
    expect(comparisonText({ made: '2026-01-01', runs: [] })).toContain('nothing to compare');
  });
});
