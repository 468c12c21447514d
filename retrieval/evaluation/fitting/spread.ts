/** Brings features to mean 0 and spread 1, and weights found there back to the features as they were. */
export interface Scaling {
  scale(values: readonly number[]): Float64Array;
  /** Weights (and the constant to add) for the features as they were. */
  unscale(weights: Float64Array): { weights: number[]; shift: number };
}

/** @throws RangeError when there are no rows. */
export function scalingOf(rows: readonly (readonly number[])[]): Scaling {
  const first = rows[0];
  if (!first) throw new RangeError('scaling features: at least one row expected, found none');
  const means = first.map((_, at) => rows.reduce((sum, row) => sum + row[at]!, 0) / rows.length);
  // A feature that never varies says nothing: left as it is, its weight stays 0.
  const spreads = means.map((mean, at) => Math.sqrt(rows.reduce((sum, row) => sum + (row[at]! - mean) ** 2, 0) / rows.length) || 1);
  return {
    scale: (values) => Float64Array.from(values, (value, at) => (value - means[at]!) / spreads[at]!),
    unscale: (scaled) => {
      const weights = means.map((_, at) => scaled[at]! / spreads[at]!);
      return { weights, shift: -weights.reduce((sum, weight, at) => sum + weight * means[at]!, 0) };
    },
  };
}
