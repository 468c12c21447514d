import type { EvidenceDocument } from '../../evidence/evidence-document.js';
import type { QuoteCheck } from '../../evidence/quotes/quote-check.js';
import { verifyQuote } from '../../evidence/quotes/verify-quote.js';
import { flat, QUOTE_KINDS, type QuoteCase, type QuoteKind } from './quote-cases.js';

/** How a kind of made quotes was judged. */
export interface KindScore {
  readonly kind: QuoteKind;
  readonly cases: number;
  readonly right: number;
  /** The quotes judged wrongly, with what was found instead. */
  readonly wrong: readonly { readonly quote: string; readonly found: string }[];
}

/** How all made quotes were judged. */
export interface QuoteScores {
  readonly kinds: readonly KindScore[];
  /** Milliseconds of each check, in order of the cases. */
  readonly milliseconds: readonly number[];
}

/** Checks every made quote and counts the right judgements. */
export function scoreQuotes(documents: readonly EvidenceDocument[], cases: readonly QuoteCase[]): QuoteScores {
  const judged = cases.map((made) => ({ made, check: verifyQuote(documents, made.quote) })).map((one) => ({ ...one, right: isRight(one.made, one.check) }));
  return {
    kinds: QUOTE_KINDS.flatMap((kind) => {
      const own = judged.filter(({ made }) => made.kind === kind);
      if (own.length === 0) return [];
      const wrong = own.filter(({ right }) => !right).map(({ made, check }) => ({ quote: made.quote, found: inShort(check) }));
      return [{ kind, cases: own.length, right: own.length - wrong.length, wrong }];
    }),
    milliseconds: judged.map(({ check }) => check.milliseconds),
  };
}

/**
 * Right means, beside the verdict: exact quotes are placed where the document says the same; a changed word, figure or denial is shown as a
 * difference of words, at its place; noise is shown as noise; the two places of a joined quote are both named.
 */
function isRight(made: QuoteCase, check: QuoteCheck): boolean {
  const differences = check.parts.flatMap((part) => part.differences);
  const shown = (side: 'quoted' | 'written'): boolean =>
    made.altered !== null && differences.some((one) => one.kind === 'words' && (one[side]?.text.includes(made.altered!) ?? false));
  // The same words may stand at several places: each is right.
  const places = check.parts.flatMap(({ place, also }) => (place ? [place, ...also] : []));
  const placed = made.from.every(({ file, start, end, text }) =>
    places.some((place) => (place.file === file && place.start < end && place.end > start) || letters(place.quote) === letters(text)),
  );
  switch (made.kind) {
    case 'exact':
    case 'short':
    case 'typographic': {
      // Parts of several sentences are one stretch when each continues the one before.
      const said = check.parts.map(({ place }) => place?.quote ?? '').join('');
      return (
        check.verdict === 'exact' && letters(said) === letters(made.quote) && check.parts.every(({ form }) => made.kind !== 'exact' || form === 'identical')
      );
    }
    case 'scanned':
      return check.verdict === 'near' && placed && differences.some(({ kind }) => kind === 'ocr') && differences.every(({ kind }) => kind !== 'words');
    case 'word changed':
      return check.verdict === 'near' && placed && shown('quoted');
    case 'word left out':
      return check.verdict === 'near' && placed && shown('written');
    case 'figure changed':
      return check.verdict === 'near' && placed && shown('quoted') && differences.some(({ touches }) => touches === 'figure');
    case 'negation added':
      return check.verdict === 'near' && placed && differences.some(({ what, touches }) => what === 'added' && touches === 'negation');
    case 'joined':
      return check.verdict === 'joined' && placed;
    case 'foreign':
      return check.verdict === 'absent';
  }
}

function letters(text: string): string {
  return flat(text).replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function inShort(check: QuoteCheck): string {
  const parts = check.parts.map(({ verdict, form, similarity, join, place, differences }) =>
    [
      verdict,
      form ?? '',
      similarity.toFixed(2),
      join ?? '',
      place ? `${place.file} ${place.start}` : 'nowhere',
      differences.map(({ kind, quoted, written }) => `${kind}: ${quoted?.text ?? '∅'} ← ${written?.text ?? '∅'}`).join('; '),
    ].join(' '),
  );
  return `${check.verdict} [${parts.join(' | ')}]`;
}
