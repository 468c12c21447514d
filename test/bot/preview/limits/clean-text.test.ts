import { describe, expect, test } from 'vitest';
import { cleanText } from '../../../../bot/preview/limits/clean-text.js';

describe('cleaning a text as Telegram does', () => {
  test.each([
    ['tabs and controls become spaces', 'a\tb\u0000c', 'a b c'],
    ['carriage returns go', 'a\r\nb', 'a\nb'],
    ['line separators and bidirectional controls go', 'a\u2028b\u202ec', 'abc'],
    ['white space is cut at both ends', ' \n a b \n\u00a0', 'a b'],
    ['no-break spaces inside stay', '«\u00a0oui\u202f»', '«\u00a0oui\u202f»'],
    ['nothing is left of white space', ' \n\t ', ''],
  ])('%s', (_what, raw, clean) => {
    expect(cleanText(raw).text).toBe(clean);
  });

  test('offsets move with the text', () => {
    const { text, place } = cleanText('  é\r\nb  ');
    expect(text).toBe('é\nb');
    expect([2, 3, 4, 5, 6, 8].map(place)).toEqual([0, 1, 1, 2, 3, 3]);
  });

  test('the start is kept where formatting begins', () => {
    expect(cleanText('  bold', 1).text).toBe(' bold');
  });
});
