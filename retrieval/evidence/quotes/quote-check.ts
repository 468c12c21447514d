import type { Span } from '../../span.js';
import type { Citation } from '../../search/index.js';
import type { Difference } from './differences.js';

/**
 * `exact`: every word stands there (see `form`). `near`: the place is found, its words differ. `absent`: no place says it.
 */
export type PartVerdict = 'exact' | 'near' | 'absent';

/**
 * How a part follows the one before it: `continues` right after it in the document; `elision`: further on in the same document, the cut marked in
 * the quote; `skips`: further on in the same document, nothing marked; `earlier`: before it in the same document; `elsewhere`: in another document;
 * `unknown`: one of the two was not found. `null` for the first part.
 */
export type Join = 'continues' | 'elision' | 'skips' | 'earlier' | 'elsewhere' | 'unknown';

/** A stretch of the quote that stands (or should stand) at one place: a sentence, or what is left of it when it joins places. */
export interface QuotePart extends Span {
  /** `quote.slice(start, end)` of the text given. */
  readonly text: string;
  readonly verdict: PartVerdict;
  /** `identical`: the same characters. `typographic`: the same but for line ends, spaces, forms of marks, ligatures. `null` unless exact. */
  readonly form: 'identical' | 'typographic' | null;
  /** Where it stands; for `absent` the passage that comes closest, `null` when nothing does. */
  readonly place: Citation | null;
  /** Share of the part's words that stand at the place, rare words counting more; 0 to 1. */
  readonly similarity: number;
  /** What the quote says otherwise; empty when exact or absent. */
  readonly differences: readonly Difference[];
  /** The other places that say the same, at most `MAX_ALSO`. */
  readonly also: readonly Citation[];
  /** All places that say the same, `place` counted. */
  readonly places: number;
  readonly join: Join | null;
  /** Words of the document left out between the part before and this one; 0 unless `elision` or `skips`. */
  readonly wordsSkipped: number;
}

/**
 * The whole quote. `exact` and `near`: one stretch of one document (marked elisions allowed). `joined`: every part is found, but parts from several places are
 * put together unmarked. `partial`: some parts are found, some not. `absent`: no part is found.
 */
export type QuoteVerdict = 'exact' | 'near' | 'joined' | 'partial' | 'absent';

/** A text checked as a quote. */
export interface QuoteCheck {
  /** The text given, untouched. */
  readonly quote: string;
  readonly verdict: QuoteVerdict;
  /** In order of the quote. */
  readonly parts: readonly QuotePart[];
  readonly searched: { readonly documents: number; readonly words: number };
  /** Wall time, the building of the index left out. */
  readonly milliseconds: number;
}

/** Other places listed for one part: as many as a message shows. */
export const MAX_ALSO = 20;

/** The verdict on the whole, from its parts. */
export function verdictOf(parts: readonly Pick<QuotePart, 'verdict' | 'join'>[]): QuoteVerdict {
  const found = parts.filter(({ verdict }) => verdict !== 'absent');
  if (found.length === 0) return 'absent';
  if (found.length < parts.length) return 'partial';
  if (parts.some(({ join }) => join !== null && join !== 'continues' && join !== 'elision')) return 'joined';
  return parts.every(({ verdict }) => verdict === 'exact') ? 'exact' : 'near';
}
