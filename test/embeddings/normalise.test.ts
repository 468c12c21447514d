import { describe, expect, test } from 'vitest';
import { normalise, RAW_WORD } from '../../embeddings/normalise.js';
import { hostileTexts, randomTexts, seeds } from '../support/texts.js';

/** Each unit of the normalised word with the raw text it comes from. */
function originsOf(word: string): string[] {
  const { text, origins } = normalise(word);
  return Array.from({ length: text.length }, (_, k) => `${text[k]!}←${word.slice(origins ? origins.starts[k] : k, origins ? origins.ends[k] : k + 1)}`);
}

describe('normalise', () => {
  test('leaves French words as they are', () => {
    for (const word of ['été', 'cœur', 'l’ancien', '«', 'ÇA', "aujourd'hui", 'n°', '€']) expect(normalise(word)).toEqual({ text: word, origins: null });
  });

  test('melts an accent into its letter, and says that both are its origin', () => {
    expect(originsOf('e\u0301te\u0301')).toEqual(['é←e\u0301', 't←t', 'é←e\u0301']);
  });

  test('opens a ligature, and says of each letter that it comes from the ligature', () => {
    expect(originsOf('ﬁn')).toEqual(['f←ﬁ', 'i←ﬁ', 'n←n']);
    expect(originsOf('eﬃcace').slice(0, 4)).toEqual(['e←e', 'f←ﬃ', 'f←ﬃ', 'i←ﬃ']);
  });

  test('drops controls', () => {
    expect(originsOf('a\u0001b')).toEqual(['a←a', 'b←b']);
    expect(normalise('\u0001').text).toBe('');
  });

  test('gives the whole word as origin where something melts across a control', () => {
    expect(originsOf('xe\u0001\u0301')).toEqual(['x←xe\u0001\u0301', 'é←xe\u0001\u0301']);
  });

  test('keeps a full-width tilde, and joins half-width voicing marks and conjoining Hangul', () => {
    expect(normalise('Ａ～').text).toBe('A～');
    expect(originsOf('aｶﾞ')).toEqual(['a←a', 'ガ←ｶﾞ']);
    expect(originsOf('a\u1100\u1161')).toEqual(['a←a', '가←\u1100\u1161']);
  });

  test('gives origins that never go back and lie in the word, whatever the text', () => {
    for (const text of [...hostileTexts, ...seeds, ...randomTexts(800, 2)]) {
      for (const [word] of text.matchAll(RAW_WORD)) {
        const { text: changed, origins } = normalise(word);
        if (!origins) {
          expect(changed).toBe(word);
          continue;
        }
        expect(origins.starts).toHaveLength(changed.length);
        for (let k = 0; k < changed.length; k++) {
          expect(origins.starts[k]).toBeLessThan(origins.ends[k]!);
          expect(origins.ends[k]).toBeLessThanOrEqual(word.length);
          if (k > 0) {
            expect(origins.starts[k]).toBeGreaterThanOrEqual(origins.starts[k - 1]!);
            expect(origins.ends[k]).toBeGreaterThanOrEqual(origins.ends[k - 1]!);
          }
        }
      }
    }
  });
});
