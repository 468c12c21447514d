import type { VerdictSignals, Weights } from '../../search/index.js';
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

/** Logistic regression over the trials, each family and kind of trial having its share whatever its number. */
export function learnVerdict(tried: readonly Tried[], used: readonly (keyof VerdictSignals)[] = USED): Pick<Weights['verdict'], 'bias' | 'weights'> {
  const totals = new Map<string, number>();
  for (const each of tried) totals.set(groupOf(each), (totals.get(groupOf(each)) ?? 0) + 1);
  const examples = tried.map((each) => ({
    features: used.map((name) => each.signals[name]),
    right: each.right,
    weight: (FAMILIES[each.family] * (each.right ? 1 : COUNTS[each.trial])) / totals.get(groupOf(each))!,
  }));
  const { weights, bias } = fitLogistic(examples);
  return { bias, weights: Object.fromEntries(used.map((name, at) => [name, weights[at]!])) };
}

function groupOf({ family, trial, right }: Tried): string {
  return `${family}, ${right ? 'right' : trial}`;
}
