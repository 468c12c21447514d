import { seededChance } from '../../chance.js';
import { mean, percentile } from './metrics.js';

/** A difference of means with the interval that holds 95% of the resampled ones. */
export interface Difference {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly pairs: number;
}

/** Resamples: the ends of the interval then move by well under a point between seeds. */
const RESAMPLES = 2000;
const SEED = 20250520;

/**
 * How much better `after` is than `before`, question by question (the same places are the same question): the paired bootstrap
 * of Efron and Tibshirani (1993), percentile interval, always with the same seed. `null` for no pair.
 * @throws RangeError when the two differ in length
 */
export function pairedBootstrap(before: readonly number[], after: readonly number[]): Difference | null {
  if (before.length !== after.length) throw new RangeError(`comparing pairs: lists of one length expected, found ${before.length} and ${after.length}`);
  const differences = after.map((value, index) => value - before[index]!);
  const found = mean(differences);
  if (found === null) return null;
  const chance = seededChance(SEED);
  const means = Array.from({ length: RESAMPLES }, () => {
    let total = 0;
    for (let i = 0; i < differences.length; i += 1) total += differences[Math.floor(chance() * differences.length)]!;
    return total / differences.length;
  });
  return { mean: found, low: percentile(means, 0.025)!, high: percentile(means, 0.975)!, pairs: differences.length };
}
