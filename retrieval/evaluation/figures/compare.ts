import { type Difference, pairedBootstrap } from './bootstrap.js';
import { reciprocalRank } from './metrics.js';
import type { Outcome, RunSettings } from '../run.js';

/** What of a question's outcome a comparison looks at. */
export type Compared = Pick<Outcome, 'id' | 'question' | 'answerable' | 'verdict' | 'served' | 'firstRight' | 'marked'>;

/** A run, now or as it was, as far as comparing goes. */
export interface ComparedRun extends RunSettings {
  readonly outcomes: readonly Compared[];
}

/** What is compared; each is 0 to 1 a question, more being better. */
export const MEASURES = ['hit@1', 'hit@5', 'MRR@10', 'mark', 'refused rightly', 'not refused wrongly'] as const;
export type Measure = (typeof MEASURES)[number];

/** A question whose outcome changed. */
export interface Change {
  readonly id: string;
  readonly question: string;
  readonly before: string;
  readonly after: string;
  /** 1 when it got better, -1 worse, 0 neither clearly. */
  readonly sense: -1 | 0 | 1;
}

/** One way of asking, before and after. */
export interface Comparison extends RunSettings {
  /** Questions of both, with the same words. */
  readonly pairs: number;
  /** Questions that only one has, or whose words or golds changed: left out. */
  readonly unpaired: number;
  readonly differences: readonly { readonly measure: Measure; readonly difference: Difference }[];
  /** The worse first, then the better, then those that are neither. */
  readonly changes: readonly Change[];
}

/** What changed since an earlier evaluation. */
export interface Since {
  /** ISO date and time of the earlier one. */
  readonly made: string;
  readonly runs: readonly Comparison[];
}

/** Compares each run of `after` with the one of `before` that asked in the same way; runs without such a one are left out. */
export function compareRuns(before: readonly ComparedRun[], after: readonly ComparedRun[]): Comparison[] {
  return after.flatMap((run) => {
    const { method, variant, removed } = run;
    const old = before.find((other) => other.method === method && other.variant === variant && other.removed === removed);
    if (old === undefined) return [];
    const pairs = pair(old.outcomes, run.outcomes);
    const unpaired = old.outcomes.length + run.outcomes.length - 2 * pairs.length;
    return [{ method, variant, removed, pairs: pairs.length, unpaired, differences: differencesOf(pairs), changes: changesOf(pairs) }];
  });
}

type Pair = readonly [before: Compared, after: Compared];

/** The outcomes of both lists with the same id and words, in the order of `after`. */
export function pair(before: readonly Compared[], after: readonly Compared[]): Pair[] {
  const old = new Map(before.map((outcome) => [outcome.id, outcome]));
  return after.flatMap((outcome): Pair[] => {
    const other = old.get(outcome.id);
    return other?.question === outcome.question && other.answerable === outcome.answerable ? [[other, outcome]] : [];
  });
}

/** The difference in each measure that has a question to count. */
export function differencesOf(pairs: readonly Pair[]): { measure: Measure; difference: Difference }[] {
  return MEASURES.flatMap((measure) => {
    const before: number[] = [];
    const after: number[] = [];
    for (const [old, now] of pairs) {
      const [a, b] = [valueOf(old, measure), valueOf(now, measure)];
      if (a === null || b === null) continue;
      before.push(a);
      after.push(b);
    }
    const difference = pairedBootstrap(before, after);
    return difference === null ? [] : [{ measure, difference }];
  });
}

/** `null` when the measure does not concern the question. */
export function valueOf(outcome: Compared, measure: Measure): number | null {
  if (measure === 'refused rightly') return outcome.answerable ? null : Number(outcome.verdict !== 'answered');
  if (!outcome.answerable) return null;
  switch (measure) {
    case 'hit@1':
      return Number(outcome.served !== null && outcome.served <= 1);
    case 'hit@5':
      return Number(outcome.served !== null && outcome.served <= 5);
    case 'MRR@10':
      return reciprocalRank(outcome.served);
    case 'mark':
      return outcome.marked === null ? null : Number(outcome.marked);
    case 'not refused wrongly':
      return Number(outcome.verdict === 'answered');
  }
}

function changesOf(pairs: readonly Pair[]): Change[] {
  const changes = pairs.flatMap(([before, after]): Change[] => {
    const [was, is] = [inWords(before), inWords(after)];
    if (was === is) return [];
    return [{ id: after.id, question: after.question, before: was, after: is, sense: senseOf(before, after) }];
  });
  return ([-1, 1, 0] as const).flatMap((sense) => changes.filter((change) => change.sense === sense));
}

/** Better when some measure rose and none fell, worse when some fell and none rose. */
function senseOf(before: Compared, after: Compared): Change['sense'] {
  const steps = MEASURES.map((measure) => Math.sign((valueOf(after, measure) ?? 0) - (valueOf(before, measure) ?? 0)));
  const [rose, fell] = [steps.includes(1), steps.includes(-1)];
  return rose === fell ? 0 : rose ? 1 : -1;
}

function inWords(outcome: Compared): string {
  if (!outcome.answerable) return outcome.verdict;
  const rank = outcome.served === null ? (outcome.firstRight ? 'partly found' : 'not found') : `rank ${outcome.served}`;
  const mark = outcome.marked === null ? '' : outcome.marked ? ', mark right' : ', mark elsewhere';
  return `${rank}, ${outcome.verdict}${mark}`;
}
