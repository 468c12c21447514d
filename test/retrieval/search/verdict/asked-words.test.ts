import { expect, it } from 'vitest';
import { CodeComparer } from '../../../../retrieval/index/index.js';
import { contentTerms } from '../../../../retrieval/passages/index.js';
import { askedWords, byRarity } from '../../../../retrieval/search/verdict/asked-words.js';
import type { Hit } from '../../../../retrieval/search/rank/rank.js';
import type { Question } from '../../../../retrieval/search/question/question.js';

const text = 'Pourquoi le maire de Réau partira';
const words = contentTerms(text);
const terms = words.map(({ term }) => term);
/** maire, Réau, partira: a token each. */
const question: Question = {
  text,
  terms,
  words,
  rarities: [1, 2, 1],
  unknown: new Set([terms[0]!]),
  vector: new Float32Array(1),
  comparer: new CodeComparer(new Float32Array(3), 1),
  offsets: Uint32Array.from(words.flatMap(({ start, end }) => [start, end])),
  asked: null,
  reading: null,
};

function hit(best: readonly number[], matched: readonly string[]): Hit {
  return {
    row: 0,
    score: 0.5,
    signals: { words: 1, cosine: 0.8, coverage: 0.5, matched: new Set(matched), best: Float32Array.from(best), lateInteraction: 0.4 },
  };
}

it('says of each word how far the first passage lacks it, and what the others have', () => {
  const found = askedWords(question, [hit([0.9, 0.3, 0.6], [terms[0]!]), hit([0.2, 0.5, 0.1], []), hit([0.4, 0.1, 0.1], [])], false);
  expect(found.map(({ isName }) => isName)).toEqual([false, true, false]);
  const missing = found.map((word) => word.missing);
  expect(missing[0]).toBe(0);
  expect(missing[1]).toBeCloseTo(0.5, 5);
  expect(missing[2]).toBeCloseTo(0, 5);
  expect(found[1]!.bestElsewhere).toBeCloseTo(0.5, 5);
  expect(found[1]!.meanElsewhere).toBeCloseTo(0.3, 5);
  expect(byRarity(found, (word) => word.missing, 1)).toBeCloseTo(0.25, 5);
});

it('is empty where late interaction compared nothing, and a mean of nothing is what the caller says', () => {
  const plain = hit([], []);
  expect(askedWords(question, [{ ...plain, signals: { ...plain.signals, best: null } }], false)).toEqual([]);
  expect(askedWords(question, [], false)).toEqual([]);
  expect(byRarity([], () => 1, 0.7)).toBe(0.7);
});

it('takes a close spelling for the word only within one language', () => {
  const hits = [hit([0.3, 0.9, 0.9], [terms[0]!])];
  expect(askedWords(question, hits, false)[0]!.missing).toBe(0);
  expect(askedWords(question, hits, true)[0]!.missing).toBeCloseTo(0.5, 5);
});
