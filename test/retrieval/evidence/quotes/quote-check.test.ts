import { expect, test } from 'vitest';
import { verdictOf, type Join, type PartVerdict, type QuoteVerdict } from '../../../../retrieval/evidence/quotes/quote-check.js';

test.each<readonly [QuoteVerdict, readonly (readonly [PartVerdict, Join | null])[]]>([
  ['exact', [['exact', null]]],
  [
    'exact',
    [
      ['exact', null],
      ['exact', 'continues'],
    ],
  ],
  [
    'exact',
    [
      ['exact', null],
      ['exact', 'elision'],
    ],
  ],
  ['near', [['near', null]]],
  [
    'near',
    [
      ['exact', null],
      ['near', 'continues'],
    ],
  ],
  [
    'joined',
    [
      ['exact', null],
      ['exact', 'skips'],
    ],
  ],
  [
    'joined',
    [
      ['exact', null],
      ['exact', 'earlier'],
    ],
  ],
  [
    'joined',
    [
      ['near', null],
      ['exact', 'elsewhere'],
    ],
  ],
  [
    'partial',
    [
      ['exact', null],
      ['absent', 'unknown'],
    ],
  ],
  [
    'partial',
    [
      ['absent', null],
      ['near', 'unknown'],
    ],
  ],
  ['absent', [['absent', null]]],
  [
    'absent',
    [
      ['absent', null],
      ['absent', 'unknown'],
    ],
  ],
])('%s: %j', (verdict, parts) => {
  expect(verdictOf(parts.map(([of, join]) => ({ verdict: of, join })))).toBe(verdict);
});
