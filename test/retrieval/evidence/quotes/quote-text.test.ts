import { describe, expect, test } from 'vitest';
import { cutAtElisions, piecesOf, stripQuote } from '../../../../retrieval/evidence/quotes/quote-text.js';

test.each([
  ['le chat', 'le chat'],
  ['  le chat \n', 'le chat'],
  ['\uFEFF\u200Ble chat\u200B', 'le chat'],
  ['« le chat »', 'le chat'],
  ['“le chat”', 'le chat'],
  ['„le chat“', 'le chat'],
  ['„le chat”', 'le chat'],
  ['"le chat"', 'le chat'],
  ['‘le chat’', 'le chat'],
  ["'le chat'", 'le chat'],
  ['‹ le chat ›', 'le chat'],
  ['> le chat', 'le chat'],
  ['> « "le chat" »', 'le chat'],
  // The first mark does not close at the end.
  ['« a » b « c »', '« a » b « c »'],
  ['"a" et "b"', '"a" et "b"'],
  ['« le chat', '« le chat'],
  ['le chat »', 'le chat »'],
  ['« le chat“', '« le chat“'],
  // An apostrophe inside closes nothing; a mark before a space does.
  ["'l'avocat'", "l'avocat"],
  ['‘l’avocat’', 'l’avocat'],
  ["'a' et 'b'", "'a' et 'b'"],
  // Of two marks that may close, one inside is enough.
  ['„a“ et „b”', '„a“ et „b”'],
  ['"', '"'],
  ['""', ''],
  ['', ''],
])('the quote in %j', (text, quote) => {
  const { start, end } = stripQuote(text);
  expect(text.slice(start, end)).toBe(quote);
});

describe('cuts that a quote owns up to', () => {
  const cut = (text: string, bare = false): unknown[] =>
    cutAtElisions(text, { start: 0, end: text.length }, bare).map(({ start, end, afterElision }) => [text.slice(start, end), afterElision]);

  test.each(['[…]', '[...]', '(…)', '( ... )', '[. . .]'])('%s', (mark) => {
    expect(cut(`un ${mark} deux`)).toEqual([
      ['un ', false],
      [' deux', true],
    ]);
  });

  test.each(['…', '...', '.....'])('%s only where bare dots are asked for', (mark) => {
    expect(cut(`un ${mark} deux`)).toEqual([[`un ${mark} deux`, false]]);
    expect(cut(`un ${mark} deux`, true)).toEqual([
      ['un ', false],
      [' deux', true],
    ]);
  });

  test('two dots, or brackets around words, are none', () => {
    expect(cut('un .. deux (trois) [q]uatre', true)).toHaveLength(1);
  });

  test('stretches without a word are left out; the one behind still stands after a cut', () => {
    expect(cut('[…] un […] , […] deux […]')).toEqual([
      [' un ', true],
      [' deux ', true],
    ]);
    expect(cut('[…]')).toEqual([]);
  });

  test('offsets count in the whole text', () => {
    const text = 'xx un […] deux yy';
    expect(cutAtElisions(text, { start: 3, end: 14 }, false).map(({ start, end }) => text.slice(start, end))).toEqual(['un ', ' deux']);
  });
});

describe('sentences of a stretch', () => {
  const text = 'xx —\n\nIl part. Elle reste ici.';
  const piecesAfterCut = () => piecesOf(text, { start: 3, end: text.length, afterElision: true });

  test('come with their words, all offsets in the whole text; those without a word are left out', () => {
    expect(piecesAfterCut().map(({ start, end, words }) => [text.slice(start, end), words.map((word) => text.slice(word.start, word.end))])).toEqual([
      ['Il part.', ['Il', 'part']],
      ['Elle reste ici.', ['Elle', 'reste', 'ici']],
    ]);
  });

  test('only the first stands after the cut', () => {
    expect(piecesAfterCut().map(({ afterElision }) => afterElision)).toEqual([true, false]);
    expect(piecesOf(text, { start: 3, end: text.length, afterElision: false }).map(({ afterElision }) => afterElision)).toEqual([false, false]);
  });
});
