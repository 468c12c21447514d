import { expect, it } from 'vitest';
import { closeTerms } from '../../../../retrieval/index/words/close-terms.js';
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

it('finds exactly the terms within the distance, among words that share beginnings', async () => {
  const next = random(3);
  const letters = 'abcéß';
  const word = (): string => Array.from({ length: Math.floor(next() * 9) + 1 }, () => letters[Math.floor(next() * letters.length)]!).join('');
  const terms = [...new Set(Array.from({ length: 2_000 }, word))];
  const segment = new WordSegment(await encodeWords([{ text: terms, heading: [], title: [] }]));
  expect(segment.terms).toBe(terms.length);
  for (const [at, term] of [...terms].sort().entries()) expect([segment.termAt(at), segment.find(term)]).toEqual([term, at]);
  for (const most of [1, 2, 3]) {
    for (let turn = 0; turn < 40; turn++) {
      const asked = word();
      const expected = terms.filter((term) => term !== asked && distance(term, asked) <= most).sort();
      expect(closeTerms(segment, asked, most).map(({ term }) => term)).toEqual(expected);
      for (const close of closeTerms(segment, asked, most)) expect(close.distance).toBe(distance(close.term, asked));
    }
  }
});
