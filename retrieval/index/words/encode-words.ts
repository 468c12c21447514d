import { setImmediate } from 'node:timers/promises';
import { bytesOf, ByteWriter } from '../bytes.js';
import { FIELDS, type PassageWords } from './passage-words.js';
import { SECTIONS, type WordSections } from './word-sections.js';
import type { WordSegment } from './word-segment.js';

/** Steps of work between two looks at what else waits: a few milliseconds. */
const BREATH = 2_000;

/** Most terms of a field that its length counts. */
const LONGEST = 0xffff;

/** The words of passages, by row, as the parts of an index file. */
export async function encodeWords(passages: readonly PassageWords[]): Promise<WordSections> {
  const terms = new Map<string, { passages: number; last: number; fields: { rows: number[]; counts: number[] }[] }>();
  const lengths = new Uint16Array(passages.length * FIELDS.length);
  for (const [row, words] of passages.entries()) {
    if (row % BREATH === BREATH - 1) await setImmediate();
    for (const [field, name] of FIELDS.entries()) {
      let distinct = 0;
      for (const term of words[name]) {
        let entry = terms.get(term);
        if (!entry) terms.set(term, (entry = { passages: 0, last: -1, fields: FIELDS.map(() => ({ rows: [], counts: [] })) }));
        if (entry.last !== row) {
          entry.last = row;
          entry.passages++;
        }
        const { rows, counts } = entry.fields[field]!;
        if (rows.at(-1) === row) counts[counts.length - 1]!++;
        else {
          rows.push(row);
          counts.push(1);
          distinct++;
        }
      }
      lengths[row * FIELDS.length + field] = Math.min(LONGEST, distinct);
    }
  }
  const encoder = new Encoder();
  for (const [at, term] of [...terms.keys()].sort().entries()) {
    if (at % BREATH === BREATH - 1) await setImmediate();
    const { passages: held, fields } = terms.get(term)!;
    encoder.add(term, held, fields);
  }
  return encoder.finish(lengths);
}

/** Words written before, and where each of their rows goes: −1 for one that goes nowhere. New rows ascend from part to part. */
export interface WordPart {
  readonly segment: WordSegment;
  readonly newRows: Int32Array;
}

/** Several segments' words as one, without what went away. */
export async function mergeWords(parts: readonly WordPart[], rows: number): Promise<WordSections> {
  const lengths = new Uint16Array(rows * FIELDS.length);
  for (const { segment, newRows } of parts) {
    for (const [row, to] of newRows.entries()) {
      if (to >= 0) lengths.set(segment.lengths.subarray(row * FIELDS.length, (row + 1) * FIELDS.length), to * FIELDS.length);
    }
  }
  const encoder = new Encoder();
  const heads = parts.map((part) => ({ ...part, at: 0, term: part.segment.terms > 0 ? part.segment.termAt(0) : null }));
  for (let turn = 1; ; turn++) {
    if (turn % BREATH === 0) await setImmediate();
    let least: string | null = null;
    for (const { term } of heads) if (term !== null && (least === null || term < least)) least = term;
    if (least === null) break;
    const fields = FIELDS.map(() => ({ rows: [] as number[], counts: [] as number[] }));
    const held = new Set<number>();
    for (const head of heads) {
      if (head.term !== least) continue;
      for (const [field, { rows: before, counts }] of head.segment.postingsOf(head.at).fields.entries()) {
        for (const [at, row] of before.entries()) {
          const to = head.newRows[row]!;
          if (to < 0) continue;
          held.add(to);
          fields[field]!.rows.push(to);
          fields[field]!.counts.push(counts[at]!);
        }
      }
      head.at++;
      head.term = head.at < head.segment.terms ? head.segment.termAt(head.at) : null;
    }
    if (held.size > 0) encoder.add(least, held.size, fields);
  }
  return encoder.finish(lengths);
}

/** Writes terms, given in ascending order, and their postings. */
class Encoder {
  private readonly letters: number[] = [];
  private readonly starts: number[] = [0];
  private readonly shared: number[] = [];
  private readonly postingStarts: number[] = [0];
  private readonly postings = new ByteWriter();
  private last = '';

  add(term: string, passages: number, fields: readonly { readonly rows: ArrayLike<number>; readonly counts: ArrayLike<number> }[]): void {
    let shared = 0;
    while (shared < 255 && shared < term.length && term.charCodeAt(shared) === this.last.charCodeAt(shared)) shared++;
    this.last = term;
    this.shared.push(shared);
    for (let at = 0; at < term.length; at++) this.letters.push(term.charCodeAt(at));
    this.starts.push(this.letters.length);
    const { postings } = this;
    postings.varint(passages);
    for (const { rows, counts } of fields) {
      postings.varint(rows.length);
      let before = -1;
      for (let at = 0; at < rows.length; at++) {
        const count = counts[at]!;
        postings.varint((rows[at]! - before) * 2 + (count > 1 ? 1 : 0));
        if (count > 1) postings.varint(count);
        before = rows[at]!;
      }
    }
    this.postingStarts.push(postings.length);
  }

  finish(lengths: Uint16Array): WordSections {
    return {
      [SECTIONS.letters]: bytesOf(Uint16Array.from(this.letters)),
      [SECTIONS.starts]: bytesOf(Uint32Array.from(this.starts)),
      [SECTIONS.shared]: Uint8Array.from(this.shared),
      [SECTIONS.postingStarts]: bytesOf(Uint32Array.from(this.postingStarts)),
      [SECTIONS.postings]: this.postings.finish(),
      [SECTIONS.lengths]: bytesOf(lengths),
    };
  }
}
