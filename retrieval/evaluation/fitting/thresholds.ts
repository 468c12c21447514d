import type { VerdictSignals, Weights } from '../../search/index.js';
import { percentile } from '../figures/metrics.js';
import type { Tried } from './try-questions.js';

/** Of the right answers, the share that may be withheld: refused (not `answered`), and said to be `absent`. The issue allows 5% with the article gone. */
const WITHHELD = 0.05;
const SAID_ABSENT = 0.02;

/** Confidences that learned weights give to trials. */
export function confidences({ bias, weights }: Pick<Weights['verdict'], 'bias' | 'weights'>, tried: readonly Tried[]): { tried: Tried; confidence: number }[] {
  return tried.map((each) => {
    const odds = Object.entries(weights).reduce((sum, [name, weight]) => sum + weight * each.signals[name as keyof VerdictSignals], bias);
    return { tried: each, confidence: 1 / (1 + Math.exp(-odds)) };
  });
}

/** The confidences under which the shares above of the right answers lie. */
export function thresholdsOf(judged: readonly { tried: Tried; confidence: number }[]): Pick<Weights['verdict'], 'answered' | 'close'> {
  const right = judged.filter(({ tried }) => tried.right && tried.variant === null).map(({ confidence }) => confidence);
  return { answered: percentile(right, WITHHELD)!, close: percentile(right, SAID_ABSENT)! };
}
