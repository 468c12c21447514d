import { expect, it } from 'vitest';
import { MOST_KNOWN, wordOf } from '../../../retrieval/passages/word.js';

it('says of a word what it is by itself', () => {
  expect(wordOf('Prisons')).toEqual({ folded: 'prisons', isFunctionWord: false, ordinal: null, term: 'prison', mayBeAcronym: false });
  expect(wordOf('DES')).toMatchObject({ isFunctionWord: true, mayBeAcronym: true });
  expect(wordOf('XIVe')).toMatchObject({ ordinal: '14' });
  expect(wordOf('manceuvre').term).toBe(wordOf('manœuvre').term);
});

it('keeps words, and so many only', () => {
  const first = wordOf('premierement');
  expect(wordOf('premierement')).toBe(first);
  for (let number = 0; number < MOST_KNOWN; number++) wordOf(`mot${number}`);
  const again = wordOf('premierement');
  expect(again).not.toBe(first);
  expect(again).toEqual(first);
});

it('does not keep what is too long to be a word', () => {
  const data = 'a'.repeat(41);
  expect(wordOf(data)).not.toBe(wordOf(data));
});
