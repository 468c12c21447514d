/** The value that a share of the values do not exceed; share .5 is the median. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values) => quantile(values, 0.5);

/** Milliseconds that some work takes, and what came of it. */
export async function timed(work) {
  const began = performance.now();
  const result = await work();
  return { milliseconds: performance.now() - began, result };
}

/**
 * Several ways to do the same, in turn and turned about, so that what else the machine does hits all alike.
 * @returns for each way, the milliseconds of every item.
 */
export async function interleaved(ways, items) {
  const times = ways.map(() => []);
  for (const [turn, item] of items.entries()) {
    for (let each = 0; each < ways.length; each++) {
      const way = (each + turn) % ways.length;
      times[way].push((await timed(() => ways[way](item, turn))).milliseconds);
    }
  }
  return times;
}

/** Median of the ratios of two lists of times, taken pair by pair. */
export function medianRatio(times, others) {
  return median(times.map((time, at) => time / others[at]));
}
