import { expect, test } from 'vitest';
import { CALLBACK_LIMIT, callbackData, readCallbackData } from '../../bot/callback-data.js';

const passage = 'abc_DEF-1234';
const answer = 'a_b-C3D4';

test('what goes in comes out', () => {
  const data = callbackData('more', { passage, before: 2, after: 15, answer, page: 3 });
  expect(readCallbackData(data)).toEqual({ verb: 'more', fields: { passage, before: 2, after: 15, answer, page: 3 } });
  expect(readCallbackData(callbackData('rate', { answer, useful: 'no' }))).toEqual({ verb: 'rate', fields: { answer, useful: 'no' } });
  expect(readCallbackData(callbackData('none', {}))).toEqual({ verb: 'none', fields: {} });
});

test('the longest data is within Telegram’s 64 bytes', () => {
  const longest = callbackData('more', { passage, before: 999_999, after: 999_999, answer, page: 999_999 });
  expect(Buffer.byteLength(longest)).toBeLessThanOrEqual(CALLBACK_LIMIT);
});

test.each([
  '',
  '.',
  'more',
  'more.x',
  `more.${passage}.1.1.${answer}`,
  `more.${passage}.1.1.${answer}.0.0`,
  `page.${answer}.-1`,
  `page.${answer}.1e3`,
  `page.${answer}.9999999`,
  `page.../../etc.1`,
  'page.a/b-C3D4.1',
  `page.${answer}x.1`,
  `rate.${answer}.maybe`,
  'toString.a',
  '__proto__',
  'constructor',
  'language.de',
  `page.${answer}.١`,
  '\0',
  'more:1',
])('%j, tampered with or from elsewhere, is refused', (data) => {
  expect(readCallbackData(data)).toBeNull();
});
