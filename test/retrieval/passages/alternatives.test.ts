import { describe, expect, it } from 'vitest';
import { alternatives } from '../../../retrieval/passages/alternatives.js';
import { contentTerms } from '../../../retrieval/passages/terms.js';

describe('alternatives', () => {
  it.each([
    ['lenquête', "l'enquête"],
    ['DABONNES', "d'abonnés"],
    ['lhomme', "l'homme"],
    ['quinternet', "qu'internet"],
  ])('%s may be %s', (typed, meant) => {
    expect(alternatives(typed)).toEqual(contentTerms(meant).map(({ term }) => term));
  });

  it('has nothing to offer for other words', () => {
    for (const word of ['prison', 'la', 'des', '', '漢字', 'lu', '5']) expect(alternatives(word)).toEqual([]);
  });
});
