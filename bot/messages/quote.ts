import { FormattedString } from '@grammyjs/parse-mode';
import { joined } from './message.js';

/** Longest quote shown open, in UTF-16 units: our choice, about ten lines on a phone. A longer one is folded until tapped. */
export const OPEN_QUOTE = 500;

/** Stretches of uncertain words marked in one quote: with more, all of it is to be read with care, as the line below says. */
const MOST_UNCERTAIN = 20;

/** A stretch of a document and what is marked in it; all offsets are into the document's text. */
export interface Quoted {
  readonly start: number;
  readonly end: number;
  /** `document.text.slice(start, end)`. */
  readonly quote: string;
  /** The sentence that answers, shown in bold; `null` or left out: nothing is marked. */
  readonly highlight?: readonly [number, number] | null;
  /** The figure, date or name asked for, underlined. */
  readonly focus?: readonly [number, number] | null;
  /** Words read with little confidence, in italics; a line under the quote says what that means. */
  readonly uncertain?: readonly (readonly [number, number])[] | undefined;
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
export function marked({ start, end, quote, highlight = null, focus = null, uncertain = [] }: Quoted): FormattedString {
  const slice = (from: number, to: number): FormattedString => {
    const pieces: (FormattedString | string)[] = [];
    let at = from;
    for (const word of runs(uncertain, quote, start)) {
      const [first, last] = within(word, at, to);
      pieces.push(quote.slice(at - start, first - start), FormattedString.italic(quote.slice(first - start, last - start)));
      at = last;
    }
    return joined([...pieces, quote.slice(at - start, to - start)]);
  };
  if (highlight === null) return slice(start, end);
  // What reaches out of the quote is not shown, so it is not marked.
  const [from, to] = within(highlight, start, end);
  const [focusFrom, focusTo] = focus === null ? [from, from] : within(focus, from, to);
  const sentence = joined([slice(from, focusFrom), FormattedString.underline(slice(focusFrom, focusTo)), slice(focusTo, to)]);
  return joined([slice(start, from), FormattedString.bold(sentence), slice(to, end)]);
}

/** Uncertain words one after the other as one stretch, so that a bad scan does not take all the entities that a message may have (Bot API: 100). */
function runs(words: readonly (readonly [number, number])[], quote: string, start: number): (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (const [from, to] of words) {
    const open = found.at(-1);
    if (open && quote.slice(open[1] - start, from - start).trim() === '') open[1] = to;
    else found.push([from, to]);
  }
  return found.slice(0, MOST_UNCERTAIN);
}

function within([from, to]: readonly [number, number], start: number, end: number): readonly [number, number] {
  const first = Math.min(Math.max(from, start), end);
  return [first, Math.min(Math.max(to, first), end)];
}
