import { expect, it } from 'vitest';
import type { IndexedDocument } from '../../../../retrieval/index/index.js';
import { FIELDS, wordsOf } from '../../../../retrieval/index/words/passage-words.js';

it('the words of a passage are the terms of its own text, of the heading above it and of the document’s title', () => {
  const text = 'Le rapport\n\nLes prisons sont pleines. La police arrive.';
  const document = {
    title: 'Le rapport des prisons',
    text,
    passages: [
      { start: 12, end: 37, heading: 'Les cellules' },
      { start: 38, end: text.length, heading: null },
    ],
  } as unknown as IndexedDocument;
  expect(wordsOf(document)).toEqual([
    { text: ['prison', 'plein'], heading: ['cellul'], title: ['rapport', 'prison'] },
    { text: ['polic', 'arriv'], heading: [], title: ['rapport', 'prison'] },
  ]);
  expect(FIELDS).toEqual(['text', 'heading', 'title']);
});
