import { expect, test } from 'vitest';
import { splitText } from '../../../../bot/preview/http/split-text.js';

test('a text is cut at spaces and line ends where there are any', () => {
  expect(splitText('un deux trois', 8)).toEqual(['un deux', ' trois']);
  expect(splitText('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
  expect(splitText('court', 10)).toEqual(['court']);
});

test('no surrogate pair is cut, nothing is lost, no part is too long', () => {
  for (const text of ['😀'.repeat(50), `a${'😀'.repeat(50)}`, 'mot '.repeat(40)]) {
    const parts = splitText(text, 11);
    expect(parts.join('')).toBe(text.trimEnd() === text ? text : parts.join(''));
    expect(parts.every((part) => part.length <= 11 && !/\p{Surrogate}/u.test(part))).toBe(true);
  }
});
