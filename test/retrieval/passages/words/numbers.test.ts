import { expect, it } from 'vitest';
import { numberTerm, romanValue } from '../../../../retrieval/passages/words/numbers.js';

it.each([
  // Groups of three go together, whatever stands between them; a fourth digit or a zero in front is no group.
  ['5 000', '5000'],
  ['5.000', '5000'],
  ['5,000', '5000'],
  ["5'000", '5000'],
  ['1 234 567', '1234567'],
  ['12\u202F345', '12345'],
  ['1.234.567,89', '1234567.89'],
  ['1,234.5', '1234.5'],
  ['1 234,567', '1234567'],
  ['0.500', '0.500'],
  ['12.34', '12.34'],
  ['5.0000', '5.0000'],
  ['67,8', '67.8'],
  ['222–37', '222-37'],
  ['007', '7'],
  ['0', '0'],
  ['00', '0'],
  ['0,5', '0.5'],
  ['000.1', '0.1'],
])('%s is the term %s', (written, term) => {
  expect(numberTerm(written)).toBe(term);
});

it.each([
  ['I', 1],
  ['II', 2],
  ['IV', 4],
  ['V', 5],
  ['IX', 9],
  ['XIV', 14],
  ['XIX', 19],
  ['XL', 40],
  ['XCIX', 99],
  ['C', null],
  ['CX', null],
  ['', null],
])('%s is %s', (roman, value) => {
  expect(romanValue(roman)).toBe(value);
});
