import { describe, expect, it } from 'vitest';
import type { Document } from '../../../../retrieval/documents/document.js';
import { contentRows, contentTokens, passageText } from '../../../../retrieval/index/build/passage-text.js';
import type { Passage } from '../../../../retrieval/passages/passage.js';

const madeOf = (text: string, title: string, heading: string | null): [Document, Passage] => [
  { title, text: `…${text}…` } as Document,
  { start: 1, end: 1 + text.length, heading } as Passage,
];

describe('what the model reads of a passage', () => {
  it('is the title and the heading above, a line each, then its text', () => {
    const given = madeOf('Le texte.', 'Le titre', 'Un chapitre');
    expect(passageText(...given)).toEqual({ text: 'Le titre\nUn chapitre\nLe texte.', context: 21 });
    expect(passageText(...given, 'title')).toEqual({ text: 'Le titre\nLe texte.', context: 9 });
    expect(passageText(...given, 'heading')).toEqual({ text: 'Un chapitre\nLe texte.', context: 12 });
    expect(passageText(...given, 'none')).toEqual({ text: 'Le texte.', context: 0 });
  });

  it('has neither what is not there, nor anything twice, nor what the text begins with', () => {
    const textOf = (...given: Parameters<typeof madeOf>): string => passageText(...madeOf(...given)).text;
    expect(textOf('Le texte.', 'Le titre', null)).toBe('Le titre\nLe texte.');
    expect(textOf('Le texte.', '', 'Un chapitre')).toBe('Un chapitre\nLe texte.');
    expect(textOf('Le texte.', 'Le titre', 'Le titre')).toBe('Le titre\nLe texte.');
    expect(textOf('Le titre\n\nLe texte.', 'Le titre', 'Un chapitre')).toBe('Un chapitre\nLe titre\n\nLe texte.');
  });

  it('has a long title cut at a word, at 150 characters at the most, and never within one', () => {
    const before = (title: string): string => passageText(...madeOf('Le texte.', title, null)).text.split('\n')[0]!;
    expect(before('x'.repeat(150))).toBe('x'.repeat(150));
    expect(before(`${'mot '.repeat(37)}ab`)).toBe(`${'mot '.repeat(37)}ab`);
    expect(before(`${'mot '.repeat(37)}abc`)).toBe('mot '.repeat(37).trimEnd());
    // One word, or a space at its very beginning alone: cut where it must be, not within a pair.
    expect(before('x'.repeat(151))).toBe('x'.repeat(150));
    expect(before(` ${'x'.repeat(160)}`)).toBe(` ${'x'.repeat(149)}`);
    expect(before(`${'x'.repeat(149)}😀`)).toBe('x'.repeat(149));
    expect(before(`a ${'x'.repeat(160)}`)).toBe('a');
  });
});

/** Offsets of the words of a text and of its punctuation, as a tokenizer gives them. */
const offsetsOf = (text: string): Uint32Array =>
  Uint32Array.from([...text.matchAll(/[\p{L}\d]+|[^\s]/gu)].flatMap(({ 0: word, index }) => [index, index + word.length]));

describe('the tokens that carry meaning', () => {
  const text = 'Titre\nLe préfet de police est arrivé.';

  it('are those of words that are searched by', () => {
    const offsets = offsetsOf(text);
    const all = [...text.matchAll(/[\p{L}\d]+|[^\s]/gu)].map(([word]) => word);
    expect(contentRows(offsets, text).map((row) => all[row])).toEqual(['Titre', 'préfet', 'police', 'arrivé']);
    expect(contentRows(offsets, text, 6).map((row) => all[row])).toEqual(['préfet', 'police', 'arrivé']);
    expect(contentRows(offsets, 'le de la')).toEqual([]);
  });

  it('are all pieces of such a word, the mark of its start among them only when it is within', () => {
    // "préfet" in three pieces; an empty one before it, and one within.
    expect(contentRows(Uint32Array.of(0, 2, 3, 3, 3, 5, 5, 5, 5, 9, 9, 9), 'le préfet')).toEqual([2, 3, 4]);
  });

  it('keep their vectors, and offsets from the passage’s own text on', () => {
    const offsets = offsetsOf(text);
    const vectors = Float32Array.from({ length: offsets.length }, (_, at) => at);
    expect(contentTokens({ vectors, offsets }, text, 2, 6)).toEqual({
      vectors: Float32Array.of(4, 5, 8, 9, 12, 13),
      offsets: Uint32Array.of(3, 9, 13, 19, 24, 30),
    });
  });
});
