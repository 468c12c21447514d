import { UserError } from '../../errors.js';
import type { Span } from '../../span.js';
import type { Citation } from '../../search/index.js';
import { citationAt, sentenceAt, type EvidenceDocument } from '../evidence-document.js';
import { compared, findPiece, type FoundPart } from './find-parts.js';
import { findRuns } from './find-places.js';
import type { GradedPlace } from './grade-place.js';
import { MAX_ALSO, verdictOf, type Join, type QuoteCheck, type QuotePart } from './quote-check.js';
import { indexOf, type QuoteIndex } from '../words/quote-index.js';
import { cutAtElisions, piecesOf, stripQuote, type QuotePiece } from './quote-text.js';
import { wordSpans } from '../words/word-forms.js';

/** Longest text checked at once, in UTF-16 units: eight of Telegram's longest messages, or a page of ten thousand words' tenth. */
export const MAX_QUOTE_CHARACTERS = 32_768;

/** A text to check without any word. */
export class EmptyQuoteError extends UserError {
  override readonly name = 'EmptyQuoteError';
  constructor() {
    super('checking a quote: a text with at least one word expected, found none; paste the words to check');
  }
}

/** A text to check over `MAX_QUOTE_CHARACTERS`; `length` in UTF-16 units. */
export class QuoteTooLongError extends UserError {
  override readonly name = 'QuoteTooLongError';
  constructor(readonly length: number) {
    super(`checking a quote: at most ${MAX_QUOTE_CHARACTERS} characters expected, found ${length}; check it in pieces`);
  }
}

/**
 * Checks whether documents say a quote, word by word: each sentence by itself, then how the sentences hang together.
 * The marks around a quote are left out; […], (...) and … within it are cuts that it owns up to.
 * @param documents all that is searched; the index over them is built on the first call with this very list.
 * @throws {EmptyQuoteError} when the text holds no word.
 * @throws {QuoteTooLongError} over `MAX_QUOTE_CHARACTERS` UTF-16 units.
 */
export function verifyQuote(documents: readonly EvidenceDocument[], text: string): QuoteCheck {
  if (text.length > MAX_QUOTE_CHARACTERS) throw new QuoteTooLongError(text.length);
  const index = indexOf(documents);
  const began = performance.now();
  const pieces = cutQuote(index, text);
  if (pieces.length === 0) throw new EmptyQuoteError();
  const found = pieces.flatMap((piece) => findPiece(index, text, piece));
  choosePlaces(found);
  const parts = found.map((part, at) => describe(index, text, part, found[at - 1]));
  return {
    quote: text,
    verdict: verdictOf(parts),
    parts,
    searched: { documents: documents.length, words: index.words.length },
    milliseconds: performance.now() - began,
  };
}

/** The quote's sentences. Bare dots are a cut only where the documents do not have them. */
function cutQuote(index: QuoteIndex, text: string): QuotePiece[] {
  const whole = (span: Span): boolean =>
    findRuns(
      index,
      compared(
        index,
        text,
        wordSpans(text.slice(span.start, span.end)).map((word) => ({ start: span.start + word.start, end: span.start + word.end })),
      ),
    ).length > 0;
  return cutAtElisions(text, stripQuote(text), false)
    .flatMap((stretch) => {
      const cut = cutAtElisions(text, stretch, true);
      return cut.length < 2 || whole(stretch) ? [stretch] : cut.map((piece, at) => (at === 0 ? { ...piece, afterElision: stretch.afterElision } : piece));
    })
    .flatMap((stretch) => piecesOf(text, stretch));
}

/** Chooses one place for each part, those with the fewest places first, so that repeated phrases fall in with the others. */
function choosePlaces(parts: readonly FoundPart[]): void {
  const order = parts.map((_, at) => at).sort((a, b) => parts[a]!.places.length - parts[b]!.places.length || a - b);
  for (const at of order) {
    const part = parts[at]!;
    const [before, after] = [parts[at - 1]?.chosen, parts[at + 1]?.chosen];
    const fit = (place: GradedPlace): number =>
      (before && place.document === before.document ? (place.first === before.last + 1 ? 8 : place.first > before.last ? 2 : 1) : 0) +
      (after && place.document === after.document ? (place.last + 1 === after.first ? 8 : place.last < after.first ? 2 : 1) : 0) +
      (place.form === 'identical' ? 0.5 : 0);
    part.chosen = part.places.reduce<GradedPlace | null>((best, place) => (best === null || fit(place) > fit(best) ? place : best), null);
  }
}

function describe(index: QuoteIndex, text: string, part: FoundPart, before: FoundPart | undefined): QuotePart {
  const { chosen, span, places, total } = part;
  const verdict = chosen?.verdict ?? 'absent';
  const [join, wordsSkipped] = joinOf(before, part);
  const cite = ({ document, span: at }: GradedPlace): Citation => citationAt(index.documents[document]!, at.start, at.end);
  return {
    start: span.start,
    end: span.end,
    text: text.slice(span.start, span.end),
    verdict,
    form: chosen?.form ?? null,
    place: chosen === null ? null : verdict === 'absent' ? closest(index, chosen) : cite(chosen),
    similarity: chosen?.similarity ?? 0,
    differences: verdict === 'near' ? chosen!.differences : [],
    also:
      verdict === 'absent'
        ? []
        : places
            .filter((place) => place !== chosen)
            .slice(0, MAX_ALSO)
            .map(cite),
    places: verdict === 'absent' ? 0 : total,
    join: before ? join : null,
    wordsSkipped,
  };
}

function joinOf(before: FoundPart | undefined, part: FoundPart): readonly [Join, number] {
  const [from, to] = [before?.chosen, part.chosen];
  if (!from || !to || from.verdict === 'absent' || to.verdict === 'absent') return ['unknown', 0];
  if (from.document !== to.document) return ['elsewhere', 0];
  if (to.first <= from.last) return ['earlier', 0];
  const skipped = to.first - from.last - 1;
  if (skipped === 0) return ['continues', 0];
  return [part.afterElision ? 'elision' : 'skips', skipped];
}

/** A sentence that reaches further out than this is not taken whole: ours, what a message shows. */
const CLOSEST_CONTEXT = 300;

/** The passage that comes closest, widened to whole sentences where they end near. */
function closest(index: QuoteIndex, { document: number, span }: GradedPlace): Citation {
  const document = index.documents[number]!;
  const start = sentenceAt(document, span.start)?.start ?? span.start;
  const end = sentenceAt(document, span.end - 1)?.end ?? span.end;
  return citationAt(
    document,
    start <= span.start && span.start - start <= CLOSEST_CONTEXT ? start : span.start,
    end >= span.end && end - span.end <= CLOSEST_CONTEXT ? end : span.end,
  );
}
