import { expect, it } from 'vitest';
import { numbersInWords } from '../../../../retrieval/passages/index.js';

it.each([
  ['trois', [3]],
  ['trente et une contraventions', [31]],
  ['vingt-quatre passages', [24]],
  ['soixante-dix', [70]],
  ['quatre-vingts', [80]],
  ['quatre-vingt-dix-sept', [97]],
  ['deux cent cinq', [205]],
  ['six mille trois cents', [6300]],
  ['deux millions', [2_000_000]],
  ['mille neuf cent quarante-cinq', [1945]],
  ['two hundred and five', [205]],
  ['forty-two thousand', [42_000]],
  ['Vingt, puis trente', [20, 30]],
  ['un homme', []],
  ['one day', []],
  ['des millions', []],
  ['sixième', []],
  ['le centre', []],
] as const)('%s', (text, values) => {
  expect(numbersInWords(text).map(({ value }) => value)).toEqual(values);
});

it('gives offsets into the text as it is written', () => {
  const text = 'Œuvre de trente et une pages';
  const [number] = numbersInWords(text);
  expect(text.slice(number!.start, number!.end)).toBe('trente et une');
});
