import { expect, test } from 'vitest';
import { bareCitation, citationAt, sentenceAt, sentencesIn } from '../../../retrieval/evidence/evidence-document.js';
import { documentOf } from './documents.js';

const document = documentOf('a.txt', 'Il part. Elle reste. ', { pages: [0, 9] });
const shown = (offset: number): string | null => {
  const span = sentenceAt(document, offset);
  return span && document.text.slice(span.start, span.end);
};

test('a citation is a slice with its place', () => {
  expect(citationAt(document, 9, 20)).toMatchObject({ file: 'a.txt', start: 9, end: 20, quote: 'Elle reste.', lines: [1, 1], page: 2 });
});

test('of nothing there is none', () => {
  expect(() => citationAt(document, 3, 3)).toThrow(new RangeError('citing a.txt: at least one character expected, found 3…3'));
  expect(() => citationAt(document, 4, 3)).toThrow(RangeError);
  expect(citationAt(document, 3, 4).quote).toBe('p');
});

test('a bare citation has its parts in one order and no others', () => {
  const { file, title, date, lines, page, start, end, quote } = citationAt(document, 0, 8);
  const given = { quote, end, start, page, lines, date, title, file, uncertain: [[0, 2]] as const, rank: 1 };
  expect(JSON.stringify(bareCitation(given))).toBe(JSON.stringify({ file, title, date, lines, page, start, end, quote }));
});

test('sentences are worked out once', () => {
  expect(sentencesIn(document)).toHaveLength(2);
  expect(sentencesIn(document)).toBe(sentencesIn(document));
});

test('the sentence that holds an offset, or the one right before it', () => {
  expect([0, 8, 9, 12, 20].map(shown)).toEqual(['Il part.', 'Il part.', 'Elle reste.', 'Elle reste.', 'Elle reste.']);
  expect(sentenceAt(documentOf('b.txt', ' Il part.'), 0)).toEqual({ start: 1, end: 9 });
  expect(sentenceAt(documentOf('c.txt', ''), 0)).toBeNull();
});
