import { carryingSubject, numbersInWords, terms, type Term } from '../../passages/index.js';
import type { Span } from '../../span.js';

/** A number or date with where it stands, as a figure. */
export interface Figure extends Span {
  readonly figure: string;
}

/** A text that is asked for several things that its words say: it is taken apart once, when the first is asked for. */
export class AnalysedText {
  private found: readonly Term[] | null = null;
  private figured: readonly Figure[] | null = null;

  constructor(readonly text: string) {}

  /** Function words too. */
  get terms(): readonly Term[] {
    return (this.found ??= terms(this.text));
  }

  get contentTerms(): readonly Term[] {
    return carryingSubject(this.text, this.terms);
  }

  /** In order. */
  get figures(): readonly Figure[] {
    return (this.figured ??= figuresIn(this.text, this.terms));
  }
}

/** Numbers in figures and in words, and dates, with where they stand. */
export function figuresIn(text: string, words: readonly Term[]): Figure[] {
  const written = /\p{L}/u.test(text) ? numbersInWords(text).map(({ value, start, end }): Figure => ({ figure: String(value), start, end })) : [];
  const plain = words.filter(({ kind }) => kind === 'number' || kind === 'date').map(({ term, start, end }): Figure => ({ figure: term, start, end }));
  return [...plain, ...written.filter((figure) => !plain.some((other) => overlap(other, figure)))].sort((a, b) => a.start - b.start);
}

export function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
