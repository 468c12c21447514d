import type { TextPart } from '../../documents/index.js';
import { meanLength, type CodeComparer } from '../../index/index.js';
import type { Passage } from '../../passages/index.js';
import type { Span } from '../../span.js';
import { soughtCertainty } from './focus.js';
import type { Question } from '../question/question.js';
import { sentenceShares } from '../reader/index.js';
import type { SeenPassage } from './seen-passage.js';
import { WEIGHTS, type Weights } from '../weights.js';

/** What speaks for a sentence being the one that answers. */
export interface SentenceSignals {
  /** Mean over question tokens of the best cosine among the sentence's tokens. */
  readonly maxSim: number;
  /** The same with the tokens of the sentence before, which often names what this one speaks of. */
  readonly withBefore: number;
  /** Each question token shares one vote among the sentences, the more the better they match it: 0 to 1, 1 in all sentences together. */
  readonly vote: number;
  /** Cosine of the means of both sides' tokens. */
  readonly cosine: number;
  /** How surely the sentence holds a figure, date, person or place, when the question asks for one: 0 to 1. */
  readonly figure: number;
  readonly date: number;
  readonly person: number;
  readonly place: number;
  /** Logarithm of the sentence's share of what the reader finds in the passage, -6 to 0; 0 when it did not read. */
  readonly reader: number;
}

/** What the sentences of a passage are compared with. */
export type MarkQuestion = Pick<Question, 'terms' | 'asked' | 'comparer'>;

/** How sharply a question token prefers its best sentence: the factor on cosines in the vote's softmax (late-interaction notes; flat between 8 and 20). */
const VOTE_SHARPNESS = 12;

/** Stands for the best cosine in a sentence without tokens: below what any real token gives. */
const NO_TOKEN = -0.1;

/** Characters up to which a mark goes on over what its sentence announces: a list of some items, not a page. */
const ANNOUNCED_CHARACTERS = 400;

/** A marked sentence, and what spoke for it. */
export interface Mark {
  /** With what it announces, when it ends in a colon. */
  readonly sentence: Span;
  readonly signals: SentenceSignals;
  /** The highest `maxSim` among the passage's sentences, whichever is marked. */
  readonly closest: number;
}

/**
 * The sentence of a passage that answers best, the first of several that do so alike.
 * @returns the whole passage when splitting found no sentence in it.
 */
export function markSentence(text: TextPart, passage: Passage, seen: SeenPassage, question: MarkQuestion): Mark {
  const sentences = passage.sentences.length > 0 ? passage.sentences : [{ start: passage.start, end: passage.end }];
  const signals = sentenceSignals(text, { ...passage, sentences }, seen, question);
  const weights = seen.reading === null ? WEIGHTS.unread.mark : WEIGHTS.mark;
  const scores = signals.map((each) => sentenceScore(each, weights));
  const chosen = scores.reduce((best, score, index) => (score > scores[best]! ? index : best), 0);
  return { sentence: withAnnounced(text, sentences, chosen), signals: signals[chosen]!, closest: Math.max(...signals.map(({ maxSim }) => maxSim)) };
}

/** "The applications are:" answers by what follows: at least the next sentence. */
function withAnnounced(text: TextPart, sentences: readonly Span[], chosen: number): Span {
  const { start, end } = sentences[chosen]!;
  if (!text.slice(start, end).endsWith(':')) return { start, end };
  let last = end;
  for (const [index, { end: next }] of sentences.entries()) if (index === chosen + 1 || (index > chosen && next - start <= ANNOUNCED_CHARACTERS)) last = next;
  return { start, end: last };
}

/** `maxSim` has no weight: with the votes and the sentence before it says nothing more (it is learned from for the verdict). */
export function sentenceScore(signals: SentenceSignals, weights: Weights['mark'] | Weights['unread']['mark']): number {
  let score = 0;
  for (const [name, weight] of Object.entries(weights)) score += weight * signals[name as keyof SentenceSignals];
  return score;
}

/** Signals of each sentence, in order. */
export function sentenceSignals(text: TextPart, passage: Passage, seen: SeenPassage, { terms, asked, comparer }: MarkQuestion): SentenceSignals[] {
  const { codes, reading } = seen;
  const best = bestBySentence(passage, seen, comparer);
  const votes = votesOf(best.bySentence);
  const shares = reading && sentenceShares(reading, codes, passage);
  return passage.sentences.map(({ start, end }, index) => {
    const here = best.bySentence[index]!;
    const before = best.bySentence[index - 1];
    const kindHeld = asked === null ? 0 : soughtCertainty(text.slice(start, end), asked, terms);
    return {
      maxSim: mean(here),
      withBefore: mean(before ? here.map((value, row) => Math.max(value, before[row]!)) : here),
      vote: votes[index]!,
      cosine: best.cosines[index]!,
      figure: asked === 'figure' ? kindHeld : 0,
      date: asked === 'date' ? kindHeld : 0,
      person: asked === 'person' ? kindHeld : 0,
      place: asked === 'place' ? kindHeld : 0,
      reader: shares?.[index] ?? 0,
    };
  });
}

/** For each sentence: the best cosine of each question token in it, and the cosine of the means. */
function bestBySentence(passage: Passage, { codes, compared }: SeenPassage, comparer: CodeComparer): { bySentence: Float32Array[]; cosines: number[] } {
  const { values, lanes } = compared;
  const tokens = codes.scales.length;
  const rows = comparer.meant;
  const bySentence: Float32Array[] = [];
  const cosines: number[] = [];
  let from = 0;
  for (const index of passage.sentences.keys()) {
    const next = passage.sentences[index + 1]?.start ?? Infinity;
    let to = from;
    while (to < tokens && passage.start + codes.starts[to]! < next) to++;
    const best = values.slice(from * lanes, from * lanes + rows);
    let sum = 0;
    for (let token = from; token < to; token++) {
      for (let row = 0; row < rows; row++) {
        const cosine = values[token * lanes + row]!;
        sum += cosine;
        if (cosine > best[row]!) best[row] = cosine;
      }
    }
    const lengths = meanLength(codes, from, to) * comparer.meanLength;
    bySentence.push(to > from ? best : new Float32Array(rows).fill(NO_TOKEN));
    cosines.push(lengths > 0 ? sum / (rows * (to - from)) / lengths : 0);
    from = to;
  }
  return { bySentence, cosines };
}

function votesOf(bySentence: readonly Float32Array[]): number[] {
  const votes = new Array<number>(bySentence.length).fill(0);
  const rows = bySentence[0]?.length ?? 0;
  for (let row = 0; row < rows; row++) {
    const raised = bySentence.map((best) => Math.exp(VOTE_SHARPNESS * best[row]!));
    const total = raised.reduce((sum, value) => sum + value, 0);
    for (const [index, value] of raised.entries()) votes[index]! += value / total / rows;
  }
  return votes;
}

function mean(values: Float32Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
