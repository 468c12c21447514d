import { B, DELTA, FIELD_WEIGHTS, inverseFrequency, K, type WordHit } from '../words/word-index.js';
import { FIELDS } from '../words/word-sections.js';

/* BM25 as the embedded store counts it (word-index.ts): the same parameters, a field at a time, so that both rank alike. */

/** A term's postings over the whole index, only passages that count. */
export interface TermPostings {
  readonly rows: Int32Array;
  /** Times in the text, the heading and the title: 3 a posting. */
  readonly counts: Uint16Array;
}

/** A spelling of a question's term, and what it weighs: 1 for the term itself. */
export interface Spelling {
  readonly postings: TermPostings;
  readonly weight: number;
}

/** A question's term and all its spellings. */
export interface AskedTerm {
  readonly term: string;
  readonly spellings: readonly Spelling[];
}

/** Scores passages; holds a few values a passage of the index, made once. Not to be used by two questions at the same time. */
export class Bm25 {
  private readonly passages: number;
  private readonly averages: readonly number[];
  private readonly scores: Float64Array;
  /** Terms of the question found, and the last of them (its number + 1). */
  private readonly found: Uint16Array;
  private readonly last: Uint32Array;

  /** @param lengths different words of each passage's fields, 3 a row */
  constructor(private readonly lengths: Uint16Array) {
    this.passages = lengths.length / FIELDS.length;
    const sums = FIELDS.map((_, field) => {
      let sum = 0;
      for (let row = 0; row < this.passages; row++) sum += lengths[row * FIELDS.length + field]!;
      return sum;
    });
    this.averages = sums.map((sum) => sum / this.passages);
    this.scores = new Float64Array(this.passages);
    this.found = new Uint16Array(this.passages);
    this.last = new Uint32Array(this.passages);
  }

  /** The best passages, best first; of equals the first row first. */
  search(asked: readonly AskedTerm[], limit: number, allowed?: (row: number) => boolean): WordHit[] {
    const touched: number[] = [];
    for (const [at, { spellings }] of asked.entries()) {
      for (const { postings, weight } of spellings) this.add(postings, weight, at + 1, touched);
    }
    const kept = allowed ? touched.filter(allowed) : touched;
    const scores = Float64Array.from(kept, (row) => this.scores[row]! * this.found[row]!);
    const floor = kept.length > limit ? scores.slice().sort()[kept.length - limit]! : 0;
    const best = kept.flatMap((row, at) => (scores[at]! >= floor ? [{ row, score: scores[at]!, matched: [] as string[] }] : []));
    for (const row of touched) this.scores[row] = this.found[row] = this.last[row] = 0;
    const hits = best.sort((a, b) => b.score - a.score || a.row - b.row).slice(0, limit);
    this.nameMatched(asked, hits);
    return hits;
  }

  private add({ rows, counts }: TermPostings, weight: number, number: number, touched: number[]): void {
    const { scores, found, last, lengths, averages } = this;
    const holding = [0, 0, 0];
    for (let at = 0; at < counts.length; at++) if (counts[at]! > 0) holding[at % FIELDS.length]! += 1;
    const idf = holding.map((each) => inverseFrequency(each, this.passages));
    for (const [at, row] of rows.entries()) {
      let sum = 0;
      for (let field = 0; field < FIELDS.length; field++) {
        const count = counts[at * FIELDS.length + field]!;
        if (count === 0) continue;
        const length = lengths[row * FIELDS.length + field]!;
        sum += FIELD_WEIGHTS[FIELDS[field]!] * idf[field]! * (DELTA + (count * (K + 1)) / (count + K * (1 - B + (B * length) / averages[field]!)));
      }
      if (found[row] === 0) touched.push(row);
      if (last[row] !== number) found[row]! += 1;
      last[row] = number;
      scores[row]! += weight * sum;
    }
  }

  /** Puts the question's terms to the hits that hold them. */
  private nameMatched(asked: readonly AskedTerm[], hits: readonly (WordHit & { readonly matched: string[] })[]): void {
    for (const [at, hit] of hits.entries()) this.last[hit.row] = at + 1;
    for (const { term, spellings } of asked) {
      for (const { postings } of spellings) {
        for (const row of postings.rows) {
          const hit = hits[this.last[row]! - 1];
          if (hit && hit.matched.at(-1) !== term) hit.matched.push(term);
        }
      }
    }
    for (const { row } of hits) this.last[row] = 0;
  }
}
