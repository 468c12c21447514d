import type { Verdict } from '../answer.js';
import { asksNothing } from '../question/small-talk.js';
import { verdictSignals, type Judged, type VerdictSignals } from './verdict-signals.js';
import { WEIGHTS, type Weights } from '../weights.js';

export interface Judgement {
  readonly verdict: Verdict;
  /** 0 to 1: how sure it is that the first passage answers (see `Answer.confidence`). */
  readonly confidence: number;
}

/** From this `namesMissing` on, a name that the dossier does not hold is not named in other words either. */
const UNNAMED = 0.15;

/**
 * Whether the dossier answers, judged from the first passage found and what it stands out from. What takes something as given that
 * the passage counts, dates or denies otherwise, or names what no passage names, is shown as near, never as the answer: of the right
 * passages of PIAF's training questions .3% are kept back for the former, .3% for the latter.
 */
export function judge(judged: Judged): Judgement {
  return asksNothing(judged.question.text) ? { verdict: 'absent', confidence: 0 } : judgeBy(verdictSignals(judged));
}

/** The same by its signals alone. */
export function judgeBy(signals: VerdictSignals): Judgement {
  const { answered, close } = WEIGHTS.verdict;
  const confidence = hasFalsePremise(signals) ? Math.min(confidenceOf(signals), (answered + close) / 2) : confidenceOf(signals);
  return { confidence, verdict: confidence >= answered ? 'answered' : confidence >= close ? 'close' : 'absent' };
}

function hasFalsePremise({ contradicted, denied, namesUnknown, namesMissing }: VerdictSignals): boolean {
  return contradicted === 1 || denied === 1 || (namesUnknown > 0 && namesMissing > UNNAMED);
}

/** Logistic regression over the signals that have a weight. */
export function confidenceOf(signals: VerdictSignals, { bias, weights }: Pick<Weights['verdict'], 'bias' | 'weights'> = WEIGHTS.verdict): number {
  let odds = bias;
  for (const [name, weight] of Object.entries(weights)) odds += weight * signals[name as keyof VerdictSignals];
  return 1 / (1 + Math.exp(-odds));
}
