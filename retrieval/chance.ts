/** A source of numbers, each at least 0 and under 1. */
export type Chance = () => number;

/** The same numbers for the same seed, on every machine: mulberry32 (Tommy Ettinger, public domain), period 2³². */
export function seededChance(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
