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

/** 32 bits of a text: FNV-1a over its UTF-16 units (Fowler, Noll, Vo; the offset basis and prime are theirs). */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
