import { expect, it } from 'vitest';
import { decodePassages, encodePassages } from '../../../../retrieval/index/folder/segments/passages-part.js';
import type { Passage } from '../../../../retrieval/passages/passage.js';

const passage = (file: string, id: string, rest: Partial<Passage>): Passage => ({ id, file, start: 0, end: 10, sentences: [], heading: null, ...rest });

const PASSAGES = [
  passage('un.txt', 'abcdefghijkl', {
    start: 5,
    end: 300,
    heading: 'Un',
    sentences: [
      { start: 5, end: 9 },
      { start: 11, end: 300 },
    ],
  }),
  passage('un.txt', 'ABCDEFGHIJ_-', { start: 301, end: 420, heading: 'Deux', lead: { start: 0, end: 4 }, sentences: [{ start: 310, end: 420 }] }),
  passage('deux.txt', '000000000000', { start: 70_000, end: 70_200, heading: 'Un', lead: { start: 69_000, end: 69_300 } }),
];
const FILES = [
  { file: 'un.txt', passages: 2 },
  { file: 'vide.txt', passages: 0 },
  { file: 'deux.txt', passages: 1 },
];

it('passages come back as they were, by document', () => {
  expect(decodePassages(encodePassages(PASSAGES), FILES)).toEqual([PASSAGES.slice(0, 2), [], PASSAGES.slice(2)]);
  expect(decodePassages(encodePassages([]), [])).toEqual([]);
});

it('are laid out as every index holds them: ids one after the other, headings once each, offsets from one to the next', () => {
  const parts = encodePassages(PASSAGES.slice(0, 2));
  expect(Object.keys(parts)).toEqual(['passages.ids', 'passages.headings', 'passages.spans']);
  expect(Buffer.from(parts['passages.ids']).toString()).toBe('abcdefghijklABCDEFGHIJ_-');
  expect(Buffer.from(parts['passages.headings']).toString()).toBe('["Un","Deux"]');
  // Start, length, heading, no lead, two sentences; then start, length, heading, the lead, one sentence. Numbers above 127 take two bytes.
  expect([...parts['passages.spans']]).toEqual([5, 0xa7, 2, 1, 0, 2, 0, 4, 2, 0xa1, 2, 0xad, 2, 119, 2, 1, 4, 1, 9, 110]);
});

it('an id of another length is refused, not cut', () => {
  expect(() => encodePassages([passage('un.txt', 'short', {})])).toThrow('writing passages: an id of 12 letters expected, found short');
});
