import type { Span } from '../../span.js';
import type { ComparedWord } from './align.js';
import { alignAt, findCandidates, findRuns, UNKNOWN, type Candidate } from './find-places.js';
import { gradeCandidate, gradeRun, weightOf, type GradedPlace } from './grade-place.js';
import type { QuoteIndex } from '../words/quote-index.js';
import type { QuotePiece } from './quote-text.js';
import { segments, type Segment } from './segments.js';
import { looseForm } from '../words/word-forms.js';

/**
 * A sentence of which a smaller share is found (and fewer words than a clause has) is not found: names and stock phrases stand everywhere. Ours,
 * from the same figures.
 */
const PARTLY_FOUND = { share: 0.4, words: 12 };

/** Places of one part that are looked at closely; a phrase that stands more often is listed with its number of places alone. */
const LOOKED_AT = 2_000;

/** A part of the quote with the places that may be it. */
export interface FoundPart {
  readonly span: Span;
  readonly afterElision: boolean;
  readonly places: readonly GradedPlace[];
  readonly total: number;
  /** The one that goes best with the other parts' (`choosePlaces`). */
  chosen: GradedPlace | null;
}

/** Where a sentence of a quote stands: whole, or in the parts of which each stands elsewhere. */
export function findPiece(index: QuoteIndex, text: string, piece: Pick<QuotePiece, 'start' | 'end' | 'afterElision' | 'words'>): FoundPart[] {
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

/** Words of the quote as the index knows them. */
export function compared(index: QuoteIndex, text: string, spans: readonly Span[]): ComparedWord[] {
  return spans.map(({ start, end }) => {
    const word = text.slice(start, end);
    return { text: word, number: index.vocabulary.get(looseForm(word)) ?? UNKNOWN };
  });
}
