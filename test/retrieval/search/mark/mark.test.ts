import { describe, expect, it } from 'vitest';
import { CodeComparer, meanLength, type TokenCodes } from '../../../../retrieval/index/index.js';
import type { Passage } from '../../../../retrieval/passages/index.js';
import * as mark from '../../../../retrieval/search/mark/mark.js';
import type { SeenPassage } from '../../../../retrieval/search/mark/seen-passage.js';
import { sentenceScore, type Mark, type MarkQuestion, type SentenceSignals } from '../../../../retrieval/search/mark/mark.js';
import { WEIGHTS } from '../../../../retrieval/search/weights.js';

// Eight dimensions, so that a code is one byte. A question token along the first axis has a cosine of +scale with a code
// whose first bit is set and −scale with one whose first bit is not.
const DIMENSIONS = 8;
const FIRST_AXIS = Float32Array.from([1, 0, 0, 0, 0, 0, 0, 0]);
const TEXT = 'Il a neigé hier soir. On a fouillé 500 cellules. Rien de plus.';
const PASSAGE: Passage = {
  id: 'aaaaaaaaaaaa',
  file: 'a.txt',
  start: 0,
  end: TEXT.length,
  heading: null,
  sentences: [
    { start: 0, end: 21 },
    { start: 22, end: 48 },
    { start: 49, end: TEXT.length },
  ],
};

function codesOf(tokens: readonly (readonly [code: number, scale: number, start: number])[]): TokenCodes {
  return {
    codes: Uint8Array.from(tokens, ([code]) => code),
    scales: Float32Array.from(tokens, ([, scale]) => scale),
    starts: Uint16Array.from(tokens, ([, , start]) => start),
  };
}

/** A token of −.2 in the first sentence, of .3 and .1 in the second, none in the third. */
const CODES = codesOf([
  [0b1111_1110, 0.2, 5],
  [0b1111_1111, 0.3, 27],
  [0b1111_1111, 0.1, 39],
]);

interface Question extends MarkQuestion {
  readonly reading: Float32Array | null;
}

function question(tokens: Float32Array = FIRST_AXIS): Question {
  return { terms: ['cellul'], asked: 'figure', comparer: new CodeComparer(tokens, DIMENSIONS), reading: null };
}

function seen(codes: TokenCodes, { comparer, reading }: Question): SeenPassage {
  return { codes, compared: comparer.compare(codes), reading };
}

function markSentence(text: string, passage: Passage, codes: TokenCodes, asked: Question): Mark {
  return mark.markSentence(text, passage, seen(codes, asked), asked);
}

function sentenceSignals(text: string, passage: Passage, codes: TokenCodes, asked: Question): SentenceSignals[] {
  return mark.sentenceSignals(text, passage, seen(codes, asked), asked);
}

describe('signals of a sentence', () => {
  const seenSignals = (): SentenceSignals[] => sentenceSignals(TEXT, PASSAGE, CODES, question());

  it('are the best cosine in it, alone and with the sentence before', () => {
    const signals = seenSignals();
    expect(signals.map(({ maxSim }) => maxSim)).toEqual([expect.closeTo(-0.2), expect.closeTo(0.3), expect.closeTo(-0.1)]);
    expect(signals.map(({ withBefore }) => withBefore)).toEqual([expect.closeTo(-0.2), expect.closeTo(0.3), expect.closeTo(0.3)]);
  });

  it('share one vote by the softmax of 12 × the best cosines', () => {
    const signals = seenSignals();
    const raised = [-0.2, 0.3, -0.1].map((cosine) => Math.exp(12 * cosine));
    const total = raised[0]! + raised[1]! + raised[2]!;
    for (const [at, { vote }] of signals.entries()) expect(vote).toBeCloseTo(raised[at]! / total, 5);
  });

  it('hold the cosine of the means: of all-positive codes, 1 ÷ √8; of no token, 0', () => {
    const signals = seenSignals();
    expect(signals[1]!.cosine).toBeCloseTo(1 / Math.sqrt(8), 5);
    expect(signals[0]!.cosine).toBeCloseTo(-1 / Math.sqrt(8), 5);
    expect(signals[2]!.cosine).toBe(0);
  });

  it('say where the figure asked for is', () => {
    const signals = seenSignals();
    expect(signals.map(({ figure }) => figure > 0.5)).toEqual([false, true, false]);
    expect(signals.map(({ date, person, place }) => date + person + place)).toEqual([0, 0, 0]);
  });

  it('hold how surely the kind that is asked for stands in it, and of the other kinds nothing', () => {
    const text = 'Jean Dupont est venu à Lyon le 20 mai 2025 avec 12 agents.';
    const passage: Passage = { ...PASSAGE, end: text.length, sentences: [{ start: 0, end: text.length }] };
    for (const asked of ['figure', 'date', 'person', 'place'] as const) {
      const [held] = sentenceSignals(text, passage, codesOf([]), { ...question(), terms: [], asked });
      const { figure, date, person, place } = held!;
      const kinds = { figure, date, person, place };
      expect(kinds[asked], asked).toBeGreaterThan(0.3);
      expect(Object.entries(kinds).filter(([, certainty]) => certainty > 0)).toEqual([[asked, kinds[asked]]]);
    }
  });

  it('take each of the question’s tokens by itself', () => {
    // The second question token lies on the second axis: of a code whose second bit is not set it has a cosine of −scale.
    const both = new CodeComparer(Float32Array.from([...FIRST_AXIS, 0, 1, 0, 0, 0, 0, 0, 0]), DIMENSIONS);
    const codes = codesOf([
      [0b1111_1111, 0.2, 5],
      [0b1111_1101, 0.3, 27],
    ]);
    const [first, second, third] = sentenceSignals(TEXT, PASSAGE, codes, { ...question(), comparer: both, reading: null });
    expect(first).toMatchObject({ maxSim: expect.closeTo(0.2, 5) as number, withBefore: expect.closeTo(0.2, 5) as number });
    expect(second).toMatchObject({ maxSim: expect.closeTo(0, 5) as number, withBefore: expect.closeTo(0.25, 5) as number });
    expect(third!.withBefore).toBeCloseTo((0.3 - 0.1) / 2, 5);
    const share = (mine: number, ...others: number[]): number =>
      Math.exp(12 * mine) / [mine, ...others].reduce((sum, cosine) => sum + Math.exp(12 * cosine), 0);
    expect(first!.vote).toBeCloseTo((share(0.2, 0.3, -0.1) + share(0.2, -0.3, -0.1)) / 2, 5);
  });

  it('count a token with the sentence that it begins in', () => {
    const codes = codesOf([
      [0b1111_1111, 0.1, 21],
      [0b1111_1111, 0.2, 22],
      [0b1111_1111, 0.3, 49],
    ]);
    expect(sentenceSignals(TEXT, PASSAGE, codes, question()).map(({ maxSim }) => maxSim)).toEqual(
      [0.1, 0.2, 0.3].map((scale) => expect.closeTo(scale, 5) as number),
    );
  });
});

describe('the marked sentence', () => {
  it('is the one with the highest score', () => {
    const { sentence, signals } = markSentence(TEXT, PASSAGE, CODES, question());
    expect(TEXT.slice(sentence.start, sentence.end)).toBe('On a fouillé 500 cellules.');
    for (const other of sentenceSignals(TEXT, PASSAGE, CODES, question()))
      expect(sentenceScore(signals, WEIGHTS.unread.mark)).toBeGreaterThanOrEqual(sentenceScore(other, WEIGHTS.unread.mark));
  });

  it('follows the reader where the rest says little', () => {
    // The reader hears the answer in the first sentence's token and nothing elsewhere.
    const reading = Float32Array.from([20, 0, 0]);
    const asked = { ...question(new Float32Array(0)), asked: null };
    expect(sentenceSignals(TEXT, PASSAGE, CODES, { ...asked, reading }).map(({ reader }) => reader)).toEqual([expect.closeTo(0, 5), -6, -6]);
    expect(sentenceSignals(TEXT, PASSAGE, CODES, asked).map(({ reader }) => reader)).toEqual([0, 0, 0]);
    const last = { ...asked, reading: Float32Array.from([0, 0, 0]) };
    expect(markSentence(TEXT, PASSAGE, CODES, { ...asked, reading }).sentence).toEqual(PASSAGE.sentences[0]);
    expect(markSentence(TEXT, PASSAGE, CODES, last).sentence).not.toEqual(PASSAGE.sentences[2]);
  });

  it('is the first when nothing tells the sentences apart', () => {
    expect(markSentence(TEXT, PASSAGE, codesOf([]), { ...question(), asked: null }).sentence).toEqual(PASSAGE.sentences[0]);
  });

  it('is the whole passage when it has no sentences', () => {
    expect(markSentence(TEXT, { ...PASSAGE, sentences: [] }, codesOf([]), question()).sentence).toEqual({ start: 0, end: TEXT.length });
  });

  it('goes on over what its sentence announces', () => {
    const listed = 'Les applications sont : Signal ; WhatsApp. ' + 'Le reste suit. '.repeat(40);
    const spans = [
      [0, 23],
      [24, 32],
      [33, 42],
      [43, listed.length - 1],
    ].map(([start, end]) => ({ start: start!, end: end! }));
    const passage: Passage = { ...PASSAGE, start: 0, end: listed.length - 1, sentences: spans };
    const first = { ...question(new Float32Array(0)), asked: null, reading: null };
    expect(listed.slice(0, 23)).toMatch(/:$/u);
    const { sentence } = markSentence(listed, passage, codesOf([]), first);
    expect(listed.slice(sentence.start, sentence.end)).toBe('Les applications sont : Signal ; WhatsApp.');
    const long = { ...passage, sentences: [spans[0]!, spans[3]!] };
    expect(markSentence(listed, long, codesOf([]), first).sentence).toEqual({ start: 0, end: listed.length - 1 });
    expect(markSentence(listed, { ...passage, sentences: [spans[0]!] }, codesOf([]), first).sentence).toEqual(spans[0]);
  });

  it('goes on over a list up to 400 characters, never backwards', () => {
    const [lead, items] = ['Sont visés :', 'a'.repeat(30)];
    const listed = ['Un.', lead, ...Array.from({ length: 20 }, () => items)].join(' ');
    const spans: { start: number; end: number }[] = [];
    for (const part of ['Un.', lead, ...Array.from({ length: 20 }, () => items)]) {
      const start = spans.length === 0 ? 0 : spans.at(-1)!.end + 1;
      spans.push({ start, end: start + part.length });
    }
    const passage: Passage = { ...PASSAGE, start: 0, end: listed.length, sentences: spans };
    const codes = codesOf([[0b1111_1111, 0.9, spans[1]!.start]]);
    const { sentence, closest } = markSentence(listed, passage, codes, { ...question(), asked: null });
    expect(sentence.start).toBe(spans[1]!.start);
    expect(sentence.end).toBe(spans.findLast(({ end }) => end - spans[1]!.start <= 400)!.end);
    expect(closest).toBeCloseTo(0.9, 5);
    expect(markSentence(listed, passage, codesOf([[0b1111_1111, 0.9, 0]]), { ...question(), asked: null }).sentence).toEqual(spans[0]);
  });

  it('goes by other weights where nothing was read', () => {
    const reading = new Float32Array(3);
    const asked = question();
    const [read, unread] = [sentenceSignals(TEXT, PASSAGE, CODES, { ...asked, reading }), sentenceSignals(TEXT, PASSAGE, CODES, asked)];
    const best = (signals: readonly SentenceSignals[], weights: Parameters<typeof sentenceScore>[1]): SentenceSignals =>
      signals.toSorted((a, b) => sentenceScore(b, weights) - sentenceScore(a, weights))[0]!;
    expect(markSentence(TEXT, PASSAGE, CODES, { ...asked, reading }).signals).toEqual(best(read, WEIGHTS.mark));
    expect(markSentence(TEXT, PASSAGE, CODES, asked).signals).toEqual(best(unread, WEIGHTS.unread.mark));
  });

  it('stands a question without tokens', () => {
    const { signals } = markSentence(TEXT, PASSAGE, CODES, { ...question(new Float32Array(0)), asked: null });
    expect(Object.values(signals).every(Number.isFinite)).toBe(true);
  });
});

it('measures the length of a mean of codes', () => {
  expect(meanLength(CODES, 1, 3)).toBeCloseTo(0.2 * Math.sqrt(8), 5);
  // +.2 and −.2 on the first axis alone, .3 against .2 on the others.
  expect(meanLength(CODES, 0, 2)).toBeCloseTo(Math.sqrt(7 * 0.25 ** 2 + 0.05 ** 2), 5);
  expect(meanLength(CODES, 2, 2)).toBe(0);
});
