import { seededChance } from '../chance.js';

/**
 * A fixed random rotation of vectors, so that the sign of each value carries about as much as any other (1-bit codes of
 * token-codes.ts need it). Three rounds of random signs, a Walsh–Hadamard transform over blocks, and a permutation: orthogonal,
 * as good as a dense random matrix in practice (Ailon and Chazelle 2009, "The fast Johnson–Lindenstrauss transform"),
 * with no matrix to store and dimensions × log(dimensions) steps.
 */
export interface Rotation {
  /** Rotates one row of `dimensions` values in place. */
  apply(values: Float32Array): void;
}

const ROUNDS = 3;

/** The same for every index and every machine: codes written by one program are read by another. */
const SEED = 0x5eed;

/** @param dimensions any positive number; the blocks are its largest power-of-two divisor long (128 for 384). */
export function createRotation(dimensions: number): Rotation {
  const block = dimensions & -dimensions;
  const scale = 1 / Math.sqrt(block);
  const random = seededChance(SEED);
  const rounds = Array.from({ length: ROUNDS }, () => ({
    signs: Float32Array.from({ length: dimensions }, () => (random() < 0.5 ? -scale : scale)),
    order: shuffled(dimensions, random),
  }));
  const moved = new Float32Array(dimensions);
  return {
    apply(values) {
      for (const { signs, order } of rounds) {
        for (let at = 0; at < dimensions; at++) moved[at] = values[order[at]!]! * signs[at]!;
        for (let from = 0; from < dimensions; from += block) hadamard(moved, from, block);
        values.set(moved);
      }
    },
  };
}

/**
 * The Walsh–Hadamard transform (not scaled) of `length` values from `from`, in place; `length` is a power of two. Two of its steps are
 * taken at once, rounded to floats as if they were taken one by one.
 */
function hadamard(values: Float32Array, from: number, length: number): void {
  const { fround } = Math;
  const end = from + length;
  let half = 1;
  for (; half * 4 <= length; half *= 4) {
    for (let four = from; four < end; four += 4 * half) {
      for (let at = four; at < four + half; at++) {
        const a = values[at]!;
        const b = values[at + half]!;
        const c = values[at + 2 * half]!;
        const d = values[at + 3 * half]!;
        const ab = fround(a + b);
        const cd = fround(c + d);
        const less = fround(a - b);
        const lesser = fround(c - d);
        values[at] = ab + cd;
        values[at + half] = less + lesser;
        values[at + 2 * half] = ab - cd;
        values[at + 3 * half] = less - lesser;
      }
    }
  }
  for (; half < length; half *= 2) {
    for (let at = from; at < from + half; at++) {
      const a = values[at]!;
      const b = values[at + half]!;
      values[at] = a + b;
      values[at + half] = a - b;
    }
  }
}

function shuffled(length: number, random: () => number): Uint16Array {
  const order = Uint16Array.from({ length }, (_, at) => at);
  for (let at = length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  return order;
}
