import { expect, it } from 'vitest';
import { closeTerms, mostChanges, spellingWeight } from '../../../../retrieval/index/words/close-terms.js';
import { encodeWords } from '../../../../retrieval/index/words/encode-words.js';
import { WordSegment } from '../../../../retrieval/index/words/word-segment.js';
import { seeded as random } from '../../../support/seeded.js';

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(Math.min(row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1), row[j]! + 1, next[j - 1]! + 1));
    row = next;
  }
  return row[b.length]!;
}

it.each([
  [150, 10],
  [2_000, 40],
])('finds exactly the terms within the distance, among %i words that share beginnings', async (count, turns) => {
  const next = random(3);
  const letters = 'abcéß';
  const word = (): string => Array.from({ length: Math.floor(next() * 9) + 1 }, () => letters[Math.floor(next() * letters.length)]!).join('');
  const terms = [...new Set(Array.from({ length: count }, word))];
  const segment = new WordSegment(await encodeWords([{ text: terms, heading: [], title: [] }]));
  expect(segment.terms).toBe(terms.length);
  for (const [at, term] of [...terms].sort().entries()) expect([segment.termAt(at), segment.find(term)]).toEqual([term, at]);
  for (const most of [1, 2, 3]) {
    for (let turn = 0; turn < turns; turn++) {
      const asked = word();
      const expected = terms.filter((term) => term !== asked && distance(term, asked) <= most).sort();
      expect(closeTerms(segment, asked, most).map(({ term }) => term)).toEqual(expected);
      for (const close of closeTerms(segment, asked, most)) expect(close.distance).toBe(distance(close.term, asked));
    }
  }
});

it('stops at the letters that may change, whatever words share of their beginnings', async () => {
  const long = 'a'.repeat(300);
  const segment = new WordSegment(
    await encodeWords([{ text: ['prison', 'prisons', 'prisonnier', 'prisonx', 'zprison', long, `${long}b`, `${long}bc`], heading: [], title: [] }]),
  );
  const found = (asked: string, most: number): unknown[] => closeTerms(segment, asked, most).map(({ term, distance }) => [term.slice(-7), distance]);
  expect(found('prison', 1)).toEqual([
    ['prisons', 1],
    ['prisonx', 1],
    ['zprison', 1],
  ]);
  expect(found('prisonni', 2)).toEqual([
    ['prison', 2],
    ['sonnier', 2],
    ['prisons', 2],
    ['prisonx', 2],
  ]);
  // Letters that are shared are counted up to 255.
  expect(found(`${long}d`, 1)).toEqual([
    ['aaaaaaa', 1],
    ['aaaaaab', 1],
  ]);
  expect(found('x', 1)).toEqual([]);
});

it('a letter may change in five, two in eight, six at the most; none in a short word or a figure', () => {
  const lengths = [1, 4, 5, 7, 8, 12, 13, 27, 28, 32, 33, 60];
  expect(lengths.map((length) => mostChanges('a'.repeat(length)))).toEqual([0, 0, 1, 1, 2, 2, 3, 5, 6, 6, 6, 6]);
  expect(['art.222', '2024', 'a1bcdef'].map(mostChanges)).toEqual([0, 0, 0]);
});

it('weighs .45 of the word itself, less the letters that differ', () => {
  expect(spellingWeight({ term: 'prisons', distance: 1 })).toBeCloseTo((0.45 * 7) / 8, 12);
  expect(spellingWeight({ term: 'maison', distance: 2 })).toBeCloseTo((0.45 * 6) / 8, 12);
});
