import { wordHashes } from './word-hashes.js';

/** Words in a row that make one piece of a text: three keep word order, and a changed word costs three pieces only. */
const SHINGLE_WORDS = 3;

/** Share of the shorter text's pieces that the other must hold: one word in forty may differ. */
const SAME = 0.85;

/** Shorter texts say the same only when they are the same: "Voir aussi" repeats by chance. */
const SHORTEST_WORDS = 6;

/** A text made ready to be compared with others: its pieces, each by a hash of 32 bits. Of some hundred pieces, two different ones meet by chance once in a million texts. */
export interface Wording {
  readonly words: number;
  /** Distinct. */
  readonly pieces: Uint32Array;
  /** The same by place: each stands at the first free place from its hash on, 0 stands for none. */
  readonly places: Uint32Array;
}

/** The runs of words of a text, whatever its spaces, case, accents and punctuation. */
export function wordingOf(text: string): Wording {
  const words = wordHashes(text);
  const size = Math.min(SHINGLE_WORDS, words.length);
  const most = size === 0 ? 0 : words.length - size + 1;
  // A power of two with room for twice as many.
  const places = new Uint32Array(2 << (32 - Math.clz32(most)));
  const pieces = new Uint32Array(most);
  let count = 0;
  for (let at = 0; at < most; at++) {
    let piece = 0;
    for (let word = at; word < at + size; word++) piece = mixed(piece, words[word]!);
    const place = placeOf(places, piece);
    if (places[place] !== 0) continue;
    places[place] = piece;
    pieces[count++] = piece;
  }
  return { words: words.length, pieces: pieces.subarray(0, count), places };
}

/**
 * Whether two texts say the same in (nearly) the same words. One may hold a little more than the other, not twice as much:
 * what it holds more may be the answer.
 */
export function sayTheSame(a: Wording, b: Wording): boolean {
  const [short, long] = a.pieces.length <= b.pieces.length ? [a, b] : [b, a];
  if (short.words < SHORTEST_WORDS || short.pieces.length * 2 < long.pieces.length) return false;
  // Most texts have next to nothing in common: that shows after a few pieces.
  let missing = short.pieces.length - Math.ceil(SAME * short.pieces.length);
  for (const piece of short.pieces) if (long.places[placeOf(long.places, piece)] === 0 && --missing < 0) return false;
  return true;
}

/** Where a piece stands, or would. */
function placeOf(places: Uint32Array, piece: number): number {
  let place = piece & (places.length - 1);
  while (places[place] !== 0 && places[place] !== piece) place = (place + 1) & (places.length - 1);
  return place;
}

/** One hash of a hash and the next; never 0. */
function mixed(hash: number, next: number): number {
  let value = Math.imul(hash ^ next, 0x9e3779b1);
  value = Math.imul(value ^ (value >>> 15), 0x85ebca6b) + Math.imul(hash, 31);
  return (value ^ (value >>> 13)) >>> 0 || 1;
}
