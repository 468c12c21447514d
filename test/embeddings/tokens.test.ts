import { describe, expect, test } from 'vitest';
import { countTokens, remembering, tokenize, type WordCutter } from '../../embeddings/tokens.js';

/** A token for every two letters of a word. */
function pairs(): WordCutter & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    word: /\S+/g,
    before: [1, 2],
    after: [3],
    cut(word) {
      asked.push(word);
      const starts = Array.from({ length: Math.ceil(word.length / 2) }, (_, k) => 2 * k);
      return { ids: starts.map((start) => 100 + word.charCodeAt(start)), offsets: starts.flatMap((start) => [start, Math.min(start + 2, word.length)]) };
    },
  };
}

describe('tokenize', () => {
  test('puts the prefix’s tokens before the text’s own, and offsets at the latter', () => {
    expect(tokenize('q: ', 'abc d', pairs())).toEqual({ ids: [1, 2, 213, 197, 199, 200, 3], first: 3, offsets: Uint32Array.of(0, 2, 2, 3, 4, 5) });
  });

  test('gives the text its part of a token shared with the prefix', () => {
    // "qab": "qa" is half the prefix's.
    expect(tokenize('q', 'ab', pairs())).toEqual({ ids: [1, 2, 213, 198, 3], first: 2, offsets: Uint32Array.of(0, 1, 1, 2) });
  });

  test('takes nothing', () => {
    expect(tokenize('', '', pairs())).toEqual({ ids: [1, 2, 3], first: 2, offsets: new Uint32Array(0) });
    expect(tokenize('q: ', ' \n', pairs())).toEqual({ ids: [1, 2, 213, 3], first: 3, offsets: new Uint32Array(0) });
  });
});

test('countTokens counts what tokenize gives', () => {
  for (const text of ['', 'a', 'abc d', '  abcdef  ']) expect(countTokens('q: ', text, pairs())).toBe(tokenize('q: ', text, pairs()).ids.length);
});

test('remembering cuts each short word once, long ones each time', () => {
  const cutter = pairs();
  const kept = remembering(cutter);
  const long = 'x'.repeat(41);
  const first = tokenize('', `ab ab cd ${long}`, kept);
  expect(tokenize('', `ab ab cd ${long}`, kept)).toEqual(first);
  expect(cutter.asked).toEqual(['ab', 'cd', long, long]);
});
