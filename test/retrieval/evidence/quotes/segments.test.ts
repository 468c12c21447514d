import { expect, test } from 'vitest';
import type { AlignedWords } from '../../../../retrieval/evidence/quotes/align.js';
import type { Candidate } from '../../../../retrieval/evidence/quotes/find-places.js';
import { segments } from '../../../../retrieval/evidence/quotes/segments.js';

/** A place that explains a quote so, word by word: `=` the same, `x` another word, `+` not in the document, `2` two words run into one, `.` a word of the document left out. */
function place(shape: string): Candidate {
  const steps: AlignedWords[] = [];
  let [quote, document] = [0, 0];
  for (const sign of shape) {
    const [words, written] = [{ '.': 0, '2': 2 }[sign] ?? 1, sign === '+' ? 0 : 1];
    const likeness = ({ '=': 'same', x: 'other', '2': 'split' } as const)[sign] ?? null;
    steps.push({ quote: [quote, quote + words], document: [document, document + written], likeness });
    quote += words;
    document += written;
  }
  return { document: 0, from: 0, window: [], alignment: { steps, cost: 0 } };
}

/** Segments in short: `0-6:1` for words 0 to 5 of candidate 1, `…:-` where none explains them. */
function divided(words: number, shapes: readonly string[], weight: number | readonly number[] = 1): string {
  const weights = typeof weight === 'number' ? new Array<number>(words).fill(weight) : weight;
  return segments(shapes.map(place), weights)
    .map(({ from, to, candidate }) => `${from}-${to}:${candidate < 0 ? '-' : candidate}`)
    .join(' ');
}

test.each([
  ['one place that explains it all', 6, ['======'], '0-6:0'],
  ['the better of two', 6, ['===x==', '======'], '0-6:1'],
  ['the first of two equal ones', 6, ['======', '======'], '0-6:0'],
  ['two places, each of which explains a half', 12, ['======xxxxxx', 'xxxxxx======'], '0-6:0 6-12:1'],
  ['three', 15, ['=====xxxxxxxxxx', 'xxxxx=====xxxxx', 'xxxxxxxxxx====='], '0-5:0 5-10:1 10-15:2'],
  // Going over costs 2: two words better there are not enough, three are.
  ['two words better elsewhere are not enough', 8, ['======xx', 'xxxx===='], '0-8:0'],
  ['three are, gone over to as soon as both fit', 8, ['=====xxx', 'xxxx===='], '0-4:0 4-8:1'],
  ['four are', 8, ['====xxxx', 'xxxx===='], '0-4:0 4-8:1'],
  // .4 a word cheaper when nothing explains it: five words save the 2 that going over costs, six more than that.
  ['five words that nothing explains stay', 10, ['=====xxxxx'], '0-10:0'],
  ['six are told apart', 11, ['=====xxxxxx'], '0-5:0 5-11:-'],
  ['words added count as words changed', 11, ['=====++++++'], '0-5:0 5-11:-'],
  ['two words run into one are explained both', 12, ['=====2=====', 'xxxxxxxxxxxx'], '0-12:0'],
])('%s', (_, words, shapes, expected) => {
  expect(divided(words, shapes)).toBe(expected);
});

test('words that tell little count little', () => {
  expect(divided(12, ['======xxxxxx', 'xxxxxx======'], 0.3)).toBe('0-12:0');
  expect(divided(12, ['======xxxxxx', 'xxxxxx======'], 0.4)).toBe('0-6:0 6-12:1');
});

test('words of the document left out count .3 each, 1.5 at most, at the word behind them', () => {
  // One word changed costs 1, three left out .9, four 1.2.
  expect(divided(8, ['====...====', '====x==='])).toBe('0-8:0');
  expect(divided(8, ['====....====', '====x==='])).toBe('0-8:1');
  // However many are left out: 1.5, which two changed words exceed.
  expect(divided(8, [`====${'.'.repeat(40)}====`, '===xx==='])).toBe('0-8:0');
});

test('a stretch of fewer than four words goes to its longer neighbour', () => {
  // Weights of 3 make even three words worth going over for.
  expect(divided(13, ['======xxx====', 'xxxxxx===xxxx'], 3)).toBe('0-13:0');
  expect(divided(14, ['======xxxx====', 'xxxxxx====xxxx'], 3)).toBe('0-6:0 6-10:1 10-14:0');
  expect(divided(12, ['===xxxxxxxxx', 'xxx====xxxxx', 'xxxxxxx====='], 3)).toBe('0-7:1 7-12:2');
  expect(divided(12, ['=====xxxxxxx', 'xxxxx===xxxx', 'xxxxxxxx===='], 3)).toBe('0-8:0 8-12:2');
  expect(divided(12, ['====xxxxxxxx', 'xxxx===xxxxx', 'xxxxxxx====='], 3)).toBe('0-4:0 4-12:2');
  expect(divided(10, ['=======xxx', 'xxxxxxx==='], 3)).toBe('0-10:0');
});

test('a short quote is one stretch, explained or not', () => {
  expect(divided(1, ['='])).toBe('0-1:0');
  expect(divided(2, ['xx'])).toBe('0-2:-');
});
