import type { Document } from '../documents/document.js';
import type { Citation } from '../search/answer.js';

/** What evidence needs to know of a document: every function here takes documents in this form and reads nothing from disk. */
export type EvidenceDocument = Pick<Document, 'file' | 'text' | 'title' | 'date' | 'hash' | 'pages'>;

const lineStarts = new WeakMap<EvidenceDocument, Uint32Array>();

/** Line ends as editors count them: `\r\n` is one. */
const LINE_END = /\r\n|\n|\r/gu;

/**
 * The citation for a stretch of a document: its quote, lines and page.
 * @param start, end UTF-16 offsets into the document's text, end exclusive.
 * @throws RangeError when they lie outside of the text or hold nothing.
 */
export function citationAt(document: EvidenceDocument, start: number, end: number): Citation {
  const { text, file, title, date, pages } = document;
  if (!(Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start < end && end <= text.length)) {
    throw new RangeError(`citing ${file}: offsets 0 ≤ start < end ≤ ${text.length} expected, found ${start}…${end}`);
  }
  let lines = lineStarts.get(document);
  if (!lines) {
    lines = Uint32Array.from([0, ...Array.from(text.matchAll(LINE_END), (found) => found.index + found[0].length)]);
    lineStarts.set(document, lines);
  }
  return {
    file,
    title,
    date,
    start,
    end,
    lines: [lastAtOrBefore(lines, start) + 1, lastAtOrBefore(lines, end - 1) + 1],
    page: pages === null ? null : Math.max(1, lastAtOrBefore(pages, start) + 1),
    quote: text.slice(start, end),
  };
}

/** Place of the last value ≤ `wanted` in ascending values; -1 when all are greater. */
export function lastAtOrBefore(values: ArrayLike<number>, wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
