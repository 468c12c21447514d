import { describe, expect, it } from 'vitest';
import { LexicalIndex, type PassageWords } from '../../../retrieval/index/lexical.js';

const words = (text: string, heading = '', title = ''): PassageWords => ({
  text: text.split(' ').filter(Boolean),
  heading: heading.split(' ').filter(Boolean),
  title: title.split(' ').filter(Boolean),
});

const index = LexicalIndex.build([
  words('prison telephon saisi', 'operat', 'rapport'),
  words('prison prison fouill', 'operat', 'rapport'),
  words('drogu livraison domicil', '', 'articl'),
  words('telephon'),
]);

describe('search', () => {
  it('ranks by BM25: rarer words and more of them first', () => {
    // "saisi" is in one passage; "telephon" in two, and the shorter passage weighs it more.
    expect(index.search(['saisi', 'telephon'], 10).map(({ row }) => row)).toEqual([0, 3]);
    // twice in a passage of the same length beats once
    expect(index.search(['prison'], 10).map(({ row }) => row)).toEqual([1, 0]);
  });

  it('says which words were found, also by title and heading', () => {
    expect(index.search(['articl', 'drogu', 'nowhere'], 10)[0]).toMatchObject({ row: 2, matched: ['articl', 'drogu'] });
    expect(index.search(['operat'], 10).map(({ row }) => row).sort()).toEqual([0, 1]);
  });

  it('looks for close spellings only of words that no passage holds, never of figures', () => {
    expect(index.search(['telephom'], 10).map(({ row }) => row)).toEqual(expect.arrayContaining([0, 3]));
    const numbers = LexicalIndex.build([words('500000'), words('500001')]);
    expect(numbers.search(['500002'], 10)).toEqual([]);
    expect(numbers.search(['500000'], 10).map(({ row }) => row)).toEqual([0]);
  });

  it('keeps to allowed rows and finds nothing for nothing', () => {
    expect(index.search(['telephon'], 10, (row) => row === 3).map(({ row }) => row)).toEqual([3]);
    expect(index.search([], 10)).toEqual([]);
    expect(LexicalIndex.build([]).search(['prison'], 10)).toEqual([]);
  });
});

describe('rarity', () => {
  it('is ln(1 + (N − n + ½) / (n + ½))', () => {
    expect(index.rarity('prison')).toBeCloseTo(Math.log(1 + 2.5 / 2.5), 10);
    expect(index.rarity('nowhere')).toBeCloseTo(Math.log(1 + 4.5 / 0.5), 10);
  });
});

describe('the file', () => {
  it('opens to the same answers', () => {
    const opened = LexicalIndex.fromFile(JSON.parse(JSON.stringify(index.toFile())) as ReturnType<LexicalIndex['toFile']>);
    expect(opened.search(['prison', 'telephon'], 10)).toEqual(index.search(['prison', 'telephon'], 10));
    expect(opened.rarity('prison')).toBe(index.rarity('prison'));
    expect(opened.similarTerms('telefon', 3)).toContain('telephon');
  });
});
