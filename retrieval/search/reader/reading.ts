import type { TokenCodes } from '../../index/index.js';
import type { Passage } from '../../passages/index.js';

/** Stands for the log share of a sentence that no token speaks for: e⁻⁶ is a quarter of a percent. */
const LEAST = -6;

/** log Σ exp: how much all tokens together speak for an answer. 0 tokens: -Infinity. */
export function logSum(values: Float32Array): number {
  let highest = -Infinity;
  for (const value of values) if (value > highest) highest = value;
  if (highest === -Infinity) return highest;
  let sum = 0;
  for (const value of values) sum += Math.exp(value - highest);
  return highest + Math.log(sum);
}

/** For each sentence, the logarithm of its tokens' share of what the whole passage's tokens say: -6 to 0. */
export function sentenceShares(reading: Float32Array, { starts }: TokenCodes, passage: Passage): number[] {
  const whole = logSum(reading);
  let from = 0;
  return passage.sentences.map((_, index) => {
    const next = passage.sentences[index + 1]?.start ?? Infinity;
    let to = from;
    while (to < starts.length && passage.start + starts[to]! < next) to++;
    const share = logSum(reading.subarray(from, to)) - whole;
    from = to;
    return Number.isNaN(share) ? 0 : Math.max(LEAST, share);
  });
}
