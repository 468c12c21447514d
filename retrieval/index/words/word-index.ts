import { ByteReader } from '../bytes.js';
import { GONE } from '../rows.js';
import { FIELD_WEIGHTS, inverseFrequency, saturation } from './bm25.js';
import { closeTerms, mostChanges, spellingWeight } from './close-terms.js';
import { FIELDS } from './passage-words.js';
import { WordScores, type FoundWords } from './word-scores.js';
import type { WordSegment } from './word-segment.js';

/** Words of some passages and which row of the whole each is: `GONE` for one that went away. */
export interface SegmentRows {
  readonly words: WordSegment;
  readonly rowOf: Uint32Array;
  /** Whether any of its rows went away. */
  readonly whole: boolean;
}

/** Fields with fewer terms have what a single occurrence brings worked out once. */
const SHORT = 1024;

/** Terms of which it is kept how many passages hold them, first asked first out: one question asks each term several times, and the next one some of them again. */
const KEPT_COUNTS = 1_024;

/** Word search over passages: BM25+ on stemmed terms, close spellings for words that no document holds. */
export class WordIndex {
  private readonly averages: readonly number[];
  private readonly scores: WordScores;
  /** By field and its terms: what a term that occurs once brings, worked out when it is needed. */
  private readonly once: Float64Array[] = [];
  /** In how many passages a term occurs. */
  private readonly counts = new Map<string, number>();

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
    this.scores = new WordScores(rows);
  }

  /** In how many passages a term occurs; 0 for one never seen. */
  passagesWith(term: string): number {
    let count = this.counts.get(term);
    if (count === undefined) {
      count = this.segments.reduce((sum, segment) => sum + passagesOf(segment, term), 0);
      this.counts.set(term, count);
      if (this.counts.size > KEPT_COUNTS) this.counts.delete(this.counts.keys().next().value!);
    }
    return count;
  }

  /** BM25's inverse document frequency of a term, greatest for one never seen. */
  rarity(term: string): number {
    return inverseFrequency(this.passagesWith(term), this.rows);
  }

  /**
   * The passages that hold any of the terms, best first, and which of the terms any holds.
   * @param allowed keeps only these rows, all when left out.
   */
  search(terms: readonly string[], limit: number, allowed?: (row: number) => boolean): FoundWords {
    const asked = [...new Set(terms)];
    this.scores.begin(asked.length);
    for (const [number, term] of asked.entries()) {
      for (const { term: spelling, weight } of this.spellings(term)) this.add(number, spelling, weight);
    }
    return this.scores.take(asked, limit, allowed);
  }

  /** The term itself, or the spellings close to one that no passage holds, each with what it is worth. */
  private spellings(term: string): { readonly term: string; readonly weight: number }[] {
    if (this.segments.some((segment) => holds(segment, term))) return [{ term, weight: 1 }];
    const most = mostChanges(term);
    if (most === 0) return [];
    const close = new Map(this.segments.flatMap(({ words }) => closeTerms(words, term, most)).map((each) => [each.term, each]));
    return [...close.values()].map((each) => ({ term: each.term, weight: spellingWeight(each) }));
  }

  /** Adds what one spelling is worth to the scores of the rows that hold it. @param asked number of the term asked for. */
  private add(asked: number, spelling: string, weight: number): void {
    const readers = this.segments.map(({ words }) => words.read(spelling));
    for (const [field, name] of FIELDS.entries()) {
      const lengths = readers.map((reader) => reader?.varint() ?? 0);
      const holding = this.segments.reduce((sum, segment, at) => sum + (lengths[at]! > 0 ? countOf(segment, readers[at]!, lengths[at]!) : 0), 0);
      const worth = weight * FIELD_WEIGHTS[name] * inverseFrequency(holding, this.rows);
      for (const [at, reader] of readers.entries()) if (lengths[at]! > 0) this.addList({ asked, field, worth }, this.segments[at]!, reader!, lengths[at]!);
    }
  }

  /** Reads on over one field's postings of a segment: most of the work of a search. */
  private addList({ asked, field, worth }: Addend, { words, rowOf }: SegmentRows, reader: ByteReader, length: number): void {
    const { scores } = this;
    const { bytes } = reader;
    const average = this.averages[field]!;
    const distinct = words.lengths;
    const once = (this.once[field] ??= new Float64Array(SHORT));
    let { at } = reader;
    let local = -1;
    for (let each = 0; each < length; each++) {
      let step = bytes[at++]!;
      // Frequent words are in the next passages, one time: a byte says it.
      if (step >= 0x80) {
        reader.at = at - 1;
        step = reader.varint();
        at = reader.at;
      }
      local += step >>> 1;
      let count = 1;
      if ((step & 1) === 1) {
        reader.at = at;
        count = reader.varint();
        at = reader.at;
      }
      const row = rowOf[local]!;
      if (row === GONE) continue;
      const terms = distinct[local * FIELDS.length + field]!;
      let share = 0;
      if (count > 1 || terms >= SHORT) share = saturation(count, terms, average);
      else if ((share = once[terms]!) === 0) share = once[terms] = saturation(1, terms, average);
      scores.add(row, asked, worth * share);
    }
    reader.at = at;
  }
}

/** What a posting of one field brings to a term. */
interface Addend {
  /** Number of the term. */
  readonly asked: number;
  readonly field: number;
  readonly worth: number;
}

/** How many of a segment's passages hold a term. */
function passagesOf({ words, rowOf, whole }: SegmentRows, term: string): number {
  if (whole) return words.passagesWith(term);
  const reader = words.read(term);
  if (!reader) return 0;
  // A passage that holds it in several fields counts once.
  const isCounted = new Uint8Array(rowOf.length);
  let count = 0;
  for (let field = 0; field < FIELDS.length; field++) {
    someRow(reader, reader.varint(), (local) => {
      if (rowOf[local] !== GONE && isCounted[local] === 0) {
        isCounted[local] = 1;
        count++;
      }
      return false;
    });
  }
  return count;
}

/** Whether any of a segment's passages holds a term: most often the first that is looked at. */
function holds({ words, rowOf, whole }: SegmentRows, term: string): boolean {
  const reader = words.read(term);
  if (!reader || whole) return reader !== null;
  return FIELDS.some(() => someRow(reader, reader.varint(), (local) => rowOf[local] !== GONE));
}

/** How many postings of a list count; the reader stays where it is. */
function countOf({ rowOf, whole }: SegmentRows, { bytes, at }: ByteReader, length: number): number {
  if (whole) return length;
  let count = 0;
  someRow(new ByteReader(bytes, at), length, (local) => {
    if (rowOf[local] !== GONE) count++;
    return false;
  });
  return count;
}

/** Whether a row of one field's postings, tried in order up to the first, is wanted; when none is, the reader stands behind them. */
function someRow(reader: ByteReader, length: number, isWanted: (local: number) => boolean): boolean {
  let local = -1;
  for (let each = 0; each < length; each++) {
    const step = reader.varint();
    local += step >>> 1;
    if ((step & 1) === 1) reader.varint();
    if (isWanted(local)) return true;
  }
  return false;
}
