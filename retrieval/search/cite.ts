import { type Document, numberAt, partsOf, type PartedText } from '../documents/index.js';
import type { Citation } from './answer.js';

/** What a citation needs of a document. */
export type CitedDocument = Pick<Document, 'file' | 'title' | 'date' | 'pages' | 'uncertain'> & PartedText;

/**
 * A citation of `document.text.slice(start, end)`.
 * @throws RangeError when the offsets are not whole numbers with 0 ≤ start ≤ end ≤ length.
 */
export function cite(document: CitedDocument, start: number, end: number): Citation {
  const parts = partsOf(document);
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end < start || end > parts.length) {
    throw new RangeError(`citing ${document.file}: offsets within 0…${parts.length} expected, found ${start}…${end}`);
  }
  const uncertain = uncertainWithin(document, start, end);
  return {
    file: document.file,
    title: document.title,
    date: document.date,
    start,
    end,
    lines: [parts.lineAt(start), parts.lineAt(Math.max(start, end - 1))],
    page: document.pages ? numberAt(document.pages, start) : null,
    quote: parts.slice(start, end),
    ...(uncertain.length > 0 && { uncertain }),
  };
}

/** Uncertain words that reach into a stretch, cut at its ends. */
function uncertainWithin({ uncertain = [] }: CitedDocument, start: number, end: number): [number, number][] {
  return uncertain.filter((word) => word.start < end && word.end > start).map((word) => [Math.max(start, word.start), Math.min(end, word.end)]);
}
