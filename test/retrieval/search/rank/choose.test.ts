import { expect, it } from 'vitest';
import { chooseHits } from '../../../../retrieval/search/rank/choose.js';
import { wordingOf } from '../../../../retrieval/search/rank/near-duplicates.js';
import type { Hit } from '../../../../retrieval/search/rank/rank.js';

const CAPTION = 'Darmanin dote les forces de l’ordre de cyberpatrouilles pour rendre la surveillance plus efficace.';
const TEXTS = [
  CAPTION,
  'Un autre passage, qui ne dit rien de tout cela mais bien autre chose.',
  `AFP ${CAPTION}`,
  'Encore un autre, sur la réunion de Lisbonne en juillet 2019.',
];

function hits(rows: readonly number[]): Hit[] {
  return rows.map((row, at) => ({
    row,
    score: 1 - at / 10,
    signals: { words: 0, cosine: 0, coverage: 0, matched: new Set(), best: null, lateInteraction: null, reading: null, reader: null },
  }));
}

it('shows what is repeated once, at its best place, and fills up with the next', () => {
  const chosen = chooseHits(hits([2, 1, 0, 3]), (row) => wordingOf(TEXTS[row]!), 3);
  expect(chosen.map(({ hit }) => hit.row)).toEqual([2, 1, 3]);
  expect(chosen.map(({ also }) => also.map(({ row }) => row))).toEqual([[0], [], []]);
});

it('finds a repeat that ranks behind those shown', () => {
  const [first] = chooseHits(hits([0, 1, 3, 2]), (row) => wordingOf(TEXTS[row]!), 1);
  expect(first!.also.map(({ row }) => row)).toEqual([2]);
});

it('gives nothing for nothing, and no more than there is', () => {
  expect(chooseHits([], () => wordingOf(''), 5)).toEqual([]);
  expect(chooseHits(hits([1]), (row) => wordingOf(TEXTS[row]!), 5)).toHaveLength(1);
});
