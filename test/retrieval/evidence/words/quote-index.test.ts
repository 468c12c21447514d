import { expect, test } from 'vitest';
import { indexOf, pairBucket, quoteIndex } from '../../../../retrieval/evidence/words/quote-index.js';
import { documentAt, documentsOf, hasPlaceIn, placeFrom, placesOf, surfaceOf } from '../../../../retrieval/evidence/words/quote-places.js';
import { documentOf } from '../documents.js';

// Places:                                  0  1    2      3   4     5   6
const documents = [documentOf('a.txt', 'Le chat dort. Le chat rit.'), documentOf('b.txt', ''), documentOf('c.txt', 'Été : le chat.')];
const index = quoteIndex(documents);
const numberOf = (form: string): number => index.vocabulary.get(form)!;
const byForm = (form: string): number[] => [...placesOf(index.byWord, numberOf(form))];

test('every word has its place, and its slice of the document', () => {
  expect([...index.firsts]).toEqual([0, 6, 6, 9]);
  expect([...index.vocabulary.keys()]).toEqual(['le', 'chat', 'dort', 'rlt', 'ete']);
  expect([...index.words]).toEqual([0, 1, 2, 0, 1, 3, 4, 0, 1]);
  expect([...index.starts]).toEqual([0, 3, 8, 14, 17, 22, 0, 6, 9]);
  expect([...index.ends]).toEqual([2, 7, 12, 16, 21, 25, 3, 8, 13]);
});

test('words and pairs of neighbours are found at all their places', () => {
  expect(byForm('le')).toEqual([0, 3, 7]);
  expect(byForm('rlt')).toEqual([5]);
  const found = [...index.words.subarray(0, -1)].map((word, place) => {
    const bucket = pairBucket(word, index.words[place + 1]!, index.byPair.from.length - 1);
    return [...placesOf(index.byPair, bucket)].filter((other) => index.words[other] === word && index.words[other + 1] === index.words[place + 1]);
  });
  //                      le chat    chat dort    dort le, le chat, chat rit, rit été, été le, le chat
  expect(found).toEqual([[0, 3, 7], [1], [2], [0, 3, 7], [4], [5], [6], [0, 3, 7]]);
  expect(index.byPair.places).toHaveLength(8);
});

test('pairs are spread over the buckets, whatever their order', () => {
  const buckets = 1024;
  const used = new Set<number>();
  for (let first = 0; first < 32; first++) for (let second = 0; second < 32; second++) used.add(pairBucket(first, second, buckets));
  // 1,024 pairs thrown into 1,024 buckets at random fill 1 - 1/e of them, 647.
  expect(used.size).toBeGreaterThan(550);
  expect(Math.max(...used)).toBeLessThan(buckets);
  expect(Math.min(...used)).toBeGreaterThanOrEqual(0);
  expect(pairBucket(1, 2, buckets)).not.toBe(pairBucket(2, 1, buckets));
});

test('there is a bucket a word or more, a power of two', () => {
  expect(index.byPair.from).toHaveLength(16 + 1);
  expect(quoteIndex([documentOf('a.txt', 'mot '.repeat(100))]).byPair.from).toHaveLength(128 + 1);
  expect(quoteIndex([documentOf('a.txt', 'mot '.repeat(128))]).byPair.from).toHaveLength(256 + 1);
  expect(quoteIndex([]).words).toHaveLength(0);
});

test('a text of many short words finds room', () => {
  const text = 'a b '.repeat(5_000);
  const { words, starts, ends, byWord } = quoteIndex([documentOf('a.txt', text)]);
  expect([words.length, starts.length, ends.length]).toEqual([10_000, 10_000, 10_000]);
  expect([starts[9_999], ends[9_999]]).toEqual([text.length - 2, text.length - 1]);
  expect([starts[5_001], words[0], words[5_001]]).toEqual([10_002, 0, 1]);
  expect([...byWord.from]).toEqual([0, 5_000, 10_000]);
});

test('an index is built once for a list', () => {
  expect(indexOf(documents)).toBe(indexOf(documents));
  expect(indexOf([...documents])).not.toBe(indexOf(documents));
});

test('a place tells its document: an empty document holds none', () => {
  expect([0, 5, 6, 8].map((place) => documentAt(index, place))).toEqual([0, 0, 2, 2]);
});

test('a word is written as where it stands first', () => {
  expect(surfaceOf(index, numberOf('le'))).toBe('Le');
  expect(surfaceOf(index, numberOf('ete'))).toBe('Été');
});

test('documents that a word stands in are counted once each', () => {
  expect(documentsOf(index, placesOf(index.byWord, numberOf('chat')))).toBe(2);
  expect(documentsOf(index, placesOf(index.byWord, numberOf('dort')))).toBe(1);
  expect(documentsOf(index, new Uint32Array())).toBe(0);
  expect(documentsOf(index, Uint32Array.of(5, 6))).toBe(2);
});

test('a list has a place from the first on, before the end', () => {
  const places = Uint32Array.of(3, 7);
  expect(
    [
      [0, 3],
      [0, 4],
      [3, 4],
      [4, 7],
      [4, 8],
      [7, 8],
      [8, 99],
    ].map(([from, to]) => hasPlaceIn(places, from!, to!)),
  ).toEqual([false, true, true, false, true, true, false]);
});

test('the first place at or after an offset of a document', () => {
  expect([0, 1, 3, 22, 23].map((offset) => placeFrom(index, 0, offset))).toEqual([0, 1, 1, 5, 6]);
  expect(placeFrom(index, 1, 0)).toBe(6);
  expect([0, 6, 10].map((offset) => placeFrom(index, 2, offset))).toEqual([6, 7, 9]);
});
