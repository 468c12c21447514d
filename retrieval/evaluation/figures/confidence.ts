import { mean } from './metrics.js';

/** A stated confidence (0 to 1) and whether the first passage was right in the end. */
export interface Prediction {
  readonly confidence: number;
  readonly right: boolean;
}

/**
 * Area under the ROC curve: the chance that a right answer was given more confidence than a wrong one, ties counting half
 * (the Mann–Whitney statistic). `null` unless there are both.
 */
export function areaUnderCurve(right: readonly number[], wrong: readonly number[]): number | null {
  if (right.length === 0 || wrong.length === 0) return null;
  const ranked = [...right.map((value) => ({ value, isRight: true })), ...wrong.map((value) => ({ value, isRight: false }))];
  ranked.sort((a, b) => a.value - b.value);
  let rankSum = 0;
  for (let from = 0; from < ranked.length;) {
    let to = from;
    while (to < ranked.length && ranked[to]!.value === ranked[from]!.value) to += 1;
    const sharedRank = (from + 1 + to) / 2;
    for (let i = from; i < to; i += 1) if (ranked[i]!.isRight) rankSum += sharedRank;
    from = to;
  }
  return (rankSum - (right.length * (right.length + 1)) / 2) / (right.length * wrong.length);
}

/** Answering only from `threshold` up: the share of questions answered, and of wrong ones among them. */
export interface RiskPoint {
  readonly threshold: number;
  readonly coverage: number;
  readonly risk: number;
}

/** One point for each distinct confidence, highest first. Coverage grows to 1. */
export function riskCoverage(predictions: readonly Prediction[]): RiskPoint[] {
  const sorted = [...predictions].sort((a, b) => b.confidence - a.confidence);
  const points: RiskPoint[] = [];
  let wrong = 0;
  for (const [index, one] of sorted.entries()) {
    if (!one.right) wrong += 1;
    if (sorted[index + 1]?.confidence === one.confidence) continue;
    points.push({ threshold: one.confidence, coverage: (index + 1) / sorted.length, risk: wrong / (index + 1) });
  }
  return points;
}

/** Questions of similar confidence: what was stated on average, and how often it was so. */
export interface CalibrationBin {
  readonly stated: number;
  readonly right: number;
  readonly count: number;
}

/** Ten groups: the usual choice, and still eight questions in each of a set of 80. */
const CALIBRATION_BINS = 10;

/** Groups of (nearly) equal counts, lowest confidence first; never more groups than questions. */
export function calibration(predictions: readonly Prediction[], bins = CALIBRATION_BINS): CalibrationBin[] {
  const sorted = [...predictions].sort((a, b) => a.confidence - b.confidence);
  const groups = Math.min(bins, sorted.length);
  return Array.from({ length: groups }, (_, group) => {
    const from = Math.floor((group * sorted.length) / groups);
    const members = sorted.slice(from, Math.floor(((group + 1) * sorted.length) / groups));
    return { stated: mean(members.map((one) => one.confidence))!, right: mean(members.map((one) => (one.right ? 1 : 0)))!, count: members.length };
  });
}

/** Mean distance between stated and found over the groups, weighted by their counts; 0 is perfect, `null` for no question. */
export function calibrationError(bins: readonly CalibrationBin[]): number | null {
  const count = bins.reduce((total, bin) => total + bin.count, 0);
  if (count === 0) return null;
  return bins.reduce((total, bin) => total + bin.count * Math.abs(bin.stated - bin.right), 0) / count;
}

/**
 * The share of wrong answers refused by the threshold that refuses at most `cost` (0 to 1) of the right ones: what the
 * confidence could do at that price, wherever the shipped threshold stands. `null` unless there are both.
 */
export function refusedAtCost(right: readonly number[], wrong: readonly number[], cost: number): number | null {
  if (right.length === 0 || wrong.length === 0) return null;
  const sorted = [...right].sort((a, b) => a - b);
  const threshold = sorted[Math.floor(cost * sorted.length)] ?? Infinity;
  return mean(wrong.map((value) => (value < threshold ? 1 : 0)));
}
