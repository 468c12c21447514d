import type { Verdict } from './answer.js';
import type { Hit } from './rank.js';

export interface Judgement {
  readonly verdict: Verdict;
  /** 0 to 1: the calibrated chance that the first passage answers the question. */
  readonly confidence: number;
}

/** Whether the dossier answers, judged from the first passages found. */
export function judge(hits: readonly Hit[]): Judgement {
  const first = hits[0];
  if (!first) return { verdict: 'absent', confidence: 0 };
  const { lateInteraction, coverage } = first.signals;
  const confidence = 1 / (1 + Math.exp(-(14 * ((lateInteraction ?? 0) - 0.42) + 4 * (coverage - 0.5))));
  return { confidence, verdict: confidence >= 0.5 ? 'answered' : confidence >= 0.2 ? 'close' : 'absent' };
}
