import type { Span } from '../../../span.js';

/** A line of a page. Places in points (1/72 inch), from the page's upper left corner. */
export interface PageLine {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** Where the letters stand on. */
  readonly baseline: number;
  /** Height of the letters' font. */
  readonly size: number;
  /** A paragraph begins here. */
  readonly opens: boolean;
  /** Words of it that were recognised with little confidence. */
  readonly uncertain: readonly Span[];
}

/** A page: its lines in reading order. */
export interface PageLines {
  readonly height: number;
  readonly lines: readonly PageLine[];
}
