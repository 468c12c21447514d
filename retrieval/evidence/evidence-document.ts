import { lastAtOrBefore } from '../ascending.js';
import type { Document } from '../documents/index.js';
import type { Span } from '../span.js';
import { sentences } from '../passages/index.js';
import { type Citation, cite } from '../search/index.js';

/** What evidence needs to know of a document: every function here takes documents in this form and reads nothing from disk. */
export type EvidenceDocument = Pick<Document, 'file' | 'text' | 'title' | 'date' | 'hash' | 'pages' | 'uncertain'>;

/**
 * The citation for a stretch of a document: its quote, lines and page.
 * @param start UTF-16 offsets into the document's text, end exclusive.
 * @throws RangeError when they lie outside of the text or hold nothing.
 */
export function citationAt(document: EvidenceDocument, start: number, end: number): Citation {
  if (start >= end) throw new RangeError(`citing ${document.file}: at least one character expected, found ${start}…${end}`);
  return cite(document, start, end);
}

/** A citation and nothing of what it came with (the rank of a passage, its marks, uncertain words). */
export type BareCitation = Omit<Citation, 'uncertain'>;

/** The parts of a citation in one order, whatever order they came in: the bytes of an evidence pack depend on it. */
export function bareCitation({ file, title, date, lines, page, start, end, quote }: Citation): BareCitation {
  return { file, title, date, lines, page, start, end, quote };
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
