import { expect, test } from 'vitest';
import { closeSpellings, editDistance } from '../../../../retrieval/evidence/absence/close-spellings.js';
import { quoteIndex } from '../../../../retrieval/evidence/words/quote-index.js';
import { documentOf } from '../documents.js';

/** The spellings near a word in a dossier of one document, with the number of documents. */
const near = (word: string, ...texts: string[]): string[] =>
  closeSpellings(quoteIndex(texts.map((text, at) => documentOf(`${at}.txt`, text))), word).map(({ word: close, documents }) => `${close} ${documents}`);

test.each([
  ['a letter changed', 'Oportic', 'Oportik', ['Oportik 1']],
  ['a letter left out', 'Marseile', 'Marseille', ['Marseille 1']],
  ['two letters exchanged', 'Marsielle', 'Marseille', ['Marseille 1']],
  ['two slips from six letters on', 'prizom', 'prison', ['prison 1']],
  ['one slip below', 'lunx', 'lune', ['lune 1']],
  ['two are too many there', 'prixo', 'prise', []],
  ['three are too many', 'brizom', 'prison', []],
  ['a word of three letters may be meant by one of four', 'lunes', 'lun lune', ['lune 1']],
  ['and by one of three', 'lune', 'lun', ['lun 1']],
  ['of three letters everything is near', 'lun', 'lune', []],
  ['no figure', '2031', '2030', []],
  ['nor a figure for a word', 'x203', '203', []],
  ['the word itself is no spelling of it', 'lune', 'lune Lune', []],
  ['noise of scans is forgiven first', 'modeme', 'moderne', []],
])('%s', (_, word, text, spellings) => {
  expect(near(word, text)).toEqual(spellings);
});

test('the nearest first, of those the commonest, of those the first; three at most', () => {
  expect(near('provinse', 'provences provence provinces province', 'province provinces')).toEqual(['province 2', 'provinces 2', 'provence 1']);
  expect(near('lunes', 'lunex luney lunez lunew')).toEqual(['lunex 1', 'luney 1', 'lunez 1']);
  expect(near('lunes', 'lunex luney luney', 'luney')).toEqual(['luney 2', 'lunex 1']);
});

test.each([
  ['', 'abc', 3, 3],
  ['abc', '', 2, 3],
  ['ca', 'abc', 3, 3],
  ['abcd', 'badc', 2, 2],
  ['abcdef', 'ghijkl', 2, 3],
  ['chat', 'chat', 2, 0],
  ['chat', 'chats', 2, 1],
  ['marsielle', 'marseille', 2, 1],
  ['prison', 'raison', 2, 2],
  ['prison', 'raisin', 2, 3],
  ['abc', 'xyz', 1, 2],
])('%s → %s', (one, other, most, edits) => {
  expect(editDistance(one, other, most)).toBe(edits);
  expect(editDistance(other, one, most)).toBe(edits);
});
