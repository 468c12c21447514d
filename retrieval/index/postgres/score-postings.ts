import { FIELD_WEIGHTS, inverseFrequency, saturation } from '../words/bm25.js';
import { FIELDS } from '../words/passage-words.js';
import { WordScores, type FoundWords } from '../words/word-scores.js';

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

/**
 * Scores passages by postings that came over from the database, as the folder store does by those in its memory (words/word-index.ts). Holds a few values a passage of the index, made once; not to be used by two questions at the same time.
 */
export class PostingScorer {
  private readonly passages: number;
  private readonly averages: readonly number[];
  private readonly scores: WordScores;

  /** @param lengths different words of each passage's fields, 3 a row */
  constructor(private readonly lengths: Uint16Array) {
    this.passages = lengths.length / FIELDS.length;
    const sums = FIELDS.map((_, field) => {
      let sum = 0;
      for (let row = 0; row < this.passages; row++) sum += lengths[row * FIELDS.length + field]!;
      return sum;
    });
    this.averages = sums.map((sum) => sum / this.passages);
    this.scores = new WordScores(this.passages);
  }

  /** The best passages, best first, of equals the first row first; and which of the terms any holds. */
  search(asked: readonly AskedTerm[], limit: number, allowed?: (row: number) => boolean): FoundWords {
    this.scores.begin(asked.length);
    for (const [number, { spellings }] of asked.entries()) {
      for (const { postings, weight } of spellings) this.add(postings, weight, number);
    }
    return this.scores.take(
      asked.map(({ term }) => term),
      limit,
      allowed,
    );
  }

  private add({ rows, counts }: TermPostings, weight: number, number: number): void {
    const { scores, lengths, averages } = this;
    const holding = [0, 0, 0];
    for (let at = 0; at < counts.length; at++) if (counts[at]! > 0) holding[at % FIELDS.length]! += 1;
    const idf = holding.map((each) => inverseFrequency(each, this.passages));
    for (const [at, row] of rows.entries()) {
      let sum = 0;
      for (let field = 0; field < FIELDS.length; field++) {
        const count = counts[at * FIELDS.length + field]!;
        if (count === 0) continue;
        const length = lengths[row * FIELDS.length + field]!;
        sum += FIELD_WEIGHTS[FIELDS[field]!] * idf[field]! * saturation(count, length, averages[field]!);
      }
      scores.add(row, number, weight * sum);
    }
  }
}
