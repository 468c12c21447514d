import { describe, expect, test } from 'vitest';
import { compared } from '../../../../retrieval/evidence/quotes/find-parts.js';
import { alignAt, findCandidates, findRuns, UNKNOWN } from '../../../../retrieval/evidence/quotes/find-places.js';
import { quoteIndex, type QuoteIndex } from '../../../../retrieval/evidence/words/quote-index.js';
import { wordSpans } from '../../../../retrieval/evidence/words/word-forms.js';
import { documentOf } from '../documents.js';

const words = (index: QuoteIndex, text: string) => compared(index, text, wordSpans(text));

describe('words one after the other', () => {
  //                                    0  1    2    3  4    5          6    7  8    9
  const index = quoteIndex([documentOf('a.txt', 'Le chat dort. Le chat rit.'), documentOf('b.txt', 'dort le chat rlt')]);
  const runs = (text: string): unknown[] => findRuns(index, words(index, text)).map(({ document, first, last }) => [document, first, last]);

  test.each([
    [
      'at every place',
      'le chat',
      [
        [0, 0, 1],
        [0, 3, 4],
        [1, 7, 8],
      ],
    ],
    [
      'with the noise of a scan',
      'chat rit',
      [
        [0, 4, 5],
        [1, 8, 9],
      ],
    ],
    [
      'one word',
      'dort',
      [
        [0, 2, 2],
        [1, 6, 6],
      ],
    ],
    ['a whole document', 'le chat dort le chat rit', [[0, 0, 5]]],
    ['not over the border of two documents', 'rit dort', []],
    ['nor begun before the first word', 'rit le chat dort', []],
    ['nor ended behind the last', 'le chat rit dort', []],
    ['not in another order', 'chat le', []],
    ['not with a word that no document has', 'le dragon', []],
    ['none for no word', '', []],
  ])('%s', (_, text, expected) => {
    expect(runs(text)).toEqual(expected);
  });

  test('an unknown word has no number', () => {
    expect(words(index, 'le dragon').map(({ number }) => number)).toEqual([0, UNKNOWN]);
  });
});

describe('places where much of a quote stands', () => {
  const filler = (seed: number, count: number): string => Array.from({ length: count }, (_, at) => `mot${seed}x${at}`).join(' ');
  const sentence = 'la fouille des cellules a duré toute la nuit dans les prisons du sud';
  const index = quoteIndex([
    documentOf('a.txt', `${filler(1, 300)} ${sentence} ${filler(2, 50)}`),
    documentOf('b.txt', ''),
    documentOf('c.txt', `${filler(3, 40)} la nuit dans les prisons du nord ${filler(4, 90)}`),
  ]);
  const found = (text: string) => findCandidates(index, words(index, text));

  test('the best aligned comes first, with its words around it', () => {
    const [best, next] = found(sentence.replace('cellules', 'chambres'));
    expect(best!.document).toBe(0);
    const steps = best!.alignment.steps.map(({ quote, document, likeness }) => [quote[0], best!.from + document[0], likeness]);
    expect(steps.slice(0, 4)).toEqual([
      [0, 300, 'same'],
      [1, 301, 'same'],
      [2, 302, 'same'],
      [3, 303, 'other'],
    ]);
    expect(best!.window[300 - best!.from]!.text).toBe('la');
    expect(next!.document).toBe(2);
    expect(best!.alignment.cost).toBeLessThan(next!.alignment.cost);
  });

  test('its words in their order win over more of them in another order', () => {
    const letters = 'aa bb cc dd ee ff gg hh ii jj';
    const turned = letters.split(' ').reverse().join(' ');
    const both = quoteIndex([
      documentOf('a.txt', `${filler(5, 100)} ${turned} ${turned}`),
      documentOf('b.txt', `${filler(6, 100)} aa bb cc dd ee ff gg hh xx yy`),
    ]);
    const [best, next] = findCandidates(both, words(both, letters));
    expect([best!.document, next!.document]).toEqual([1, 0]);
    expect(best!.alignment.steps.filter(({ likeness }) => likeness === 'same')).toHaveLength(8);
  });

  test('short documents side by side are told apart', () => {
    const short = quoteIndex([
      documentOf('a.txt', 'rien la fouille'),
      documentOf('b.txt', sentence),
      documentOf('c.txt', 'prisons du sud'),
      documentOf('d.txt', filler(7, 80)),
    ]);
    const [best, ...others] = findCandidates(short, words(short, sentence.replace('cellules', 'chambres')));
    expect([best!.document, best!.from, best!.alignment.steps.filter(({ likeness }) => likeness === 'same').length]).toEqual([1, 3, 13]);
    for (const { alignment } of others) expect(alignment.cost).toBeGreaterThan(best!.alignment.cost);
  });

  test('words put in or left out do not hide a place', () => {
    const [longer] = found(sentence.replace('a duré', 'a vraiment bien longtemps duré'));
    const [shorter] = found(sentence.replace('a duré toute ', ''));
    for (const one of [longer, shorter]) expect(one!.document).toBe(0);
    expect(longer!.alignment.steps.filter(({ likeness }) => likeness === 'same')).toHaveLength(14);
    expect(shorter!.alignment.steps.filter(({ likeness }) => likeness === 'same')).toHaveLength(11);
  });

  test('a window stays within its document', () => {
    for (const { document, from, window } of found(sentence)) {
      expect(from).toBeGreaterThanOrEqual(index.firsts[document]!);
      expect(from + window.length).toBeLessThanOrEqual(index.firsts[document + 1]!);
    }
  });

  test('the window is as wide as the band to either side, and one word more', () => {
    const text = Array.from({ length: 60 }, (_, at) => `mot${at}`).join(' ');
    const long = quoteIndex([documentOf('a.txt', text), documentOf('b.txt', 'autre')]);
    const quote = words(long, 'mot30 mot31 mot32');
    const shown = (diagonal: number, band: number): unknown[] => {
      const { from, window, alignment } = alignAt(long, quote, 0, diagonal, band);
      return [from, window[0]!.text, window.at(-1)!.text, alignment.cost];
    };
    expect(shown(30, 5)).toEqual([25, 'mot25', 'mot38', 0]);
    expect(shown(25, 5)).toEqual([20, 'mot20', 'mot33', 0]);
    expect(shown(2, 40)).toEqual([0, 'mot0', 'mot45', 0]);
    expect(shown(50, 30)).toEqual([20, 'mot20', 'mot59', 0]);
    expect(alignAt(long, quote, 0, 30, 5).window.map(({ number }) => number)).toEqual([...long.words.subarray(25, 39)]);
  });

  test('none where no word is known', () => {
    expect(found('xylophone zwölf')).toEqual([]);
    expect(findCandidates(quoteIndex([]), words(index, sentence))).toEqual([]);
  });

  test('at most eight, one a place', () => {
    const many = quoteIndex([documentOf('a.txt', Array.from({ length: 30 }, (_, at) => `${sentence} ${filler(at, 40)}`).join(' '))]);
    const places = findCandidates(many, words(many, `${sentence} dragon`)).map(({ from, alignment: { steps } }) => from + steps[0]!.document[0]);
    expect(places).toHaveLength(8);
    expect(new Set(places).size).toBe(8);
    // Each begins where a copy of the sentence begins: 14 words and 40 of filler.
    for (const place of places) expect(place % 54).toBe(0);
  });
});
