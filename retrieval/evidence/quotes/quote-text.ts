import { sentences } from '../../passages/index.js';
import type { Span } from '../../span.js';
import { wordSpans } from '../words/word-forms.js';

/** A stretch of a quote that is checked by itself. */
export interface QuotePiece extends Span {
  /** True when a mark of elision ([…], (...), …) stands between the piece before and this one. */
  readonly afterElision: boolean;
  readonly words: readonly Span[];
}

/** Opening marks and what closes them: a quote may be given within a pair of them. */
const PAIRS: Readonly<Record<string, string>> = { '«': '»', '“': '”', '„': '“”', '"': '"', '‘': '’', "'": "'", '‹': '›' };

/** Elision as it is marked in quotes: within brackets always, bare dots only where `bare` is asked for. */
const BRACKETED = /[[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]/gu;
const BRACKETED_OR_BARE = /[[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…|\.{3,}/gu;

/** The quote without the white space, the pair of quotation marks or the "> " around it. UTF-16 offsets into the text given. */
export function stripQuote(text: string): Span {
  let start = 0;
  let end = text.length;
  for (;;) {
    while (start < end && /[\s\u200B\uFEFF]/u.test(text[start]!)) start++;
    while (end > start && /[\s\u200B\uFEFF]/u.test(text[end - 1]!)) end--;
    const closing = PAIRS[text[start] ?? ''];
    if (text[start] === '>') start++;
    // « a » b « c »: the first mark does not close at the end, so both stay.
    else if (closing !== undefined && end - start > 1 && closing.includes(text[end - 1]!) && !closesBefore(text, start, end, closing)) {
      start++;
      end--;
    } else return { start, end };
  }
}

function closesBefore(text: string, start: number, end: number, closing: string): boolean {
  const inside = text.slice(start + 1, end - 1);
  // An apostrophe inside is no closing mark: a letter follows it.
  if (/['’]/u.test(closing)) return /['’](?![\p{L}\p{N}])/u.test(inside);
  return Array.from(closing).some((sign) => inside.includes(sign));
}

/** Cuts a quote at its marks of elision. */
export function cutAtElisions(text: string, { start, end }: Span, bare: boolean): (Span & { readonly afterElision: boolean })[] {
  const cut: (Span & { afterElision: boolean })[] = [];
  let from = start;
  let afterElision = false;
  for (const found of text.slice(start, end).matchAll(bare ? BRACKETED_OR_BARE : BRACKETED)) {
    cut.push({ start: from, end: start + found.index, afterElision });
    from = start + found.index + found[0].length;
    afterElision = true;
  }
  cut.push({ start: from, end, afterElision });
  return cut.filter((piece) => wordSpans(text.slice(piece.start, piece.end)).length > 0);
}

/** The sentences of a stretch of a quote, each with its words; those without a word are left out. */
export function piecesOf(text: string, stretch: Span & { readonly afterElision: boolean }): QuotePiece[] {
  const body = text.slice(stretch.start, stretch.end);
  const pieces: QuotePiece[] = [];
  for (const sentence of sentences(body)) {
    const words = wordSpans(body.slice(sentence.start, sentence.end)).map((word) => moved(word, stretch.start + sentence.start));
    if (words.length === 0) continue;
    pieces.push({ ...moved(sentence, stretch.start), afterElision: pieces.length === 0 && stretch.afterElision, words });
  }
  return pieces;
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
