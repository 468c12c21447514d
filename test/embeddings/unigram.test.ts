import { describe, expect, test } from 'vitest';
import { cut, unigramOf, type Unigram } from '../../embeddings/unigram.js';
import { seeded } from '../support/seeded.js';

const UNKNOWN = 0;
const vocabulary: [string, number][] = [
  ['<unk>', 0],
  ['a', -2],
  ['b', -2.5],
  ['c', -3],
  ['ab', -3.2],
  ['bc', -3.1],
  ['abc', -6],
  ['cab', -4],
  ['aa', -3.9],
  ['<s>', 0],
];
const unigram = unigramOf(vocabulary, UNKNOWN, new Set(['<s>', '<unk>']));

function piecesOf(word: string, of: Unigram = unigram): string[] {
  const { ids, ends } = cut(word, of);
  return ids.map((id, k) => `${id === UNKNOWN ? '?' : ''}${word.slice(ends[k - 1] ?? 0, ends[k])}`);
}

describe('cut', () => {
  test('takes the cut with the highest sum of log probabilities, not the longest pieces', () => {
    // ab + c = -6.2, a + bc = -5.1, abc = -6, a + b + c = -7.5.
    expect(piecesOf('abc')).toEqual(['a', 'bc']);
    // cab = -4 against c + ab = -6.2.
    expect(piecesOf('cab')).toEqual(['cab']);
  });

  test('makes one unknown piece of neighbouring unknown characters', () => {
    expect(piecesOf('aééb')).toEqual(['a', '?éé', 'b']);
    expect(piecesOf('é')).toEqual(['?é']);
    expect(piecesOf('éaé')).toEqual(['?é', 'a', '?é']);
  });

  test('reads a special piece in a text as plain letters', () => {
    expect(piecesOf('<s>')).toEqual(['?<s>']);
  });

  test('takes an empty word', () => {
    expect(cut('', unigram)).toEqual({ ids: [], ends: [] });
  });

  test('agrees with trying every cut, on random words', () => {
    const random = seeded(1);
    for (let round = 0; round < 300; round++) {
      const word = Array.from({ length: 1 + Math.floor(random() * 9) }, () => 'abcx'[Math.floor(random() * 4)]).join('');
      const { ids, ends } = cut(word, unigram);
      expect(ends.at(-1)).toBe(word.length);
      const score = ids.reduce((sum, id, k) => {
        const units = ends[k]! - (ends[k - 1] ?? 0);
        return sum + (id === UNKNOWN ? units * unigram.unknownScore : unigram.scores[id]!);
      }, 0);
      expect(score).toBeCloseTo(bestByTrying(word), 9);
    }
  });

  test('takes a word of 100,000 characters, known or not', () => {
    expect(cut('ab'.repeat(50_000), unigram).ids).toHaveLength(50_000);
    expect(piecesOf('x'.repeat(100_000))).toEqual([`?${'x'.repeat(100_000)}`]);
  });
});

function bestByTrying(rest: string): number {
  if (rest === '') return 0;
  let best = unigram.unknownScore + bestByTrying(rest.slice(1));
  for (const [piece, id] of unigram.ids) {
    if (rest.startsWith(piece)) best = Math.max(best, unigram.scores[id]! + bestByTrying(rest.slice(piece.length)));
  }
  return best;
}
