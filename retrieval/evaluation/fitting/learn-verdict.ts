import { confidenceOf, type VerdictSignals, type Weights } from '../../search/index.js';
import { percentile } from '../figures/metrics.js';
import { fitLogistic } from './logistic.js';
import type { Family, Tried, Trial } from './try-questions.js';

/** What each kind of trial counts in all, beside 1 for the right answers. */
const COUNTS: Readonly<Record<Trial, number>> = {
  asked: 0.3,
  'article removed': 0.5,
  'passage removed': 0.3,
  'false premise': 0.1,
  elsewhere: 0.6,
  unanswered: 0.4,
  'off topic': 1,
};

/**
 * What each family of dossiers counts beside the others: verdicts must mean the same in all of them. The examples are few, but all that
 * is there of English questions; counted in full they cost the whole dossier 5 points of refusals and gained 3 of their own.
 */
const FAMILIES: Readonly<Record<Family, number>> = { whole: 1, small: 1, examples: 0.3 };

/** The signals that a verdict is learned from. Three more cap it (see verdict.ts): what a passage contradicts or denies, and names that no passage holds, say no by themselves. */
const USED = [
  'lateInteraction',
  'cosine',
  'lead',
  'overOthers',
  'saidElsewhere',
  'uncovered',
  'confirmed',
  'namesMissing',
  'numbersMissing',
  'sentence',
  'soughtMissing',
  'offTopic',
  'foreignLead',
] as const satisfies readonly (keyof VerdictSignals)[];

/** Of the right answers, the share that may be withheld: refused (not `answered`), and said to be `absent`. The issue allows 5% with the article gone. */
const WITHHELD = 0.05;
const SAID_ABSENT = 0.02;

/**
 * Logistic regression over the trials, each family and kind of trial having its share whatever its number; the thresholds are the confidences
 * under which the shares above of the right answers lie.
 */
export function learnVerdict(tried: readonly Tried[]): Weights['verdict'] {
  const totals = new Map<string, number>();
  for (const each of tried) totals.set(groupOf(each), (totals.get(groupOf(each)) ?? 0) + 1);
  const examples = tried.map((each) => ({
    features: USED.map((name) => each.signals[name]),
    right: each.right,
    weight: (FAMILIES[each.family] * (each.right ? 1 : COUNTS[each.trial])) / totals.get(groupOf(each))!,
  }));
  const { weights, bias } = fitLogistic(examples);
  const learned = { bias, weights: Object.fromEntries(USED.map((name, at) => [name, weights[at]!])) };
  const right = tried.filter((each) => each.right && each.variant === null).map(({ signals }) => confidenceOf(signals, learned));
  return centred({ ...learned, answered: percentile(right, WITHHELD)!, close: percentile(right, SAID_ABSENT)! });
}

/** The same verdicts with the threshold of `answered` at one half: a confidence that a person reads must not say 20% beside "the dossier answers". */
function centred({ bias, weights, answered, close }: Weights['verdict']): Weights['verdict'] {
  const odds = (chance: number): number => Math.log(chance / (1 - chance));
  const shift = odds(answered);
  return { bias: bias - shift, weights, answered: 0.5, close: 1 / (1 + Math.exp(shift - odds(close))) };
}

function groupOf({ family, trial, right }: Tried): string {
  return `${family}, ${right ? 'right' : trial}`;
}
