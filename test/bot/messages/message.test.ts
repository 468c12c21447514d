import { FormattedString } from '@grammyjs/parse-mode';
import { expect, test } from 'vitest';
import { joined, safeCut, shortened } from '../../../bot/messages/message.js';

test('a text is cut between what readers see as characters', () => {
  expect(safeCut('abcdef', 3)).toBe(3);
  expect(safeCut('ab', 3)).toBe(2);
  // A surrogate pair.
  expect(safeCut('ab😀cd', 3)).toBe(2);
  // e + combining acute.
  expect(safeCut('abe\u0301cd', 3)).toBe(2);
  // A family of emoji joined to one.
  expect(safeCut('ab👨‍👩‍👧‍👦cd', 8)).toBe(2);
  // \r\n.
  expect(safeCut('ab\r\ncd', 3)).toBe(2);
});

test('one character longer than the limit is cut between code points', () => {
  const endless = `e${'\u0301'.repeat(50)}`;
  expect(safeCut(endless, 10)).toBe(10);
  expect(safeCut('👨‍👩‍👧‍👦', 4)).toBe(3);
  // Not even one fits.
  expect(safeCut('😀', 1)).toBe(0);
  expect(shortened('😀😀', 2)).toBe('…');
});

test('what is shortened says so and stays within its limit', () => {
  expect(shortened('abc', 3)).toBe('abc');
  expect(shortened('abcd', 3)).toBe('ab…');
  expect(shortened('a bcd', 3)).toBe('a…');
  expect(shortened(`${'x'.repeat(58)}😀😀`, 60)).toBe(`${'x'.repeat(58)}…`);
});

test('empty pieces leave no empty entity', () => {
  expect(joined(['a', FormattedString.bold(''), '', FormattedString.bold('b')], '-')).toMatchObject({
    rawText: 'a-b',
    rawEntities: [{ type: 'bold', offset: 2, length: 1 }],
  });
});
