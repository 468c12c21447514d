import { Best } from '../best.js';

/** A passage that has words of a question. */
export interface WordHit {
  /** Row of the passage in the index. */
  readonly row: number;
  /** BM25 score, > 0; comparable within one question only. */
  readonly score: number;
  /** The question's terms that the passage holds (as asked, also when found through a close spelling). */
  readonly matched: readonly string[];
}

/** What a search for words found. */
export interface FoundWords {
  /** Best first, up to the limit. */
  readonly hits: readonly WordHit[];
  /** The question's terms that any passage searched holds, in order (as asked, also when found through a close spelling): of all passages, not of the best. */
  readonly seen: readonly string[];
}

/** Terms that one number notes, a bit each. */
const BITS = 32;

/**
 * What each row's words are worth to one question, added up posting by posting. Holds some values a row, made once; to be used by one
 * question after the other.
 */
export class WordScores {
  /** By row; 0 for one without a word of the question. */
  private readonly scores: Float64Array;
  /** Which of the question's terms each row holds: `width` numbers a row, term `n` being bit n % 32 of number n / 32. */
  private held: Uint32Array;
  private width = 1;
  /** Rows with a score: the first `count`. */
  private readonly touched: Uint32Array;
  private count = 0;

  constructor(private readonly rows: number) {
    this.scores = new Float64Array(rows);
    this.held = new Uint32Array(rows);
    this.touched = new Uint32Array(rows);
  }

  /** @param terms of the question. */
  begin(terms: number): void {
    this.width = Math.max(1, Math.ceil(terms / BITS));
    if (this.held.length < this.rows * this.width) this.held = new Uint32Array(this.rows * this.width);
  }

  /** @param worth > 0. */
  add(row: number, term: number, worth: number): void {
    if (this.scores[row] === 0) this.touched[this.count++] = row;
    this.scores[row]! += worth;
    this.held[row * this.width + (term >>> 5)]! |= 1 << (term & 31);
  }

  /**
   * The best rows, of equals the first row first, and what all have of the terms; everything is 0 again then.
   * @param limit 0 or more.
   * @param allowed keeps only these rows, all when left out.
   */
  take(terms: readonly string[], limit: number, allowed?: (row: number) => boolean): FoundWords {
    const { scores, held, width, touched, count } = this;
    const seen = new Uint32Array(width);
    const best = new Best(Math.max(1, limit));
    for (let at = 0; at < count; at++) {
      const row = touched[at]!;
      if (allowed && !allowed(row)) continue;
      let found = 0;
      for (let number = 0; number < width; number++) {
        const bits = held[row * width + number]!;
        seen[number]! |= bits;
        found += bitsIn(bits);
      }
      // MiniSearch's own: a passage with more of the words stands before one with much of a single word.
      best.offer(row, scores[row]! * found);
    }
    const lists = new Map<number | string, readonly string[]>();
    const hits = best
      .sorted()
      .slice(0, limit)
      .map(({ place, score }): WordHit => ({ row: place, score, matched: this.matched(place, terms, lists) }));
    for (let at = 0; at < count; at++) {
      const row = touched[at]!;
      scores[row] = 0;
      for (let number = row * width; number < (row + 1) * width; number++) held[number] = 0;
    }
    this.count = 0;
    return { hits, seen: termsIn(seen, 0, terms) };
  }

  /** @param lists those made before: a question has a thousand hits, and they hold a handful of combinations of its terms. */
  private matched(row: number, terms: readonly string[], lists: Map<number | string, readonly string[]>): readonly string[] {
    const { held, width } = this;
    const from = row * width;
    const key = width === 1 ? held[from]! : held.subarray(from, from + width).join();
    let list = lists.get(key);
    if (!list) lists.set(key, (list = termsIn(held, from, terms)));
    return list;
  }
}

/** The terms whose bits are noted from a number on. */
function termsIn(held: Uint32Array, from: number, terms: readonly string[]): string[] {
  return terms.filter((_, term) => (held[from + (term >>> 5)]! & (1 << (term & 31))) !== 0);
}

/** Bits of a 32-bit number that are 1 (Warren, Hacker's Delight, figure 5-2). */
function bitsIn(number: number): number {
  let bits = number - ((number >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
