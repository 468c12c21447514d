import type { Document } from '../documents/document.js';
import { lineStarts, numberAt } from '../documents/line-numbers.js';
import type { Citation } from './answer.js';

/** What a citation needs of a document. */
export type CitedDocument = Pick<Document, 'file' | 'text' | 'title' | 'date' | 'pages' | 'uncertain'>;

/** Line starts are worked out once a document. */
const startsOf = new WeakMap<CitedDocument, readonly number[]>();

/**
 * A citation of `document.text.slice(start, end)`.
 * @throws RangeError when the offsets are not whole numbers with 0 ≤ start ≤ end ≤ length.
 */
export function cite(document: CitedDocument, start: number, end: number): Citation {
  const { text } = document;
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end < start || end > text.length) {
    throw new RangeError(`citing ${document.file}: offsets within 0…${text.length} expected, found ${start}…${end}`);
  }
  let starts = startsOf.get(document);
  if (!starts) startsOf.set(document, (starts = lineStarts(text)));
  const uncertain = uncertainWithin(document, start, end);
  return {
    file: document.file,
    title: document.title,
    date: document.date,
    start,
    end,
    lines: [numberAt(starts, start), numberAt(starts, Math.max(start, end - 1))],
    page: document.pages ? numberAt(document.pages, start) : null,
    quote: text.slice(start, end),
    ...(uncertain.length > 0 && { uncertain }),
  };
}

/** Uncertain words that reach into a stretch, cut at its ends. */
function uncertainWithin({ uncertain = [] }: CitedDocument, start: number, end: number): [number, number][] {
  return uncertain.filter((word) => word.start < end && word.end > start).map((word) => [Math.max(start, word.start), Math.min(end, word.end)]);
}
