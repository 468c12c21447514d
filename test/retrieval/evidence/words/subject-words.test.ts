import { expect, test } from 'vitest';
import { quoteIndex } from '../../../../retrieval/evidence/words/quote-index.js';
import { stemsOf, subjectWords } from '../../../../retrieval/evidence/words/subject-words.js';
import { documentOf } from '../documents.js';

// Places:                              0  1       2      3  4        5 6        7   8
const documents = [documentOf('a.txt', 'La prlson, Prison et prisons, B 12.'), documentOf('b.txt', 'Une PRISON.')];
const index = quoteIndex(documents);
const found = (text: string): unknown[] => subjectWords(index, text).map(({ word, places, documents: count }) => [word, [...places], count]);

test('a word is found in all its endings, capitals and noise of scans, in order of place', () => {
  expect(found('prison')).toEqual([['prison', [1, 2, 4, 8], 2]]);
  // A form of words is known by how it stands first: "prlson" has no stem of "prisons".
  expect(found('prisons')).toEqual([['prisons', [4], 1]]);
});

test('words without a subject, signs and single letters are left out, single figures are not', () => {
  expect(found('la prison de B')).toHaveLength(1);
  expect(found('& % ,')).toEqual([]);
  expect(found('5')).toEqual([['5', [], 0]]);
  expect(found('12')).toEqual([['12', [6], 1]]);
});

test('a word asked twice, or in two endings, is one; as it was asked first', () => {
  expect(found('Prisons prison prisons')).toEqual([['Prisons', [4], 1]]);
});

test('a word that no document has comes with no place', () => {
  expect(found('dragon')).toEqual([['dragon', [], 0]]);
});

test('stems are worked out once an index, with every form of theirs', () => {
  expect(stemsOf(index)).toBe(stemsOf(index));
  const forms = [...index.vocabulary.keys()];
  expect(
    stemsOf(index)
      .get('prison')!
      .map((number) => forms[number]),
  ).toEqual(['prlsons']);
  const endings = quoteIndex([documentOf('a.txt', 'Une saisie, des saisies.')]);
  expect(stemsOf(endings).get('sais')).toEqual([1, 3]);
});
