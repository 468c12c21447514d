import { ByteReader, ByteWriter } from '../bytes.js';
import { FIELDS, type PassageWords } from '../words/passage-words.js';

/*
 * The postings of one term in one segment, as bytes: for each passage that holds it, in order, whole numbers (bytes.ts):
 *   how far its number in the segment lies beyond the one before (the first: beyond −1);
 *   times in the text × 4, + 1 when it is in the heading, + 2 when it is in the title;
 *   times in the heading, times in the title, where they are.
 * Two or three bytes a posting.
 */

/** What one segment of the index holds of its passages' words. */
export interface SegmentWords {
  /** Different words of each passage's text, heading and title (what BM25 takes for a field's length, as MiniSearch does): 3 a passage. */
  readonly lengths: Uint16Array;
  readonly postings: ReadonlyMap<string, Uint8Array>;
}

/** A posting: a passage by its number in the segment, and how many times a term is in each field. */
export type TakePosting = (passage: number, text: number, heading: number, title: number) => void;

/** @param passages in the order of their numbers in the segment */
export function encodeSegment(passages: readonly PassageWords[]): SegmentWords {
  const lengths = new Uint16Array(passages.length * FIELDS.length);
  const growing = new Map<string, { last: number; readonly bytes: ByteWriter }>();
  for (const [number, words] of passages.entries()) {
    const counts = new Map<string, [number, number, number]>();
    for (const [field, name] of FIELDS.entries()) {
      for (const term of words[name]) {
        let count = counts.get(term);
        if (!count) counts.set(term, (count = [0, 0, 0]));
        count[field]! += 1;
      }
      lengths[number * FIELDS.length + field] = Math.min(new Set(words[name]).size, 0xffff);
    }
    for (const [term, [text, heading, title]] of counts) {
      let list = growing.get(term);
      if (!list) growing.set(term, (list = { last: -1, bytes: new ByteWriter(16) }));
      list.bytes.varint(number - list.last);
      list.bytes.varint(text * 4 + (heading > 0 ? 1 : 0) + (title > 0 ? 2 : 0));
      if (heading > 0) list.bytes.varint(heading);
      if (title > 0) list.bytes.varint(title);
      list.last = number;
    }
  }
  return { lengths, postings: new Map([...growing].map(([term, { bytes }]) => [term, bytes.finish()])) };
}

/** @throws RangeError when the bytes end within a number. */
export function decodePostings(bytes: Uint8Array, take: TakePosting): void {
  const reader = new ByteReader(bytes);
  let passage = -1;
  while (reader.at < bytes.length) {
    passage += reader.varint();
    const first = reader.varint();
    take(passage, first >>> 2, first & 1 ? reader.varint() : 0, first & 2 ? reader.varint() : 0);
  }
}
