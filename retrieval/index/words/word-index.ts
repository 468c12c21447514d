import { Best } from '../best.js';
import { closeTerms } from './close-terms.js';
import { TermSets } from './term-sets.js';
import { FIELDS } from './word-sections.js';
import { GONE } from '../rows.js';
import type { Postings, WordSegment } from './word-segment.js';

/** A passage that has words of a question. */
export interface WordHit {
  /** Row of the passage in the index. */
  readonly row: number;
  /** BM25 score, > 0; comparable within one question only. */
  readonly score: number;
  /** The question's terms that the passage holds (as asked, also when found through a close spelling). */
  readonly matched: readonly string[];
}

/** Words of some passages and which row of the whole each is: `GONE` for one that went away. */
export interface SegmentRows {
  readonly words: WordSegment;
  readonly rowOf: Uint32Array;
  /** Whether any of its rows went away. */
  readonly whole: boolean;
}

/** BM25 weights of a word found in the title or the heading above a passage, against 1 in its text. Measured by `npm run evaluate`. */
export const FIELD_WEIGHTS = { text: 1, heading: 0.7, title: 0.7 };

/**
 * BM25+ (Lv and Zhai 2011) with MiniSearch's parameters: k and b as usual, and the δ that a field's mere holding of a term is worth
 * however long it is. Ranking is tested against MiniSearch.
 */
export const K = 1.2;
export const B = 0.7;
export const DELTA = 0.5;

/** A question's word of at least this many letters that no document holds is also looked up in close spellings. */
export const CLOSE_FROM_LETTERS = 5;

/** Share of a term's letters that a close spelling may change (one letter in 5…7, two in 8…12), and the most. */
export const CLOSE_SHARE = 0.2;
export const CLOSE_MOST = 6;

/** What a close spelling is worth against the word itself, before the letters that differ are taken off. */
export const CLOSE_WEIGHT = 0.45;

/** Word search over passages: BM25+ on stemmed terms, close spellings for words that no document holds. */
export class WordIndex {
  private readonly averages: readonly number[];
  /** Room for one search, cleared after each: score by row, how many asked terms were found, and the last of them. */
  private readonly scores: Float64Array;
  private readonly found: Uint16Array;
  private readonly last: Uint16Array;

  /** @param rows passages in the index. */
  constructor(
    private readonly segments: readonly SegmentRows[],
    private readonly rows: number,
  ) {
    const sums = FIELDS.map(() => 0);
    for (const { words, rowOf } of segments) {
      for (const [at, row] of rowOf.entries()) {
        if (row === GONE) continue;
        for (let field = 0; field < FIELDS.length; field++) sums[field]! += words.lengths[at * FIELDS.length + field]!;
      }
    }
    this.averages = sums.map((sum) => sum / rows);
    this.scores = new Float64Array(rows);
    this.found = new Uint16Array(rows);
    this.last = new Uint16Array(rows);
  }

  /** In how many passages a term occurs; 0 for one never seen. */
  passagesWith(term: string): number {
    let held = 0;
    for (const { words, rowOf, whole } of this.segments) {
      const number = words.find(term);
      if (number < 0) continue;
      if (whole) held += words.passagesWith(number);
      else held += new Set(words.postingsOf(number).fields.flatMap(({ rows }) => [...rows].filter((row) => rowOf[row] !== GONE))).size;
    }
    return held;
  }

  /**
   * How rare a term is: ln(1 + (N − n + ½) / (n + ½)), BM25's inverse document frequency (Robertson and Zaragoza 2009),
   * always > 0, greatest for a term never seen.
   */
  rarity(term: string): number {
    return inverseFrequency(this.passagesWith(term), this.rows);
  }

  /**
   * The passages that hold any of the terms, best first.
   * @param limit below 65,536.
   * @param allowed keeps only these rows, all when left out.
   */
  search(terms: readonly string[], limit: number, allowed?: (row: number) => boolean): WordHit[] {
    const asked = [...new Set(terms)];
    const lists = asked.map((term) => this.spellings(term).map(({ term: spelling, weight }) => ({ weight, postings: this.postingsOf(spelling) })));
    const touched: number[] = [];
    for (const [at, spellings] of lists.entries()) {
      for (const { weight, postings } of spellings) this.add(at + 1, weight, postings, touched);
    }
    const best = new Best(Math.max(1, limit));
    for (const row of touched) {
      // MiniSearch's own: a passage with more of the words stands before one with much of a single word.
      const score = this.scores[row]! * this.found[row]!;
      this.scores[row] = 0;
      this.found[row] = 0;
      this.last[row] = 0;
      if (!allowed || allowed(row)) best.offer(row, score);
    }
    const rows = best.sorted().slice(0, limit);
    for (const [at, { place }] of rows.entries()) this.last[place] = at + 1;
    const matched = new TermSets(rows.length);
    for (const [at, spellings] of lists.entries()) {
      for (const { postings } of spellings) this.mark(asked[at]!, postings, matched);
    }
    return rows.map(({ place, score }, at): WordHit => {
      this.last[place] = 0;
      return { row: place, score, matched: matched.of(at) };
    });
  }

  /** The term itself, or the spellings close to one that no passage holds, each with what it is worth. */
  private spellings(term: string): { readonly term: string; readonly weight: number }[] {
    if (this.passagesWith(term) > 0) return [{ term, weight: 1 }];
    if (term.length < CLOSE_FROM_LETTERS || /\d/u.test(term)) return [];
    const most = Math.min(CLOSE_MOST, Math.round(term.length * CLOSE_SHARE));
    const close = new Map(this.segments.flatMap(({ words }) => closeTerms(words, term, most)).map((each) => [each.term, each.distance]));
    return [...close].map(([spelling, distance]) => ({ term: spelling, weight: (CLOSE_WEIGHT * spelling.length) / (spelling.length + distance) }));
  }

  private postingsOf(term: string): (Postings | null)[] {
    return this.segments.map(({ words }) => {
      const number = words.find(term);
      return number < 0 ? null : words.postingsOf(number);
    });
  }

  /** Adds what one spelling is worth to the scores of the rows that hold it. @param asked number of the term asked for, from 1. */
  private add(asked: number, weight: number, postings: readonly (Postings | null)[], touched: number[]): void {
    const { scores, found, last } = this;
    for (const [field, name] of FIELDS.entries()) {
      let holding = 0;
      for (const [at, { rowOf, whole }] of this.segments.entries()) {
        const list = postings[at]?.fields[field]!.rows;
        if (!list) continue;
        if (whole) holding += list.length;
        else for (const row of list) if (rowOf[row] !== GONE) holding++;
      }
      if (holding === 0) continue;
      const worth = weight * FIELD_WEIGHTS[name] * inverseFrequency(holding, this.rows);
      const average = this.averages[field]!;
      for (const [at, { words, rowOf }] of this.segments.entries()) {
        const list = postings[at]?.fields[field];
        if (!list) continue;
        const { rows, counts } = list;
        for (let each = 0; each < rows.length; each++) {
          const local = rows[each]!;
          const row = rowOf[local]!;
          if (row === GONE) continue;
          const count = counts[each]!;
          const length = words.lengths[local * FIELDS.length + field]!;
          if (last[row] === 0) touched.push(row);
          if (last[row] !== asked) {
            last[row] = asked;
            found[row]!++;
          }
          scores[row]! += worth * (DELTA + (count * (K + 1)) / (count + K * (1 - B + (B * length) / average)));
        }
      }
    }
  }

  /** Notes a term with the hits that hold it; `last` has each hit's number, from 1. */
  private mark(term: string, postings: readonly (Postings | null)[], matched: TermSets): void {
    for (const [at, { rowOf }] of this.segments.entries()) {
      for (const { rows } of postings[at]?.fields ?? []) {
        for (const local of rows) {
          const row = rowOf[local]!;
          if (row !== GONE && this.last[row] !== 0) matched.add(this.last[row]! - 1, term);
        }
      }
    }
  }
}

/** ln(1 + (N − n + ½) / (n + ½)). */
export function inverseFrequency(holding: number, rows: number): number {
  return Math.log(1 + (rows - holding + 0.5) / (holding + 0.5));
}
