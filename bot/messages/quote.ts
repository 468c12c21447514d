import { FormattedString } from '@grammyjs/parse-mode';
import { joined } from './message.js';

/** Longest quote shown open, in UTF-16 units: our choice, about ten lines on a phone. A longer one is folded until tapped. */
export const OPEN_QUOTE = 500;

/** A stretch of a document and what is marked in it; all offsets are into the document's text. */
export interface Quoted {
  readonly start: number;
  readonly end: number;
  /** `document.text.slice(start, end)`. */
  readonly quote: string;
  /** The sentence that answers, shown in bold; `null`: nothing is marked. */
  readonly highlight: readonly [number, number] | null;
  /** The figure, date or name asked for, underlined. */
  readonly focus: readonly [number, number] | null;
}

/**
 * A quote in its blockquote: the text to the letter and nothing else (no […], no quotation marks, no changed line end), so
 * that what stands inside the quote is always a slice of the document.
 */
export function quoteBlock(quoted: Quoted): FormattedString {
  const text = marked(quoted);
  return text.text.length > OPEN_QUOTE ? FormattedString.expandableBlockquote(text) : FormattedString.blockquote(text);
}

/** The same without the blockquote. */
export function marked({ start, end, quote, highlight, focus }: Quoted): FormattedString {
  if (highlight === null) return new FormattedString(quote);
  // What reaches out of the quote is not shown, so it is not marked.
  const [from, to] = within(highlight, start, end);
  const [focusFrom, focusTo] = focus === null ? [from, from] : within(focus, from, to);
  const slice = (a: number, b: number): string => quote.slice(a - start, b - start);
  const sentence = joined([
    slice(from, focusFrom),
    focusFrom < focusTo ? FormattedString.underline(slice(focusFrom, focusTo)) : '',
    slice(focusTo, to),
  ]);
  return joined([slice(start, from), from < to ? FormattedString.bold(sentence) : '', slice(to, end)]);
}

function within([from, to]: readonly [number, number], start: number, end: number): readonly [number, number] {
  const first = Math.min(Math.max(from, start), end);
  return [first, Math.min(Math.max(to, first), end)];
}
