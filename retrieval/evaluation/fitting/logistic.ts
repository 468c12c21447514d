import { descend } from './descend.js';
import { scalingOf } from './spread.js';

export interface Example {
  readonly features: readonly number[];
  readonly right: boolean;
  /** How much it counts, > 0. */
  readonly weight: number;
}

const RIDGE = 1e-3;

/** Logistic regression: log-odds = bias + Σ weight × feature, the likeliest for the examples under a slight ridge. */
export function fitLogistic(examples: readonly Example[]): { weights: number[]; bias: number } {
  const scaling = scalingOf(examples.map(({ features }) => features));
  const rows = examples.map(({ features, right, weight }) => ({ values: scaling.scale(features), right, weight }));
  const size = rows[0]!.values.length;
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  const found = descend(size + 1, (point, slope) => {
    let loss = 0;
    for (const { values, right, weight } of rows) {
      let odds = point[size]!;
      for (let at = 0; at < size; at++) odds += point[at]! * values[at]!;
      const chance = 1 / (1 + Math.exp(-odds));
      loss -= (weight / total) * Math.log(Math.max(1e-12, right ? chance : 1 - chance));
      const pull = (weight / total) * (chance - (right ? 1 : 0));
      for (let at = 0; at < size; at++) slope[at]! += pull * values[at]!;
      slope[size]! += pull;
    }
    for (let at = 0; at < size; at++) slope[at]! += 2 * RIDGE * point[at]!;
    return loss;
  });
  const { weights, shift } = scaling.unscale(found);
  return { weights, bias: found[size]! + shift };
}
