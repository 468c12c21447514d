import { areaUnderCurve, calibration, calibrationError, type Prediction, refusedAtCost } from './confidence.js';
import { hitRate, mean, ndcg, percentile, reciprocalRank, type Refusals, refusals, shareOf } from './metrics.js';
import type { Outcome, Run } from '../run.js';

/** The figures of a run or of one kind of its questions. Shares are 0 to 1, times in milliseconds; `null` where there is nothing to count. */
export interface Figures {
  readonly questions: number;
  readonly answerable: number;
  /** Of the answerable questions, the share served by rank 1, 3, 5, 10. */
  readonly hitAt: Readonly<Record<1 | 3 | 5 | 10, number | null>>;
  readonly mrr: number | null;
  readonly ndcg: number | null;
  /** Of the answerable questions, the share whose first passage is a hit for any gold (as `hitAt` 1, but for questions that need several). */
  readonly firstRight: number | null;
  /** Marked sentences that are the gold one, of those that could be (first passage a hit for a gold with a quote). */
  readonly marks: { readonly counted: number; readonly right: number; readonly share: number | null };
  readonly refusals: Refusals;
  /** How well confidence tells right first passages from the others: area under the curve, and mean distance from what was found. */
  readonly confidence: { readonly auc: number | null; readonly calibrationError: number | null };
  readonly milliseconds: { readonly p50: number | null; readonly p95: number | null };
}

/** All figures of some outcomes. */
export function figuresOf(outcomes: readonly Outcome[]): Figures {
  const answerable = outcomes.filter((outcome) => outcome.answerable);
  const served = answerable.map((outcome) => outcome.served);
  const marked = answerable.flatMap((outcome) => (outcome.marked === null ? [] : [outcome.marked]));
  const predictions = predictionsOf(outcomes);
  const times = outcomes.map((outcome) => outcome.milliseconds);
  return {
    questions: outcomes.length,
    answerable: answerable.length,
    hitAt: { 1: hitRate(served, 1), 3: hitRate(served, 3), 5: hitRate(served, 5), 10: hitRate(served, 10) },
    mrr: mean(served.map(reciprocalRank)),
    ndcg: mean(answerable.map((outcome) => ndcg(outcome.ranks, outcome.all))),
    firstRight: shareOf(answerable, (outcome) => outcome.firstRight),
    marks: { counted: marked.length, right: marked.filter(Boolean).length, share: shareOf(marked, Boolean) },
    refusals: refusals(outcomes),
    confidence: { auc: areaUnderCurve(...confidences(predictions)), calibrationError: calibrationError(calibration(predictions)) },
    milliseconds: { p50: percentile(times, 0.5), p95: percentile(times, 0.95) },
  };
}

/** The stated confidences beside what was true: right when the question is answerable and its first passage a hit. */
export function predictionsOf(outcomes: readonly Outcome[]): Prediction[] {
  return outcomes.map(({ confidence, answerable, firstRight }) => ({ confidence, right: answerable && firstRight }));
}

/** Figures of each kind, in the order in which the kinds first come. */
export function figuresByKind(outcomes: readonly Outcome[]): Map<string, Figures> {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes) groups.set(outcome.kind, [...(groups.get(outcome.kind) ?? []), outcome]);
  return new Map([...groups].map(([kind, members]) => [kind, figuresOf(members)]));
}

/** What taking the golds away came to, against the same method's questions with nothing removed. */
export interface RemovalFigures {
  readonly asked: number;
  readonly skipped: number;
  /** Share refused at the shipped threshold. */
  readonly refused: number | null;
  /** Right first passages (nothing removed) against everything found once the gold is gone. */
  readonly auc: number | null;
  /** Share that would be refused by the threshold that withholds at most 5% (asked for with the article gone) or 10% (with the passage gone) of the right first passages. */
  readonly refusedAtCost: Readonly<Record<0.05 | 0.1, number | null>>;
}

/** `removed` against `plain`: the same method and variant with nothing removed. */
export function removalFigures(removed: Run, plain: Run): RemovalFigures {
  const right = predictionsOf(plain.outcomes).flatMap((one) => (one.right ? [one.confidence] : []));
  const gone = removed.outcomes.map((outcome) => outcome.confidence);
  return {
    asked: removed.outcomes.length,
    skipped: removed.skipped,
    refused: refusals(removed.outcomes).right,
    auc: areaUnderCurve(right, gone),
    refusedAtCost: { 0.05: refusedAtCost(right, gone, 0.05), 0.1: refusedAtCost(right, gone, 0.1) },
  };
}

function confidences(predictions: readonly Prediction[]): [right: number[], wrong: number[]] {
  return [predictions.filter((one) => one.right).map((one) => one.confidence), predictions.filter((one) => !one.right).map((one) => one.confidence)];
}
