import { expect, it } from 'vitest';
import { clipped, MOST_KNOWN, wordOf } from '../../../../retrieval/passages/words/word.js';

it('says of a word what it is by itself', () => {
  expect(wordOf('Prisons')).toEqual({ folded: 'prisons', isFunctionWord: false, ordinal: null, term: 'prison', mayBeAcronym: false });
  expect(wordOf('DES')).toMatchObject({ isFunctionWord: true, mayBeAcronym: true });
  expect(wordOf('XIVe')).toMatchObject({ ordinal: '14' });
  expect(wordOf('manceuvre').term).toBe(wordOf('manœuvre').term);
});

it('knows ordinals in Roman figures', () => {
  expect(['XIVe', 'Ier', 'IIes', 'XIXème', 'XXè'].map((written) => wordOf(written).ordinal)).toEqual(['14', '1', '2', '19', '20']);
  for (const written of ['XIV', 'Ce', 'Le', 'Les', 'xive', 'XIVeme1', 'AXIVe']) expect(wordOf(written).ordinal).toBeNull();
});

it('knows words typed short and misread ones', () => {
  for (const [written, meant] of [
    ['ppl', 'personnes'],
    ['gvt', 'gouvernement'],
    ['ceuvre', 'œuvre'],
    ['manceuvrer', 'manœuvrer'],
    ['desceuvré', 'desœuvré'],
    ['ceillet', 'œillet'],
    ['August', 'août'],
  ] as const)
    expect(wordOf(written).term).toBe(wordOf(meant).term);
  for (const written of ['praceuvre', 'orceilla']) expect(wordOf(written).term).toContain('ce');
});

it('takes two to six capitals for an acronym', () => {
  for (const written of ['EU', 'ONUDC', 'ABCDEF', 'ÉNA', 'G20']) expect(wordOf(written).mayBeAcronym).toBe(true);
  for (const written of ['E', 'ABCDEFG', 'Eu', 'xEU', '20G']) expect(wordOf(written).mayBeAcronym).toBe(false);
});

it('cuts a term at 64 characters', () => {
  expect(clipped('1'.repeat(64))).toBe('1'.repeat(64));
  expect(clipped('1'.repeat(65))).toBe('1'.repeat(64));
  expect(wordOf('1'.repeat(65))).toMatchObject({ folded: '1'.repeat(65), term: '1'.repeat(64) });
});

it('has no term for what folds to nothing', () => {
  for (const written of ['\uFC5E', '\u00AD']) expect(wordOf(written).term).toBeNull();
});

it('keeps words, and so many only', () => {
  const first = wordOf('premierement');
  expect(wordOf('premierement')).toBe(first);
  for (let number = 0; number < MOST_KNOWN; number++) wordOf(`mot${number}`);
  const again = wordOf('premierement');
  expect(again).not.toBe(first);
  expect(again).toEqual(first);
});

it('empties itself for the first word too many', () => {
  // Until it has just been emptied: it knows one other word and the one asked for.
  let before = wordOf('premierement');
  for (let number = 0; wordOf('premierement') === before; number++) wordOf(`autre${number}`);
  before = wordOf('premierement');
  for (let number = 2; number < MOST_KNOWN; number++) wordOf(`encore${number}`);
  expect(wordOf('premierement')).toBe(before);
  wordOf('dernierement');
  expect(wordOf('premierement')).not.toBe(before);
});

it('does not keep what is too long to be a word', () => {
  const longest = 'a'.repeat(40);
  expect(wordOf(longest)).toBe(wordOf(longest));
  const data = 'a'.repeat(41);
  expect(wordOf(data)).not.toBe(wordOf(data));
});
