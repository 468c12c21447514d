import { describe, expect, it } from 'vitest';
import { judge, judgeBy } from '../../../../retrieval/search/verdict/verdict.js';
import type { Judged, VerdictSignals } from '../../../../retrieval/search/verdict/verdict-signals.js';
import { WEIGHTS } from '../../../../retrieval/search/weights.js';

const NOTHING: VerdictSignals = {
  lateInteraction: 0,
  cosine: 0,
  lead: 0,
  overOthers: 0,
  saidElsewhere: 0,
  uncovered: 0,
  confirmed: 0,
  namesMissing: 0,
  namesUnknown: 0,
  numbersMissing: 0,
  contradicted: 0,
  denied: 0,
  sentence: 0,
  soughtMissing: 0,
  offTopic: 0,
  foreign: 0,
  foreignLead: 0,
};
const { answered, close, bias, weights } = WEIGHTS.verdict;

/** Signals that come to a confidence, by the one weight that is known to be there. */
function sure(confidence: number): VerdictSignals {
  return { ...NOTHING, lead: (Math.log(confidence / (1 - confidence)) - bias) / weights['lead']! };
}

describe('a confidence', () => {
  it('is made of signals that there are', () => {
    expect(Object.keys(NOTHING)).toEqual(expect.arrayContaining(Object.keys(weights)));
  });

  it('is the logistic function of the weighted signals', () => {
    const signals: VerdictSignals = { ...NOTHING, lateInteraction: 0.4, cosine: 0.85, lead: 0.1, confirmed: 2, namesMissing: 0.1, foreign: 1 };
    const odds = Object.entries(weights).reduce((sum, [name, weight]) => sum + weight * signals[name as keyof VerdictSignals], bias);
    expect(judgeBy(signals).confidence).toBeCloseTo(1 / (1 + Math.exp(-odds)), 9);
  });

  it('is what the verdict goes by: answered and close from their thresholds on', () => {
    for (const [confidence, verdict] of [
      [answered + 0.01, 'answered'],
      [answered - 0.01, 'close'],
      [close + 0.01, 'close'],
      [close - 0.01, 'absent'],
    ] as const) {
      expect(judgeBy(sure(confidence))).toEqual({ verdict, confidence: expect.closeTo(confidence, 6) as number });
    }
  });
});

describe('a false premise', () => {
  it.each([
    ['counts or dates otherwise', { contradicted: 1 }],
    ['denies', { denied: 1 }],
    ['never names', { namesUnknown: 0.5, namesMissing: 0.2 }],
  ])('is never answered: what the passage %s', (_, signals) => {
    expect(judgeBy({ ...sure(0.99), ...signals })).toMatchObject({ verdict: 'close', confidence: expect.closeTo((answered + close) / 2, 6) as number });
    // It makes nothing surer.
    const unsure = judgeBy({ ...sure(close / 2), ...signals });
    expect(unsure.verdict).toBe('absent');
    expect(unsure.confidence).toBeLessThan(close);
  });

  it.each([
    ['a name that the dossier has elsewhere', { namesUnknown: 0, namesMissing: 0.5 }],
    ['a name that the passage says in other words', { namesUnknown: 1, namesMissing: 0.15 }],
  ])('is not %s', (_, signals) => {
    expect(judgeBy({ ...NOTHING, lead: 1, ...signals }).verdict).toBe('answered');
  });
});

it('where nothing is asked nothing is judged', () => {
  // There is nothing here that signals could be made of.
  const judged = { question: { text: 'Bonjour !' } } as Judged;
  expect(judge(judged)).toEqual({ verdict: 'absent', confidence: 0 });
  expect(() => judge({ question: { text: 'Combien de cellules ?' } } as Judged)).toThrow(TypeError);
});
