import { beforeEach, describe, expect, it, vi } from 'vitest';
import { judge } from '../../../retrieval/search/verdict.js';
import { verdictSignals, type Judged, type VerdictSignals } from '../../../retrieval/search/verdict-signals.js';
import { WEIGHTS } from '../../../retrieval/search/weights.js';

vi.mock('../../../retrieval/search/verdict-signals.js');

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

const judged = (text = 'Combien de cellules ont été fouillées ?'): Judged => ({ question: { text } }) as Judged;

/** Signals that come to a confidence, by the one weight that is known to be there. */
function sure(confidence: number): VerdictSignals {
  return { ...NOTHING, lead: (Math.log(confidence / (1 - confidence)) - bias) / weights['lead']! };
}

beforeEach(() => {
  vi.mocked(verdictSignals).mockReset();
});

describe('a confidence', () => {
  it('is the logistic function of the weighted signals', () => {
    const signals: VerdictSignals = { ...NOTHING, lateInteraction: 0.4, cosine: 0.85, lead: 0.1, confirmed: 2, namesMissing: 0.1, foreign: 1 };
    vi.mocked(verdictSignals).mockReturnValue(signals);
    const odds = Object.entries(weights).reduce((sum, [name, weight]) => sum + weight * signals[name as keyof VerdictSignals], bias);
    expect(judge(judged()).confidence).toBeCloseTo(1 / (1 + Math.exp(-odds)), 9);
  });

  it('is what the verdict goes by: answered and close from their thresholds on', () => {
    for (const [confidence, verdict] of [
      [answered + 0.01, 'answered'],
      [answered - 0.01, 'close'],
      [close + 0.01, 'close'],
      [close - 0.01, 'absent'],
    ] as const) {
      vi.mocked(verdictSignals).mockReturnValue(sure(confidence));
      expect(judge(judged())).toEqual({ verdict, confidence: expect.closeTo(confidence, 6) as number });
    }
  });
});

describe('a false premise', () => {
  it.each([
    ['counts or dates otherwise', { contradicted: 1 }],
    ['denies', { denied: 1 }],
    ['never names', { namesUnknown: 0.5, namesMissing: 0.2 }],
  ])('is never answered: what the passage %s', (_, signals) => {
    vi.mocked(verdictSignals).mockReturnValue({ ...sure(0.99), ...signals });
    expect(judge(judged())).toMatchObject({ verdict: 'close', confidence: expect.closeTo((answered + close) / 2, 6) as number });
    // It makes nothing surer.
    vi.mocked(verdictSignals).mockReturnValue({ ...sure(close / 2), ...signals });
    expect(judge(judged()).verdict).toBe('absent');
    expect(judge(judged()).confidence).toBeLessThan(close);
  });

  it.each([
    ['a name that the dossier has elsewhere', { namesUnknown: 0, namesMissing: 0.5 }],
    ['a name that the passage says in other words', { namesUnknown: 1, namesMissing: 0.15 }],
  ])('is not %s', (_, signals) => {
    vi.mocked(verdictSignals).mockReturnValue({ ...NOTHING, lead: 1, ...signals });
    expect(judge(judged()).verdict).toBe('answered');
  });
});

it('where nothing is asked nothing is judged', () => {
  expect(judge(judged('Bonjour !'))).toEqual({ verdict: 'absent', confidence: 0 });
  expect(verdictSignals).not.toHaveBeenCalled();
});
