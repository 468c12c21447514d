import { UserError } from '../errors.js';
import type { Span } from '../passages/passage.js';
import type { Citation } from '../search/answer.js';
import type { AlignedWords, ComparedWord } from './align.js';
import { differencesOf, type Difference } from './differences.js';
import { citationAt, sentenceAt, type EvidenceDocument } from './evidence-document.js';
import { alignAt, findCandidates, findRuns, UNKNOWN, type Candidate, type WordPlace } from './find-places.js';
import { MAX_ALSO, verdictOf, type Join, type PartVerdict, type QuoteCheck, type QuotePart } from './quote-check.js';
import { quoteIndex, type QuoteIndex } from './quote-index.js';
import { cutAtElisions, piecesOf, stripQuote, type QuotePiece } from './quote-text.js';
import { segments, type Segment } from './segments.js';
import { likeness, looseForm, wordSpans } from './word-forms.js';

/** Longest text checked at once, in UTF-16 units: eight of Telegram's longest messages, or a page of ten thousand words' tenth. */
export const MAX_QUOTE_CHARACTERS = 32_768;

/**
 * A part is `near` a place when at least this share of its words stands there, rare words counting more: measured by
 * `npm run evaluate:quotes`, where quotes with one word changed stay above .64 even when they have only five words, and foreign ones below .62
 but for stock phrases.
 */
const NEAR = 0.62;

/**
 * A sentence of which a smaller share is found (and fewer words than a clause has) is not found: names and stock phrases stand everywhere. Ours,
 * from the same figures.
 */
const PARTLY_FOUND = { share: 0.4, words: 12 };

/** Places of one part that are looked at closely; a phrase that stands more often is listed with its number of places alone. */
const LOOKED_AT = 2_000;

export class EmptyQuoteError extends UserError {
  override readonly name = 'EmptyQuoteError';
  constructor() {
    super('checking a quote: a text with at least one word expected, found none; paste the words to check');
  }
}

export class QuoteTooLongError extends UserError {
  override readonly name = 'QuoteTooLongError';
  constructor(readonly length: number) {
    super(`checking a quote: at most ${MAX_QUOTE_CHARACTERS} characters expected, found ${length}; check it in pieces`);
  }
}

const indexes = new WeakMap<readonly EvidenceDocument[], QuoteIndex>();

/** The index over a list of documents: built once for each list, then kept as long as the list is. */
export function indexOf(documents: readonly EvidenceDocument[]): QuoteIndex {
  const known = indexes.get(documents) ?? quoteIndex(documents);
  indexes.set(documents, known);
  return known;
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

/** A part of the quote with the places that may be it, the chosen one first set to the best. */
interface FoundPart {
  readonly span: Span;
  readonly afterElision: boolean;
  readonly places: readonly GradedPlace[];
  readonly total: number;
  chosen: GradedPlace | null;
}

interface GradedPlace extends WordPlace {
  readonly verdict: PartVerdict;
  readonly form: 'identical' | 'typographic' | null;
  readonly similarity: number;
  readonly differences: readonly Difference[];
  readonly span: Span;
}

function findPiece(index: QuoteIndex, text: string, piece: Pick<QuotePiece, 'start' | 'end' | 'afterElision' | 'words'>): FoundPart[] {
  const words = compared(index, text, piece.words);
  const runs = findRuns(index, words);
  if (runs.length > 0) {
    const graded = runs.slice(0, LOOKED_AT).map((run) => gradeRun(index, text, piece, words, run));
    const best = graded.some(({ verdict }) => verdict === 'exact') ? 'exact' : 'near';
    const places = graded.filter(({ verdict }) => verdict === best);
    const total = runs.length > LOOKED_AT ? runs.length : places.length;
    return [{ span: piece, afterElision: piece.afterElision, places, total, chosen: null }];
  }
  const candidates = findCandidates(index, words);
  if (candidates.length === 0) return [{ span: piece, afterElision: piece.afterElision, places: [], total: 0, chosen: null }];
  const divided = settled(
    index,
    words,
    segments(
      candidates,
      words.map((word) => weightOf(index, word)),
    ),
  );
  if (divided.length === 1) {
    const best = gradeCandidate(index, text, piece, words, candidates[Math.max(0, divided[0]!.candidate)]!);
    return [{ span: piece, afterElision: piece.afterElision, places: [best], total: 1, chosen: null }];
  }
  // Each segment is a part of its own; it may well stand exactly at its place.
  const parts = divided.flatMap(({ from, to, candidate }, order) => {
    const inside = piece.words.slice(from, to);
    const span = {
      start: order === 0 ? piece.start : inside[0]!.start,
      end: order === divided.length - 1 ? piece.end : inside.at(-1)!.end,
      words: inside,
      afterElision: order === 0 && piece.afterElision,
    };
    const part = words.slice(from, to);
    const exact = findRuns(index, part);
    if (exact.length > 0) return findPiece(index, text, span);
    const near = candidate < 0 ? findCandidates(index, part)[0] : realigned(index, part, from, candidates[candidate]!);
    const places = near ? [gradeCandidate(index, text, span, part, near)] : [];
    return [{ span, afterElision: span.afterElision, places, total: places.length, chosen: null }];
  });
  const sizes = parts.map((part, at) => (part.places[0] && part.places[0].verdict !== 'absent' ? divided[at]!.to - divided[at]!.from : 0));
  const found = sizes.reduce((sum, size) => sum + size, 0);
  if (found >= PARTLY_FOUND.share * words.length || Math.max(...sizes) >= PARTLY_FOUND.words) return parts;
  const nearest = parts[sizes.indexOf(Math.max(...sizes))]!.places[0];
  const places = nearest
    ? [{ ...nearest, verdict: 'absent' as const, form: null, similarity: (nearest.similarity * found) / words.length, differences: [] }]
    : [];
  return [{ span: piece, afterElision: piece.afterElision, places, total: 0, chosen: null }];
}

/** How many words the border between two segments may move to where both sides stand exactly. */
const BORDER = 3;

/** Moves the borders between segments by a few words where that lets more sides stand word for word. */
function settled(index: QuoteIndex, words: readonly ComparedWord[], divided: readonly Segment[]): Segment[] {
  const runs = ([from, to]: readonly [number, number]): number => (to > from && findRuns(index, words.slice(from, to)).length > 0 ? 1 : 0);
  const moved = [...divided];
  for (let at = 1; at < moved.length; at++) {
    const [one, next] = [moved[at - 1]!, moved[at]!];
    let [border, most] = [next.from, runs([one.from, next.from]) + runs([next.from, next.to])];
    for (let away = 1; away <= BORDER; away++) {
      for (const to of [next.from + away, next.from - away]) {
        const sides = to > one.from && to < next.to ? runs([one.from, to]) + runs([to, next.to]) : 0;
        if (sides > most) [border, most] = [to, sides];
      }
    }
    moved[at - 1] = { ...one, to: border };
    moved[at] = { ...next, from: border };
  }
  return moved;
}

/** The words of one segment aligned again, alone, around where the whole sentence put them. */
function realigned(index: QuoteIndex, part: readonly ComparedWord[], from: number, whole: Candidate): Candidate {
  const step = whole.alignment.steps.find(({ quote }) => quote[0] >= from);
  const diagonal = whole.from + (step?.document[0] ?? 0);
  return alignAt(index, part, whole.document, diagonal, Math.max(12, part.length >> 2));
}

function compared(index: QuoteIndex, text: string, spans: readonly Span[]): ComparedWord[] {
  return spans.map(({ start, end }) => {
    const word = text.slice(start, end);
    return { text: word, number: index.vocabulary.get(looseForm(word)) ?? UNKNOWN };
  });
}

/** What a word tells of its place: 1 for words seen once or never, near .1 for the commonest. */
function weightOf(index: QuoteIndex, { number }: ComparedWord): number {
  if (number === UNKNOWN) return 1;
  const times = index.byWord.from[number + 1]! - index.byWord.from[number]!;
  return Math.max(0.1, 1 - Math.log2(times) / Math.log2(Math.max(4, index.words.length)));
}

function gradeRun(
  index: QuoteIndex,
  text: string,
  piece: Pick<QuotePiece, 'start' | 'end' | 'words'>,
  words: readonly ComparedWord[],
  run: WordPlace,
): GradedPlace {
  const { text: body } = index.documents[run.document]!;
  const steps = words.map((word, at): AlignedWords => {
    const place = run.first + at;
    return { quote: [at, at + 1], document: [at, at + 1], likeness: likeness(word.text, body.slice(index.starts[place], index.ends[place])) };
  });
  return grade(index, text, piece, run, steps, 1);
}

function gradeCandidate(
  index: QuoteIndex,
  text: string,
  piece: Pick<QuotePiece, 'start' | 'end' | 'words'>,
  words: readonly ComparedWord[],
  candidate: Candidate,
): GradedPlace {
  const { steps } = candidate.alignment;
  const touched = steps.filter(({ document }) => document[0] < document[1]);
  const [from, to] = [touched[0]?.document[0] ?? 0, touched.at(-1)?.document[1] ?? 1];
  const run = { document: candidate.document, first: candidate.from + from, last: candidate.from + to - 1 };
  const shifted = steps.map((step): AlignedWords => ({ ...step, document: [step.document[0] - from, step.document[1] - from] }));
  let [same, all] = [0, 0];
  for (const { quote, document, likeness: likened } of steps) {
    const inQuote = words.slice(quote[0], quote[1]).reduce((sum, word) => sum + weightOf(index, word), 0);
    const inDocument = candidate.window.slice(document[0], document[1]).reduce((sum, word) => sum + weightOf(index, word), 0);
    all += quote[0] < quote[1] ? inQuote : inDocument / 2;
    if (likened !== null && likened !== 'other') same += inQuote;
  }
  return grade(index, text, piece, run, shifted, all === 0 ? 0 : same / all);
}

function grade(
  index: QuoteIndex,
  text: string,
  piece: Pick<QuotePiece, 'start' | 'end' | 'words'>,
  run: WordPlace,
  steps: readonly AlignedWords[],
  similarity: number,
): GradedPlace {
  const { text: body } = index.documents[run.document]!;
  const spans: Span[] = [];
  for (let place = run.first; place <= run.last; place++) spans.push({ start: index.starts[place]!, end: index.ends[place]! });
  const differences = differencesOf({ text, spans: piece.words }, { text: body, spans }, steps);
  const span = withMarks(text, piece, body, { start: spans[0]!.start, end: spans.at(-1)!.end });
  differences.push(...terminalDifferences(text, piece, body, spans.at(-1)!.end));
  const exact = differences.length === 0;
  const identical = exact && body.slice(span.start, span.end) === text.slice(piece.start, piece.end);
  return {
    ...run,
    verdict: exact ? 'exact' : similarity >= NEAR ? 'near' : 'absent',
    form: exact ? (identical ? 'identical' : 'typographic') : null,
    similarity,
    differences,
    span,
  };
}

/** A quote that asks or exclaims where the document states: its sentence does not end there so. */
function terminalDifferences(text: string, { end, words }: Pick<QuotePiece, 'end' | 'words'>, body: string, bodyEnd: number): Difference[] {
  const from = words.at(-1)!.end;
  const written = /^[^\p{L}\p{N}]{0,12}/u.exec(body.slice(bodyEnd, bodyEnd + 12))![0];
  return ['?', '!'].flatMap((mark): Difference[] => {
    const at = text.slice(from, end).indexOf(mark);
    if (at < 0 || written.includes(mark)) return [];
    return [{ what: 'added', kind: 'typography', touches: null, quoted: { start: from + at, end: from + at + 1, text: mark }, written: null }];
  });
}

/** The place of the words, widened by the marks around them that the quote has too. */
function withMarks(text: string, piece: Pick<QuotePiece, 'start' | 'end' | 'words'>, body: string, { start, end }: Span): Span {
  const lead = text.slice(piece.start, piece.words[0]!.start);
  const trail = text.slice(piece.words.at(-1)!.end, piece.end);
  return { start: body.slice(0, start).endsWith(lead) ? start - lead.length : start, end: body.startsWith(trail, end) ? end + trail.length : end };
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
