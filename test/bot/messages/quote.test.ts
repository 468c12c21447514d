import { expect, test } from 'vitest';
import { marked, OPEN_QUOTE, quoteBlock } from '../../../bot/messages/quote.js';
import { asRead } from '../../support/as-read.js';

const document = 'Un. Deux 500 trois. Quatre.\nCinq.';
const quoted = { start: 4, end: 27, quote: document.slice(4, 27), highlight: [4, 19], focus: [9, 12] } as const;

test('the quote is the document’s text, the sentence bold, the figure underlined', () => {
  const block = quoteBlock(quoted);
  expect(block.text).toBe(document.slice(4, 27));
  const cover = (type: string): string[] =>
    block.entities.filter((entity) => entity.type === type).map(({ offset, length }) => block.text.slice(offset, offset + length));
  expect(cover('blockquote')).toEqual([block.text]);
  expect(cover('bold')).toEqual(['Deux 500 trois.']);
  expect(cover('underline')).toEqual(['500']);
});

test('words read with little confidence are in italics, one after the other together, in marks and out of them', () => {
  const block = quoteBlock({
    ...quoted,
    uncertain: [
      [0, 3],
      [4, 8],
      [9, 12],
      [20, 26],
      [30, 32],
    ],
  });
  expect(block.text).toBe(document.slice(4, 27));
  const cover = (type: string): string[] =>
    block.entities.filter((entity) => entity.type === type).map(({ offset, length }) => block.text.slice(offset, offset + length));
  expect(cover('bold')).toEqual(['Deux 500 trois.']);
  expect(cover('underline')).toEqual(['500']);
  expect(cover('italic').join('|')).toBe('Deux 500|Quatre');
  const many = 'mot. '.repeat(100);
  const scan = {
    start: 0,
    end: many.length,
    quote: many,
    highlight: null,
    focus: null,
    uncertain: Array.from({ length: 100 }, (_, at) => [at * 5, at * 5 + 3] as const),
  };
  expect(quoteBlock(scan).entities.length).toBeLessThan(30);
});

test('stretches of uncertain words are marked as they stand, the first twenty of them', () => {
  const text = 'Titre. a b, c d e. f';
  const uncertain = [7, 9, 12, 14, 16].map((at) => [at, at + 1] as const);
  expect(asRead(quoteBlock({ start: 7, end: text.length, quote: text.slice(7), uncertain }))).toBe('<quote><i>a b</i>, <i>c d e</i>. f</quote>');
  const many = 'a. '.repeat(25).trim();
  const scan = { start: 0, end: many.length, quote: many, uncertain: Array.from({ length: 25 }, (_, at) => [at * 3, at * 3 + 1] as const) };
  expect(quoteBlock(scan).entities.filter(({ type }) => type === 'italic')).toHaveLength(20);
});

test('a mark at the edge, an empty one, none at all: no entity without a character', () => {
  const read = (highlight: readonly [number, number] | null, focus: readonly [number, number] | null = null): string =>
    asRead(quoteBlock({ ...quoted, highlight, focus }));
  expect(read(null)).toBe('<quote>Deux 500 trois. Quatre.</quote>');
  expect(read([9, 9])).toBe('<quote>Deux 500 trois. Quatre.</quote>');
  expect(read([4, 19], [9, 9])).toBe('<quote><b>Deux 500 trois.</b> Quatre.</quote>');
  expect(read([4, 27], [4, 27])).toBe('<quote><b><u>Deux 500 trois. Quatre.</u></b></quote>');
  expect(quoteBlock({ ...quoted, highlight: [9, 9], focus: [9, 9] }).entities).toHaveLength(1);
  expect(asRead(marked({ ...quoted, uncertain: [[9, 12]] }))).toBe('<b>Deux <u><i>500</i></u> trois.</b> Quatre.');
});

test('a quote of 500 characters is open', () => {
  const text = 'x'.repeat(OPEN_QUOTE);
  expect(quoteBlock({ start: 0, end: text.length, quote: text }).entities).toEqual([{ type: 'blockquote', offset: 0, length: 500 }]);
});

test('a long quote is folded', () => {
  const text = 'x'.repeat(OPEN_QUOTE + 1);
  expect(quoteBlock({ start: 0, end: text.length, quote: text, highlight: null, focus: null }).entities).toEqual([
    { type: 'expandable_blockquote', offset: 0, length: text.length },
  ]);
});

test.each([
  [[0, 8], 'Deux'],
  [[20, 99], 'Quatre.'],
  [[4, 27], 'Deux 500 trois. Quatre.'],
] as const)('a mark %j that reaches out of the quote is cut at its edge', (highlight, bold) => {
  const block = quoteBlock({ ...quoted, highlight, focus: null });
  const entity = block.entities.find(({ type }) => type === 'bold');
  expect(block.text.slice(entity!.offset, entity!.offset + entity!.length)).toBe(bold);
});

test('a mark outside the quote, or a focus outside the mark, is not shown', () => {
  expect(quoteBlock({ ...quoted, highlight: [0, 3], focus: null }).entities.map(({ type }) => type)).toEqual(['blockquote']);
  expect(
    quoteBlock({ ...quoted, focus: [20, 24] })
      .entities.map(({ type }) => type)
      .sort(),
  ).toEqual(['blockquote', 'bold']);
});
