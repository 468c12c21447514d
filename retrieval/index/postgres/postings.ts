import { FIELDS, type PassageWords } from '../words/word-sections.js';

/*
 * The postings of one term in one segment, as bytes: for each passage that holds it, in order, whole numbers of 7 bits a byte, the low
 * bits first, the eighth bit set on all but the last:
 *   how far its number in the segment lies beyond the one before (the first: beyond −1);
 *   times in the text × 4, + 1 when it is in the heading, + 2 when it is in the title;
 *   times in the heading, times in the title, where they are.
 * Two or three bytes a posting.
 */

/** What one segment of the index holds of its passages' words. */
export interface SegmentWords {
  /** Different words of each passage's text, heading and title (what BM25 takes for a field's length, as MiniSearch does): 3 a passage. */
  readonly lengths: Uint16Array;
  readonly postings: ReadonlyMap<string, Buffer>;
}

/** A posting: a passage by its number in the segment, and how many times a term is in each field. */
export type TakePosting = (passage: number, text: number, heading: number, title: number) => void;

/** @param passages in the order of their numbers in the segment */
export function encodeSegment(passages: readonly PassageWords[]): SegmentWords {
  const lengths = new Uint16Array(passages.length * FIELDS.length);
  const growing = new Map<string, { last: number; readonly bytes: number[] }>();
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
      if (!list) growing.set(term, (list = { last: -1, bytes: [] }));
      put(list.bytes, number - list.last);
      put(list.bytes, text * 4 + (heading > 0 ? 1 : 0) + (title > 0 ? 2 : 0));
      if (heading > 0) put(list.bytes, heading);
      if (title > 0) put(list.bytes, title);
      list.last = number;
    }
  }
  return { lengths, postings: new Map([...growing].map(([term, { bytes }]) => [term, Buffer.from(bytes)])) };
}

/** @throws Error when the bytes end in the midst of a posting. */
export function decodePostings(bytes: Uint8Array, take: TakePosting): void {
  let at = 0;
  const next = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new Error('reading postings: whole postings expected, found them cut short');
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  let passage = -1;
  while (at < bytes.length) {
    passage += next();
    const first = next();
    take(passage, Math.floor(first / 4), first & 1 ? next() : 0, first & 2 ? next() : 0);
  }
}

function put(bytes: number[], value: number): void {
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest & 127) | 128);
  bytes.push(rest);
}
