import { describe, expect, it } from 'vitest';
import { misspell, shorten, unaccent, vary, VARIANTS } from '../../../../retrieval/evaluation/questions/variants.js';

const QUESTIONS = [
  "Combien de cellules ont été fouillées pendant l'opération Prison Break ?",
  'How many phones were being used?',
  'QER',
  'c koi',
  '¿?',
  'où ?',
  '𝒜𝒷𝒸𝒹𝑒𝒻 été',
];

describe('unaccent', () => {
  it('drops accents, spells œ out, straightens apostrophes', () => {
    expect(unaccent('Où œuvre l’Éœ n° ça ?')).toBe("Ou oeuvre l'Eoe n° ca ?");
  });
});

describe('shorten', () => {
  it('keeps the four longest content words in their order', () => {
    expect(shorten(QUESTIONS[0]!)).toBe('cellules fouillées pendant opération');
    expect(shorten('How many phones were being used?')).toBe('many phones being used');
  });
  it('keeps the question when no word would be left', () => {
    expect(shorten('où ?')).toBe('où ?');
  });
});

describe('misspell', () => {
  it('makes one error in a word, never in its first letter nor in short words', () => {
    const question = 'cellules fouillées par les enquêteurs parisiens en 2025';
    const misspelt = misspell(question);
    expect(misspelt).not.toBe(question);
    const [before, after] = [question.split(' '), misspelt.split(' ')];
    expect(after).toHaveLength(before.length);
    for (const [index, word] of before.entries()) {
      expect(after[index]![0]).toBe(word[0]);
      expect(Math.abs(after[index]!.length - word.length)).toBeLessThanOrEqual(1);
      if (word.length < 5 || word === '2025') expect(after[index]).toBe(word);
    }
  });
  it('changes every question that has a long word', () => {
    for (let i = 0; i < 200; i += 1) expect(misspell(`cellules ${i}`)).not.toBe(`cellules ${i}`);
  });
});

describe('vary', () => {
  it('is the same every time and never empty', () => {
    for (const variant of VARIANTS) {
      for (const question of QUESTIONS) {
        expect(vary(question, variant)).toBe(vary(question, variant));
        expect(vary(question, variant).trim()).not.toBe('');
        // No half of a surrogate pair is left alone.
        expect(() => encodeURIComponent(vary(question, variant))).not.toThrow();
      }
    }
  });
});
