import { ByteReader, valuesOf } from '../bytes.js';
import { FIELDS } from './passage-words.js';
import { SECTIONS, type WordSections } from './word-sections.js';

/** Where one field holds a term: rows in ascending order, and how often. */
export interface FieldPostings {
  readonly rows: Uint32Array;
  readonly counts: Uint32Array;
}

/** Where a term occurs. */
export interface Postings {
  /** Passages that hold it in any field. */
  readonly passages: number;
  /** As in `FIELDS`. */
  readonly fields: readonly FieldPostings[];
}

/** The words of some passages, read in place from the bytes of an index file (written by `encodeWords`). Rows count from 0 within it. */
export class WordSegment {
  /** UTF-16 units of all terms in ascending order, one after the other, and where each starts. */
  private readonly letters: Uint16Array;
  private readonly starts: Uint32Array;
  /** Letters that each term shares with the one before it, 255 at the most. */
  readonly shared: Uint8Array;
  private readonly postingStarts: Uint32Array;
  private readonly postings: Uint8Array;
  /** Distinct terms of each field of each row: rows × fields. */
  readonly lengths: Uint16Array;

  constructor(sections: WordSections) {
    this.letters = valuesOf(sections[SECTIONS.letters], Uint16Array);
    this.starts = valuesOf(sections[SECTIONS.starts], Uint32Array);
    this.shared = sections[SECTIONS.shared];
    this.postingStarts = valuesOf(sections[SECTIONS.postingStarts], Uint32Array);
    this.postings = sections[SECTIONS.postings];
    this.lengths = valuesOf(sections[SECTIONS.lengths], Uint16Array);
  }

  get rows(): number {
    return this.lengths.length / FIELDS.length;
  }

  /** Distinct terms. */
  get terms(): number {
    return this.starts.length - 1;
  }

  /** Number of a term; −1 when it is not held. */
  find(term: string): number {
    let low = 0;
    let high = this.terms - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const order = this.compare(middle, term);
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  termAt(number: number): string {
    return String.fromCharCode(...this.letters.subarray(this.starts[number], this.starts[number + 1]));
  }

  lengthOf(number: number): number {
    return this.starts[number + 1]! - this.starts[number]!;
  }

  /** UTF-16 unit at a place of a term. */
  letter(number: number, at: number): number {
    return this.letters[this.starts[number]! + at]!;
  }

  /** In how many passages a term occurs, in any field; 0 for one that is not held. */
  passagesWith(term: string): number {
    const number = this.find(term);
    return number < 0 ? 0 : new ByteReader(this.postings, this.postingStarts[number]).varint();
  }

  /** A reader of a term's postings that stands before those of its first field (see word-sections.ts); `null` when the term is not held. */
  read(term: string): ByteReader | null {
    const number = this.find(term);
    if (number < 0) return null;
    const reader = new ByteReader(this.postings, this.postingStarts[number]);
    reader.varint();
    return reader;
  }

  postingsOf(number: number): Postings {
    const reader = new ByteReader(this.postings, this.postingStarts[number]);
    const passages = reader.varint();
    const fields = FIELDS.map((): FieldPostings => {
      const length = reader.varint();
      const rows = new Uint32Array(length);
      const counts = new Uint32Array(length);
      let row = -1;
      for (let at = 0; at < length; at++) {
        const step = reader.varint();
        row += step >>> 1;
        rows[at] = row;
        counts[at] = (step & 1) === 0 ? 1 : reader.varint();
      }
      return { rows, counts };
    });
    return { passages, fields };
  }

  private compare(number: number, term: string): number {
    const from = this.starts[number]!;
    const length = this.starts[number + 1]! - from;
    const common = Math.min(length, term.length);
    for (let at = 0; at < common; at++) {
      const difference = this.letters[from + at]! - term.charCodeAt(at);
      if (difference !== 0) return difference;
    }
    return length - term.length;
  }
}
