import type { Document } from '../documents/document.js';
import type { Span } from '../passages/passage.js';
import { sentences } from '../passages/sentences.js';
import type { Citation } from '../search/answer.js';
import { cite } from '../search/cite.js';

/** What evidence needs to know of a document: every function here takes documents in this form and reads nothing from disk. */
export type EvidenceDocument = Pick<Document, 'file' | 'text' | 'title' | 'date' | 'hash' | 'pages'>;

/**
 * The citation for a stretch of a document: its quote, lines and page.
 * @param start UTF-16 offsets into the document's text, end exclusive.
 * @throws RangeError when they lie outside of the text or hold nothing.
 */
export function citationAt(document: EvidenceDocument, start: number, end: number): Citation {
  if (start >= end) throw new RangeError(`citing ${document.file}: at least one character expected, found ${start}…${end}`);
  return cite(document, start, end);
}

const known = new WeakMap<EvidenceDocument, readonly Span[]>();

/** The sentences of a document, worked out once. */
export function sentencesIn(document: EvidenceDocument): readonly Span[] {
  const spans = known.get(document) ?? sentences(document.text);
  known.set(document, spans);
  return spans;
}

/** The sentence that holds an offset, or the one right before it; `null` in a text without any. */
export function sentenceAt(document: EvidenceDocument, offset: number): Span | null {
  const spans = sentencesIn(document);
  return spans[Math.max(0, lastAtOrBefore({ length: spans.length, at: (place) => spans[place]!.start }, offset))] ?? null;
}

/** Place of the last value ≤ `wanted` in ascending values; -1 when all are greater. */
export function lastAtOrBefore(values: { readonly length: number; at(place: number): number | undefined }, wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values.at(middle)! <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
