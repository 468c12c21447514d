import type { Span } from '../../span.js';
import type { AlignedWords } from './align.js';
import { gapForm, likeness, touches, typographicForm, type Touches } from '../words/word-forms.js';

/** One thing that a quote says otherwise than the document. */
export interface Difference {
  /** Seen from the quote: it says another word, leaves words out, or puts words in. */
  readonly what: 'changed' | 'missing' | 'added';
  /**
   * `words`: other words, so maybe another sense. `typography`: capitals and punctuation. `ocr`: accents lost, letters that scans confuse,
   * a space read into a word.
   */
  readonly kind: 'words' | 'typography' | 'ocr';
  /** Figures, denials and names are told, since they change the sense most. */
  readonly touches: Touches;
  /** In the quote as it was given: UTF-16 offsets; `null` when nothing stands there. */
  readonly quoted: (Span & { readonly text: string }) | null;
  /** In the document's text; `null` when nothing stands there. */
  readonly written: (Span & { readonly text: string }) | null;
}

/** A text and the words compared in it, offsets into the text. */
export interface SpannedWords {
  readonly text: string;
  readonly spans: readonly Span[];
}

/**
 * What an aligned quote says otherwise. Differences of pure typography (white space and line ends, a hyphen at a line's end, forms of quotation
 * marks, apostrophes and dashes, ligatures, emphasis, the capital that a quote begins with) are none.
 */
export function differencesOf(quote: SpannedWords, document: SpannedWords, steps: readonly AlignedWords[]): Difference[] {
  const found: Difference[] = [];
  let before: AlignedWords | null = null;
  for (const step of steps) {
    if (before && before.likeness !== null && step.likeness !== null) {
      const gap = gapDifference(quote, before.quote[1] - 1, step.quote[0], document, before.document[1] - 1, step.document[0]);
      if (gap) found.push(gap);
    }
    const word = wordDifference(quote, document, step);
    const last = found.at(-1);
    // Words added or missing one after the other are one difference.
    const runsOn = before?.likeness === null && step.likeness === null && last?.what === word?.what;
    if (word && last && runsOn) found[found.length - 1] = joined(last, word, quote, document);
    else if (word) found.push(word);
    before = step;
  }
  return found;
}

function wordDifference(quote: SpannedWords, document: SpannedWords, step: AlignedWords): Difference | null {
  const quoted = stretch(quote, step.quote);
  const written = stretch(document, step.document);
  const opens = step.quote[0] === 0;
  if (quoted === null || written === null) {
    const one = quoted ?? written!;
    return { what: quoted ? 'added' : 'missing', kind: 'words', touches: touches(one.text, !opens), quoted, written };
  }
  const changed = { what: 'changed', quoted, written } as const;
  switch (step.likeness) {
    case 'same':
    case 'typographic':
      return null;
    case 'capitals':
      return opens && sameButFirstLetter(quoted.text, written.text) ? null : { ...changed, kind: 'typography', touches: null };
    case 'split':
      // A hyphen at a line's end belongs to the line, as white space does.
      return /\p{L}[-‐‑¬\u00AD]\s*\n/u.test(quoted.text + '\u0000' + written.text) ? null : { ...changed, kind: 'ocr', touches: null };
    case 'ocr':
      return { ...changed, kind: 'ocr', touches: null };
    default:
      return { ...changed, kind: 'words', touches: touches(written.text, !opens) ?? touches(quoted.text, !opens) };
  }
}

function sameButFirstLetter(one: string, other: string): boolean {
  const [a, b] = [typographicForm(one), typographicForm(other)];
  return a.slice(1) === b.slice(1) && likeness(a, b) === 'capitals';
}

function gapDifference(quote: SpannedWords, quoteFrom: number, quoteTo: number, document: SpannedWords, from: number, to: number): Difference | null {
  const quoted = gap(quote, quoteFrom, quoteTo);
  const written = gap(document, from, to);
  if (gapForm(quoted.text) === gapForm(written.text)) return null;
  const [inQuote, inDocument] = [trimmed(quoted), trimmed(written)];
  return { what: inQuote && inDocument ? 'changed' : inQuote ? 'added' : 'missing', kind: 'typography', touches: null, quoted: inQuote, written: inDocument };
}

function gap({ text, spans }: SpannedWords, from: number, to: number): Span & { text: string } {
  const [start, end] = [spans[from]!.end, spans[to]!.start];
  return { start, end, text: text.slice(start, end) };
}

function trimmed({ start, text }: Span & { text: string }): (Span & { text: string }) | null {
  const kept = text.trim();
  const from = start + text.length - text.trimStart().length;
  return kept === '' ? null : { start: from, end: from + kept.length, text: kept };
}

function stretch({ text, spans }: SpannedWords, [from, to]: readonly [number, number]): (Span & { text: string }) | null {
  if (from >= to) return null;
  const [start, end] = [spans[from]!.start, spans[to - 1]!.end];
  return { start, end, text: text.slice(start, end) };
}

function joined(one: Difference, next: Difference, quote: SpannedWords, document: SpannedWords): Difference {
  const span = (a: Span | null, b: Span | null, text: string): (Span & { text: string }) | null =>
    a && b ? { start: a.start, end: b.end, text: text.slice(a.start, b.end) } : null;
  return {
    ...one,
    touches: one.touches ?? next.touches,
    quoted: span(one.quoted, next.quoted, quote.text),
    written: span(one.written, next.written, document.text),
  };
}
