import { describe, expect, test } from 'vitest';
import { seededChance } from '../../../../retrieval/chance.js';
import { verifyQuote } from '../../../../retrieval/evidence/quotes/verify-quote.js';
import { documentOf, seedDocuments } from '../documents.js';

const random = seededChance(5);
const upTo = (bound: number): number => Math.floor(random() * bound);
/** A text of words that come again and again, as in a language. */
const words = (count: number): string[] => Array.from({ length: count }, () => `mot${Math.floor(70 * random() * random())}q`);
const [one, other] = [words(150), words(150)];
const documents = [documentOf('a.txt', one.join(' ')), documentOf('b.txt', other.join(' '))];
const run = (from: readonly string[], least: number): string[] => {
  const start = upTo(from.length - 20);
  return from.slice(start, start + least + upTo(6));
};

const joins = Array.from({ length: 40 }, () => [run(one, 7), run(other, 7)] as const);

describe('a sentence joined from two places', () => {
  const parts = (quote: string): unknown[] => verifyQuote(documents, quote).parts.map(({ verdict, place }) => [verdict, place?.file]);

  test('is told as two exact parts, wherever the border is', () => {
    for (const [first, second] of joins) {
      const quote = [...first, ...second].join(' ');
      expect(parts(quote), quote).toEqual([
        ['exact', 'a.txt'],
        ['exact', 'b.txt'],
      ]);
    }
  });

  test('one of which has a word changed: it is near, and the word is told', () => {
    for (const [first, second] of joins.filter(([, { length }]) => length > 9)) {
      const quote = [...first, ...second.with(4, 'dragon')].join(' ');
      const [exact, near] = verifyQuote(documents, quote).parts;
      expect([exact!.verdict, near!.verdict], quote).toEqual(['exact', 'near']);
      expect(near!.differences.map(({ quoted, written }) => [quoted?.text, written?.text])).toEqual([['dragon', second[4]]]);
    }
  });
});

// A small word at the border fits nearly as well on the other side: the border goes where both sides stand word for word.
test.each([
  ["le ministre de l'intérieur sur les", "de détection et de répression emploient des agents ayant l'expérience"],
  ["d'un briquet, et sont conçus pour être indétectables par les portiques de", "faire mieux connaître et comprendre l'utilisation abusive qui"],
])('%s | %s', (first, second) => {
  expect(verifyQuote(seedDocuments(), `${first} ${second}`).parts.map(({ verdict, text }) => [verdict, text.trim()])).toEqual([
    ['exact', first],
    ['exact', second],
  ]);
});

test('a mark of elision belongs to the first part of a sentence that falls apart', () => {
  const [before, first, second] = ['Le 20 mai 2025', joins[0]![0].join(' '), joins[0]![1].join(' ')];
  const parts = verifyQuote([...documents, documentOf('c.txt', before)], `${before} […] ${first} ${second}`).parts;
  expect(parts.map(({ text, join }) => [text.trim(), join])).toEqual([
    [before, null],
    [first, 'elsewhere'],
    [second, 'elsewhere'],
  ]);
});
