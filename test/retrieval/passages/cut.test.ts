import { describe, expect, it } from 'vitest';
import { cutIntoPassages, DEFAULT_SIZES, type Atom } from '../../../retrieval/passages/cut.js';
import { seeded } from '../../support/seeded.js';

/** Sentences of these lengths, one space apart; `before` is 'sentence' unless given. */
function atomsOf(lengths: readonly number[], before: Readonly<Record<number, Atom['before']>> = {}): Atom[] {
  let start = 0;
  return lengths.map((length, index) => {
    const atom: Atom = { start, end: start + length, before: before[index] ?? 'sentence' };
    start = atom.end + 1;
    return atom;
  });
}

const sizesOf = (atoms: readonly Atom[], target = 700, max = 1_200): number[] =>
  cutIntoPassages(atoms, { ...DEFAULT_SIZES, targetCharacters: target, maxCharacters: max }).map(({ first, last }) => last - first + 1);

describe('cutIntoPassages', () => {
  it('gives nothing for nothing', () => {
    expect(cutIntoPassages([], DEFAULT_SIZES)).toEqual([]);
  });

  it('keeps a paragraph whole up to the longest length, and cuts a longer one evenly', () => {
    expect(sizesOf(atomsOf([299, 299, 299, 299]))).toEqual([4]);
    expect(sizesOf(atomsOf([299, 299, 299, 299, 299, 299]))).toEqual([3, 3]);
  });

  it('cuts between paragraphs rather than inside, and keeps an announcement with its list', () => {
    const lengths = [250, 250, 250, 250, 250, 250];
    expect(sizesOf(atomsOf(lengths, { 2: 'paragraph' }))).toEqual([2, 4]);
    expect(sizesOf(atomsOf([600, 60, 300, 300], { 1: 'paragraph', 2: 'lead', 3: 'item' }))).toEqual([1, 3]);
  });

  it('leaves a sentence longer than the longest length alone', () => {
    expect(sizesOf(atomsOf([100, 1_900, 100]))).toEqual([1, 1, 1]);
  });

  // Hand-computed: |700/700 − 1|² = 0 whole; cut in two at 350: 2 × .25 + 0.
  it('finds the cheapest cut, by hand', () => {
    expect(sizesOf(atomsOf([349, 350], { 1: 'paragraph' }))).toEqual([2]);
    // Whole: (1199/700 − 1)² = .508. In two, between paragraphs: 2 × (.143)² ≈ .041.
    expect(sizesOf(atomsOf([599, 599], { 1: 'paragraph' }))).toEqual([1, 1]);
  });

  it('is as cheap as the cheapest of all cuts', () => {
    const cost = { paragraph: 0, item: 0.1, sentence: 0.5, lead: 1.5 };
    const price = (atoms: readonly Atom[], ends: readonly number[]): number =>
      ends.reduce((sum, end, index) => {
        const first = index === 0 ? 0 : ends[index - 1]! + 1;
        const length = atoms[end]!.end - atoms[first]!.start;
        if (length > 120 && end > first) return Number.POSITIVE_INFINITY;
        return sum + (length / 70 - 1) ** 2 + (first === 0 ? 0 : cost[atoms[first]!.before]);
      }, 0);
    const random = seeded(31);
    for (let round = 0; round < 60; round++) {
      const kinds = ['paragraph', 'item', 'sentence', 'lead'] as const;
      const count = 1 + Math.floor(random() * 9);
      const atoms = atomsOf(
        Array.from({ length: count }, () => 5 + Math.floor(random() * 90)),
        Object.fromEntries(Array.from({ length: count }, (_, index) => [index, kinds[Math.floor(random() * 4)]!])),
      );
      let best = Number.POSITIVE_INFINITY;
      for (let mask = 0; mask < 2 ** (count - 1); mask++) {
        const ends = [...Array.from({ length: count - 1 }, (_, index) => index).filter((index) => mask & (1 << index)), count - 1];
        best = Math.min(best, price(atoms, ends));
      }
      const found = cutIntoPassages(atoms, { targetCharacters: 70, maxCharacters: 120, overlapSentences: 0 }).map(({ last }) => last);
      expect(price(atoms, found)).toBeCloseTo(best, 9);
    }
  });
});
