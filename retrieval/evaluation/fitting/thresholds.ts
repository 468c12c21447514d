import { confidenceOf, type Weights } from '../../search/index.js';
import { percentile } from '../figures/metrics.js';
import type { Tried } from './try-questions.js';

/** Of the right answers, the share that may be withheld: refused (not `answered`), and said to be `absent`. The issue allows 5% with the article gone. */
const WITHHELD = 0.05;
const SAID_ABSENT = 0.02;

/** The confidences under which the shares above of the right answers lie, given learned weights. */
export function thresholdsOf(learned: Pick<Weights['verdict'], 'bias' | 'weights'>, tried: readonly Tried[]): Pick<Weights['verdict'], 'answered' | 'close'> {
  const right = tried.filter((each) => each.right && each.variant === null).map(({ signals }) => confidenceOf(signals, learned));
  return { answered: percentile(right, WITHHELD)!, close: percentile(right, SAID_ABSENT)! };
}
