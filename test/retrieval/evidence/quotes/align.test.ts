import { describe, expect, test } from 'vitest';
import { seededChance } from '../../../../retrieval/chance.js';
import { align, type ComparedWord } from '../../../../retrieval/evidence/quotes/align.js';
import { wordsOf } from './words.js';

/** An alignment in short: `le=le`, `chat≠chien` (another word), `+mot` (added), `-mot` (missing), `répu blique~république` (split). */
function aligned(quote: string, document: string, diagonal = 0, band = 8): { shown: string; cost: number } {
  const [said, written] = [wordsOf(quote), wordsOf(document)];
  const { steps, cost } = align(said, written, diagonal, band);
  const words = (list: readonly { readonly text: string }[], [from, to]: readonly [number, number]): string =>
    list
      .slice(from, to)
      .map(({ text }) => text)
      .join(' ');
  const shown = steps.map((step) => {
    const [one, other] = [words(said, step.quote), words(written, step.document)];
    if (step.likeness === null) return one === '' ? `-${other}` : `+${one}`;
    return `${one}${{ same: '=', typographic: '≈', capitals: '^', ocr: '?', split: '~', other: '≠' }[step.likeness]}${other}`;
  });
  return { shown: shown.join(' '), cost: Number(cost.toFixed(4)) };
}

test.each([
  ['the same words cost nothing', 'le chat dort', 'le chat dort', 'le=le chat=chat dort=dort', 0],
  ['typography .02', 'le cœur bat', 'le coeur bat', 'le=le cœur≈coeur bat=bat', 0.02],
  ['capitals .05', 'Le chat dort', 'le chat dort', 'Le^le chat=chat dort=dort', 0.05],
  ['noise of scans .15', 'un été chaud', 'un ete chaud', 'un=un été?ete chaud=chaud', 0.15],
  // .8 less half of it for the letters shared at both ends: none of bleu/noir, 2 of 5 of chat/chien, 5 of 6 of arrêté/arrêtés, 4 of 6 of chanté/chassé.
  ['another word .8', 'le chat bleu dort', 'le chat noir dort', 'le=le chat=chat bleu≠noir dort=dort', 0.8],
  ['less for a common beginning', 'le chat dort bien', 'le chien dort bien', 'le=le chat≠chien dort=dort bien=bien', 0.64],
  ['less for a common end', 'le détour dort bien', 'le retour dort bien', 'le=le détour≠retour dort=dort bien=bien', 0.5333],
  ['less for both', 'il a chanté hier', 'il a chassé hier', 'il=il a=a chanté≠chassé hier=hier', 0.5333],
  ['least for another ending', 'il arrête tout ici', 'il arrêtes tout ici', 'il=il arrête≠arrêtes tout=tout ici=ici', 0.4571],
  ['letters are not counted twice', 'il aa tout ici', 'il aaa tout ici', 'il=il aa≠aaa tout=tout ici=ici', 0.5333],
  ['a word left out .6', 'le chat dort bien', 'le chat noir dort bien', 'le=le chat=chat -noir dort=dort bien=bien', 0.6],
  ['a word put in .85', 'le chat noir dort bien', 'le chat dort bien', 'le=le chat=chat +noir dort=dort bien=bien', 0.85],
  ['a word cut in two .1', 'la république française', 'la répu blique française', 'la=la république~répu blique française=française', 0.1],
  ['two words run into one .1', 'la répu blique française', 'la république française', 'la=la répu blique~république française=française', 0.1],
  ['of other letters is no cut word', 'une maison ici', 'une ma tous ici', 'une=une maison≠ma -tous ici=ici', 1.2667],
  ['of a figure is no cut word', 'ils sont 2012 ici', 'ils sont 20 12 ici', 'ils=ils sont=sont -20 2012≠12 ici=ici', 1.2],
])('%s', (_, quote, document, shown, cost) => {
  expect(aligned(quote, document)).toEqual({ shown, cost });
});

describe('the document is free to begin before and to end behind', () => {
  test('at no cost, found off its diagonal within the band', () => {
    const document = 'un deux trois le chat dort quatre cinq';
    for (const diagonal of [3, 1, 5]) expect(aligned('le chat dort', document, diagonal, 2)).toEqual({ shown: 'le=le chat=chat dort=dort', cost: 0 });
  });

  test('beyond the band it is not looked for', () => {
    expect(aligned('le chat dort', 'un deux trois le chat dort', 0, 2).cost).toBeGreaterThan(1);
    expect(aligned('le chat dort', 'un deux trois le chat dort', 0, 3).cost).toBe(0);
  });

  test('of two equal places the first is taken', () => {
    const { steps } = align(wordsOf('le chat'), wordsOf('le chat ou le chat'), 0, 8);
    expect(steps.map(({ document }) => document)).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });

  test('a diagonal outside of the document finds nothing', () => {
    expect(align(wordsOf('le chat'), wordsOf('le chat'), 50, 2)).toEqual({ steps: [], cost: Infinity });
    expect(align(wordsOf('le chat'), wordsOf('le chat'), -50, 2)).toEqual({ steps: [], cost: Infinity });
  });
});

test('a quote whose end hangs over the document has words added', () => {
  expect(aligned('chat dort profondément', 'le chat')).toEqual({ shown: 'chat=chat +dort +profondément', cost: 1.7 });
});

test('a quote of which nothing stands there costs as much as its words changed', () => {
  expect(aligned('xyz', 'abc').cost).toBe(0.8);
  expect(aligned('xyz', '')).toEqual({ shown: '+xyz', cost: 0.85 });
});

test('a noisy copy of the right place wins over a clean other place', () => {
  expect(aligned('les mesures mises en œuvre', 'les mesures prises en vain . les mesures mises en ceuvre', 0, 12).shown).toBe(
    'les=les mesures=mesures mises=mises en=en œuvre?ceuvre',
  );
});

describe('within its band it is the cheapest of all alignments', () => {
  // One letter a word: another one costs .8, and no word is another cut in two.
  const word = (number: number): ComparedWord => ({ text: 'bcdf'[number]!, number });

  /** The same by trying every way. */
  function cheapest(quote: readonly ComparedWord[], document: readonly ComparedWord[], diagonal: number, band: number): number {
    const known = new Map<string, number>();
    const cost = (row: number, place: number): number => {
      if (place < 0 || place > document.length || Math.abs(place - row - diagonal) > band) return Infinity;
      if (row === 0) return 0;
      const key = `${row} ${place}`;
      const least =
        known.get(key) ??
        Math.min(
          cost(row - 1, place - 1) + (quote[row - 1]!.number === document[place - 1]?.number ? 0 : 0.8),
          cost(row, place - 1) + 0.6,
          cost(row - 1, place) + 0.85,
        );
      known.set(key, least);
      return least;
    };
    return Math.min(...Array.from({ length: document.length + 1 }, (_, place) => cost(quote.length, place)));
  }

  test('and its steps cost what it says, one after the other', () => {
    const random = seededChance(3);
    const upTo = (bound: number): number => Math.floor(random() * bound);
    for (let round = 0; round < 300; round++) {
      const quote = Array.from({ length: 1 + upTo(6) }, () => word(upTo(4)));
      const document = Array.from({ length: upTo(9) }, () => word(upTo(4)));
      const [diagonal, band] = [upTo(7) - 2, upTo(4)];
      const { steps, cost } = align(quote, document, diagonal, band);
      const expected = cheapest(quote, document, diagonal, band);
      if (expected === Infinity) expect(cost).toBe(Infinity);
      else expect(cost).toBeCloseTo(expected, 4);
      if (cost === Infinity) continue;
      const sum = steps.reduce(
        (all, { likeness, quote: [from, to] }) => all + (likeness === 'same' ? 0 : likeness === 'other' ? 0.8 : from === to ? 0.6 : 0.85),
        0,
      );
      expect(sum).toBeCloseTo(expected, 4);
      expect(steps.flatMap((step) => quote.slice(...step.quote))).toEqual(quote);
      for (let at = 1; at < steps.length; at++) expect(steps[at]!.document[0]).toBe(steps[at - 1]!.document[1]);
    }
  });
});
