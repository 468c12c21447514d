import { describe, expect, it } from 'vitest';
import { collapse, goldRanks, isHit } from '../../../retrieval/evaluation/hits.js';
import { seededChance } from '../../../retrieval/chance.js';

describe('collapse', () => {
  it('makes every white space one space, no-break and thin ones and line ends too', () => {
    expect(collapse('\n a\u00A0\u202Fb\r\n\tc  ')).toBe('a b c');
  });
});

describe('isHit', () => {
  const gold = { file: 'a.txt', quote: '0123456789' };
  it.each([
    ['the whole quote', 'x 0123456789 y', true],
    ['exactly half of it', 'x01234x', true],
    ['one character under half', 'x0123x', false],
    ['half of it in two runs', '0123 x 6789', false],
    ['the quote with other white space', '0123456789', true],
  ])('%s', (_, quote, expected) => {
    expect(isHit({ file: 'a.txt', quote }, gold)).toBe(expected);
  });

  it('collapses white space on both sides', () => {
    expect(isHit({ file: 'a.txt', quote: 'près\nde 5\u00A0000\r\n  appareils' }, { file: 'a.txt', quote: 'près de 5 000 appareils' })).toBe(true);
  });

  it('rounds half of an odd length up: three of five characters', () => {
    const odd = { file: 'a.txt', quote: 'abcde' };
    expect(isHit({ file: 'a.txt', quote: 'abx' }, odd)).toBe(false);
    expect(isHit({ file: 'a.txt', quote: 'abc' }, odd)).toBe(true);
  });

  it('takes one run of half the quote, wherever it is in either, as comparing all pairs of places does', () => {
    const chance = seededChance(1);
    const word = () => Array.from({ length: 1 + Math.floor(chance() * 30) }, () => 'abc'[Math.floor(chance() * 3)]!).join('');
    for (let i = 0; i < 300; i += 1) {
      const [quote, held] = [word(), word()];
      expect(isHit({ file: 'a.txt', quote: held }, { file: 'a.txt', quote }), `${quote} / ${held}`).toBe(longestRun(quote, held) >= quote.length / 2);
    }
    // "environ 500" and "cellules" apart do not add up; an accent spelt apart is another.
    expect(isHit({ file: 'a.txt', quote: 'environ 500 ou 600 cellules' }, { file: 'a.txt', quote: 'environ 500 cellules grises' })).toBe(false);
    expect(isHit({ file: 'a.txt', quote: 'e\u0301' }, { file: 'a.txt', quote: 'é' })).toBe(false);
  });

  it('takes texts of 50,000 characters that repeat themselves', () => {
    const long = 'ab'.repeat(25_000);
    expect(isHit({ file: 'a.txt', quote: `${long.slice(1)}c` }, { file: 'a.txt', quote: long })).toBe(true);
  });

  it('never takes another file, whatever it says', () => {
    expect(isHit({ file: 'b.txt', quote: '0123456789' }, gold)).toBe(false);
  });

  it('takes any passage of the file without a quote', () => {
    expect(isHit({ file: 'a.txt', quote: '' }, { file: 'a.txt' })).toBe(true);
  });
});

describe('goldRanks', () => {
  it('gives each gold the rank of its own first hit', () => {
    const passages = [
      { file: 'b', quote: 'nothing' },
      { file: 'a', quote: 'the cat sat' },
      { file: 'a', quote: 'the cat sat on the mat' },
    ];
    const golds = [{ file: 'a', quote: 'cat sat' }, { file: 'a', quote: 'on the mat' }, { file: 'b', quote: 'dog' }, { file: 'b' }];
    expect(goldRanks(passages, golds)).toEqual([2, 3, null, 1]);
    expect(goldRanks([], golds)).toEqual([null, null, null, null]);
  });
});

function longestRun(a: string, b: string): number {
  let longest = 0;
  for (let start = 0; start < a.length; start += 1) {
    for (let end = start + longest + 1; end <= a.length && b.includes(a.slice(start, end)); end += 1) longest = end - start;
  }
  return longest;
}
