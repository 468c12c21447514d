import { fold } from '../passages/index.js';

/** Words in a row that make one piece of a text: three keep word order, and a changed word costs three pieces only. */
const SHINGLE_WORDS = 3;

/** Share of the shorter text's pieces that the other must hold: one word in forty may differ. */
const SAME = 0.85;

/** Shorter texts say the same only when they are the same: "Voir aussi" repeats by chance. */
const SHORTEST_WORDS = 6;

/** A text made ready to be compared with others. */
export interface Wording {
  readonly words: number;
  readonly pieces: ReadonlySet<string>;
}

/** The runs of words of a text, whatever its spaces, case, accents and punctuation. */
export function wordingOf(text: string): Wording {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const size = Math.min(SHINGLE_WORDS, words.length);
  const pieces = new Set<string>();
  for (let at = 0; size > 0 && at + size <= words.length; at++) pieces.add(words.slice(at, at + size).join(' '));
  return { words: words.length, pieces };
}

/**
 * Whether two texts say the same in (nearly) the same words. One may hold a little more than the other, not twice as much:
 * what it holds more may be the answer.
 */
export function sayTheSame(a: Wording, b: Wording): boolean {
  const [short, long] = a.pieces.size <= b.pieces.size ? [a, b] : [b, a];
  if (short.words < SHORTEST_WORDS || short.pieces.size * 2 < long.pieces.size) return false;
  let shared = 0;
  for (const piece of short.pieces) if (long.pieces.has(piece)) shared++;
  return shared >= SAME * short.pieces.size;
}
