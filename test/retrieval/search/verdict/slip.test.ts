import { expect, it } from 'vitest';
import { isSlip } from '../../../../retrieval/search/verdict/slip.js';

it.each([
  ['lisbonne', 'lisbonne', true],
  ['lisbone', 'lisbonne', true],
  ['lisobnne', 'lisbonne', true],
  ['lisbinne', 'lisbonne', true],
  ['marseile', 'marseille', true],
  ['paris', 'pairs', true],
  ['mali', 'bali', false],
  ['madrid', 'lisbonne', false],
  ['reau', 'beau', false],
  ['bingui', 'binguit', true],
  ['lisbonne', 'lisbonen', true],
  ['lisob', 'lisbonne', false],
  ['', 'a', false],
] as const)('%s and %s: %s', (a, b, same) => {
  expect(isSlip(a, b)).toBe(same);
  expect(isSlip(b, a)).toBe(same);
});
