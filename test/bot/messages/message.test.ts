import { FormattedString } from '@grammyjs/parse-mode';
import { expect, test } from 'vitest';
import { button, joined, linked, message, nameList, safeCut, shortened } from '../../../bot/messages/message.js';

test('a text is cut between what readers see as characters', () => {
  expect(safeCut('abcdef', 3)).toBe(3);
  expect(safeCut('ab', 3)).toBe(2);
  expect(safeCut('abc', 3)).toBe(3);
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

test('a message is its text, its entities and its rows of buttons; empty rows are left out', () => {
  expect(message('a *b*')).toEqual({ text: 'a *b*', entities: [], keyboard: [] });
  const ok = button('OK', 'none');
  expect(message(FormattedString.bold('a'), [[], [ok], []])).toEqual({
    text: 'a',
    entities: [{ type: 'bold', offset: 0, length: 1 }],
    keyboard: [[{ text: 'OK', callback_data: 'none' }]],
  });
});

test('labels of buttons are cut at 60 characters', () => {
  expect(button('x'.repeat(60), 'none')).toEqual({ text: 'x'.repeat(60), callback_data: 'none' });
  expect(button('x'.repeat(61), 'none')).toEqual({ text: `${'x'.repeat(59)}…`, callback_data: 'none' });
});

test.each(['http://example.org', 'https://a.b.example.org/c?d#e', 'http://example.org./', 'http://192.0.2.1:8080/', 'http://[::1]/a'])(
  'a text leads to %s',
  (address) => {
    expect(linked('ici', address)).toMatchObject({ text: 'ici', entities: [{ type: 'text_link', offset: 0, length: 3, url: address }] });
  },
);

test.each([
  '',
  'example.org',
  'http://localhost/',
  'http://.example.org/',
  'http://example../',
  'http://a..b/',
  'http://a.b../',
  'ftp://example.org/',
  'shttp://example.org/',
])('a text stands without “%s”, that Telegram takes for no address', (address) => {
  expect(linked(FormattedString.bold('ici'), address)).toMatchObject({ text: 'ici', entities: [{ type: 'bold', offset: 0, length: 3 }] });
});

test('a list of names: the first ones, each cut, and “…” for the others', () => {
  expect(nameList(['a'], 2, 3)).toBe('a');
  expect(nameList(['a', 'bcde'], 2, 3)).toBe('a, bc…');
  expect(nameList(['a', 'b', 'c'], 2, 3)).toBe('a, b…');
});
