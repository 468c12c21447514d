import { UserError } from '../errors.js';
import type { Span } from '../span.js';
import type { Answer, Citation } from '../search/index.js';
import { citationAt, sentenceAt, sentencesIn, type EvidenceDocument } from './evidence-document.js';
import { indexOf, type QuoteIndex } from './words/quote-index.js';
import { hasPlaceIn, placeFrom } from './words/quote-places.js';
import { subjectWords, type SubjectWord } from './words/subject-words.js';

/**
 * `speaks`: the subject's words stand together. `touches`: some of them do, or the search by meaning brings the document up. `silent`: neither.
 */
export type CoverageLevel = 'speaks' | 'touches' | 'silent';

/** What one document says of the subject. */
export interface DocumentCoverage {
  readonly file: string;
  readonly title: string;
  readonly date: string | null;
  readonly level: CoverageLevel;
  /** `words` or, when only the search by meaning found it, `meaning`; `null` for silent ones. */
  readonly by: 'words' | 'meaning' | null;
  /** The subject's words that stand at the quote. */
  readonly words: readonly string[];
  /** Times that any of the subject's words stands in the document. */
  readonly times: number;
  /** The best sentence; `null` for silent ones. */
  readonly quote: Citation | null;
}

/** How many documents speak of a subject. */
export interface Coverage {
  readonly subject: string;
  /** Those that speak first, then those that touch, then the silent ones; each in order of how much they say. */
  readonly documents: readonly DocumentCoverage[];
  readonly counts: Readonly<Record<CoverageLevel, number>>;
  /** Words of the subject that no document has. */
  readonly unknownWords: readonly string[];
}

/** Words that stand within this many of each other stand together: about three sentences. Ours. */
const TOGETHER = 60;

/** A document speaks of a subject when this share of what its words tell stands together: two of three words, both of two. */
const SPEAKS = 0.66;

/** And touches it from here on: one word of three, the rarest of two. */
const TOUCHES = 0.3;

/** A subject in which no word carries one. */
export class EmptySubjectError extends UserError {
  override readonly name = 'EmptySubjectError';
  constructor() {
    super('asking what the documents say: a subject of at least one word expected, found none; name a person, a place or a thing');
  }
}

/**
 * What each document says of a subject.
 * @param answer what `Dossier.ask` gives for the subject, with as many passages as it will: documents that say it in other words are found by it alone. `null`: words
 * alone.
 * @throws {EmptySubjectError} when no word of the subject carries one.
 */
export function coverage(documents: readonly EvidenceDocument[], subject: string, answer: Answer | null = null): Coverage {
  const index = indexOf(documents);
  const words = subjectWords(index, subject);
  if (words.length === 0) throw new EmptySubjectError();
  const weights = words.map(({ documents: count }) => Math.log2((documents.length + 1) / (count + 1)) + 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const cursors = new Int32Array(words.length);
  const meant = byMeaning(answer);
  const found = documents.map((document, number): DocumentCoverage & { readonly share: number } => {
    const { share, times, place, near } = best(index, number, words, weights, cursors);
    const { file, title, date } = document;
    const level: CoverageLevel = share >= SPEAKS * total ? 'speaks' : share >= TOUCHES * total ? 'touches' : 'silent';
    if (level !== 'silent')
      return {
        file,
        title,
        date,
        level,
        by: 'words',
        words: near.map((word) => words[word]!.word),
        times,
        quote: quoteAt(index, document, number, words, weights, place),
        share,
      };
    const passage = meant.get(file);
    if (passage) return { file, title, date, level: 'touches', by: 'meaning', words: [], times, quote: citationAt(document, ...passage.highlight), share: 0 };
    return { file, title, date, level, by: null, words: [], times, quote: null, share: 0 };
  });
  const order: readonly CoverageLevel[] = ['speaks', 'touches', 'silent'];
  found.sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level) || b.share - a.share || b.times - a.times);
  const count = (level: CoverageLevel): number => found.filter((one) => one.level === level).length;
  return {
    subject,
    documents: found.map(({ share: _, ...one }) => one),
    counts: { speaks: count('speaks'), touches: count('touches'), silent: count('silent') },
    unknownWords: words.filter(({ places }) => places.length === 0).map(({ word }) => word),
  };
}

/** The best passage of each document that the search by meaning brings up, unless the search itself says that nothing fits. */
function byMeaning(answer: Answer | null): ReadonlyMap<string, Answer['passages'][number]> {
  const passages = new Map<string, Answer['passages'][number]>();
  if (answer === null || answer.verdict === 'absent') return passages;
  const least = (answer.passages[0]?.score ?? 0) * NEAR_THE_BEST;
  for (const passage of answer.passages) if (passage.score >= least && !passages.has(passage.file)) passages.set(passage.file, passage);
  return passages;
}

/**
 * Scores compare within one answer only: a passage this near to the best one is taken for one that speaks of the same. Ours, looked at on the
 * seeds: "cybermonnaies" comes within .81 of "cryptomonnaies", passages of other subjects stay below .75.
 */
const NEAR_THE_BEST = 0.8;

interface Best {
  /** Weight of the different words that stand together at the best place. */
  readonly share: number;
  readonly times: number;
  /** Place of the index where they begin. */
  readonly place: number;
  readonly near: readonly number[];
}

/** The stretch of a document where the most of the subject's words stand together; `cursors` keep where each word's list was left. */
function best(index: QuoteIndex, document: number, words: readonly SubjectWord[], weights: readonly number[], cursors: Int32Array): Best {
  const end = index.firsts[document + 1]!;
  const places: { readonly place: number; readonly word: number }[] = [];
  words.forEach(({ places: list }, word) => {
    let at = cursors[word]!;
    for (; at < list.length && list[at]! < end; at++) places.push({ place: list[at]!, word });
    cursors[word] = at;
  });
  places.sort((a, b) => a.place - b.place);
  const inside = new Int32Array(words.length);
  let found: Best = { share: 0, times: places.length, place: -1, near: [] };
  let share = 0;
  let from = 0;
  for (const { place, word } of places) {
    if (inside[word]!++ === 0) share += weights[word]!;
    for (; places[from]!.place < place - TOGETHER; from++) {
      const left = places[from]!.word;
      if (--inside[left]! === 0) share -= weights[left]!;
    }
    if (share > found.share + 1e-9)
      found = { share, times: places.length, place: places[from]!.place, near: [...inside.keys()].filter((one) => inside[one]! > 0) };
  }
  return found;
}

/** The sentence, of those where the words stand together, that has the most of them. */
function quoteAt(
  index: QuoteIndex,
  document: EvidenceDocument,
  number: number,
  words: readonly SubjectWord[],
  weights: readonly number[],
  place: number,
): Citation {
  const spans = sentencesIn(document);
  const first = sentenceAt(document, index.starts[place]!)!;
  const last = index.starts[Math.min(place + TOGETHER, index.firsts[number + 1]! - 1)]!;
  let chosen = first;
  let most = -1;
  for (const span of spans.slice(spans.indexOf(first))) {
    if (span.start > last) break;
    const share = weightIn(index, number, span, words, weights);
    if (share > most + 1e-9) [chosen, most] = [span, share];
  }
  return citationAt(document, chosen.start, chosen.end);
}

function weightIn(index: QuoteIndex, document: number, { start, end }: Span, words: readonly SubjectWord[], weights: readonly number[]): number {
  const [from, to] = [placeFrom(index, document, start), placeFrom(index, document, end)];
  return words.reduce((sum, { places }, word) => sum + (hasPlaceIn(places, from, to) ? weights[word]! : 0), 0);
}
