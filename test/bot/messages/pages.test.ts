import { FormattedString } from '@grammyjs/parse-mode';
import { describe, expect, test } from 'vitest';
import { joined } from '../../../bot/messages/message.js';
import { BLOCK_GAP, layOut, pageOf, splitText } from '../../../bot/messages/pages.js';

/** What Telegram demands of every message. */
function expectSound(page: FormattedString, limit: number): void {
  expect(page.text.length).toBeGreaterThan(0);
  expect(page.text.length).toBeLessThanOrEqual(limit);
  expect(page.text).toBe(page.text.trim());
  // No half of a surrogate pair.
  expect(page.text).not.toMatch(/\p{Cs}/u);
  for (const { offset, length } of page.entities) {
    expect(length).toBeGreaterThan(0);
    expect(offset).toBeGreaterThanOrEqual(0);
    expect(offset + length).toBeLessThanOrEqual(page.text.length);
  }
}

test('a text is split at empty lines, lines and spaces, in that order', () => {
  expect(splitText(new FormattedString('one two\n\nthree four'), 12).map(({ text }) => text)).toEqual(['one two', 'three four']);
  expect(splitText(new FormattedString('one two\nthree four'), 12).map(({ text }) => text)).toEqual(['one two', 'three four']);
  expect(splitText(new FormattedString('one two three'), 9).map(({ text }) => text)).toEqual(['one two', 'three']);
  expect(splitText(new FormattedString('onetwothree'), 4).map(({ text }) => text)).toEqual(['onet', 'woth', 'ree']);
});

test.each([
  ['as long as a page: one page', 'aaaa bb', 7, ['aaaa bb']],
  ['one longer: cut at the space', 'aaaa bbb', 7, ['aaaa', 'bbb']],
  ['a break right at the limit is taken before an earlier one', 'aa b bb ccc', 7, ['aa b bb', 'ccc']],
  ['a break in the middle is too early', 'aaa bbbbbbb', 6, ['aaa bb', 'bbbbb']],
  ['a break after the middle', 'aaaa bbbbbb', 6, ['aaaa', 'bbbbbb']],
  ['white space around a page', ' \n aaaa  \n bb ', 5, ['aaaa', 'bb']],
  ['nothing', '', 5, ['']],
  ['nothing but white space', ' \n ', 2, ['']],
] as const)('%s', (_, text, limit, pages) => {
  expect(splitText(new FormattedString(text), limit).map((page) => page.text)).toEqual(pages);
});

test('an entity over a cut goes on in the next page', () => {
  const text = joined(['a ', FormattedString.blockquote(joined(['bb ', FormattedString.bold('cc dd'), ' ee'])), ' f']);
  const pages = splitText(text, 8);
  expect(pages.map((page) => page.text)).toEqual(['a bb cc', 'dd ee f']);
  expect(pages[0]!.entities).toEqual([
    { type: 'blockquote', offset: 2, length: 5 },
    { type: 'bold', offset: 5, length: 2 },
  ]);
  expect(pages[1]!.entities).toEqual(
    expect.arrayContaining([
      { type: 'blockquote', offset: 0, length: 5 },
      { type: 'bold', offset: 0, length: 2 },
    ]),
  );
});

/** Pseudo-random numbers that are the same each time (a linear congruential generator, Numerical Recipes). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

describe('whatever the text, pages are sound and nothing but white space is lost', () => {
  const alphabet = ['a', 'é', 'e\u0301', ' ', '  ', '\n', '\n\n', '😀', '👨‍👩‍👧‍👦', '\u00a0', 'ﷺ', '\u200d', '\u202e', '🇫🇷', '\r\n', '.'];
  test.each(Array.from({ length: 150 }, (_, seed) => seed))('text %i', (seed) => {
    const next = numbers(seed);
    const pieces = Array.from({ length: 20 + next(200) }, () => {
      const text = Array.from({ length: 1 + next(8) }, () => alphabet[next(alphabet.length)]!).join('');
      return [new FormattedString(text), FormattedString.bold(text), FormattedString.blockquote(text), FormattedString.italic(text)][next(4)]!;
    });
    const whole = joined(pieces);
    const limit = 20 + next(100);
    const pages = splitText(whole, limit);
    const bare = (text: string): string => text.replace(/\s/g, '');
    if (bare(whole.text) === '') return;
    for (const page of pages) expectSound(page, limit);
    expect(bare(pages.map(({ text }) => text).join(''))).toBe(bare(whole.text));
    // Each character that is not a space keeps its entities.
    const marks = (texts: readonly FormattedString[]): string[] =>
      texts.flatMap(
        ({ text, entities }) =>
          Array.from(text).reduce<{ at: number; out: string[] }>(
            ({ at, out }, character) => ({
              at: at + character.length,
              out:
                character.trim() === ''
                  ? out
                  : [
                      ...out,
                      `${character}${entities
                        .filter(({ offset, length }) => offset <= at && at < offset + length)
                        .map(({ type }) => type)
                        .sort()
                        .join()}`,
                    ],
            }),
            { at: 0, out: [] },
          ).out,
      );
    expect(marks(pages)).toEqual(marks([whole]));
  });
});

describe('laying out blocks', () => {
  const block = (length: number): FormattedString => FormattedString.blockquote('x'.repeat(length));

  test('as many to a page as fit', () => {
    const pages = layOut([block(10), block(10), block(10)], { limit: 25 });
    expect(pages.map(({ blocks }) => blocks)).toEqual([[0, 1], [2]]);
    expect(pages[0]!.text.text).toBe(`${'x'.repeat(10)}${BLOCK_GAP}${'x'.repeat(10)}`);
  });

  test('at most so many', () => {
    expect(layOut([block(1), block(1), block(1)], { most: 2 }).map(({ blocks }) => blocks)).toEqual([[0, 1], [2]]);
  });

  test('a block longer than a page is split, and both pages say that they show it', () => {
    const pages = layOut([block(5), block(30), block(5)], { limit: 20 });
    expect(pages.map(({ blocks }) => blocks)).toEqual([[0], [1], [1, 2]]);
    for (const { text } of pages) expectSound(text, 20);
  });

  test('the pieces of a split block stand on pages of their own, though they would fit on one', () => {
    const pages = layOut([new FormattedString(`aaaaa${' '.repeat(20)}bbbbb`)], { limit: 12 });
    expect(pages.map(({ text, blocks }) => [text.text, blocks])).toEqual([
      ['aaaaa', [0]],
      ['bbbbb', [0]],
    ]);
  });

  test('a full page is exactly full', () => {
    expect(layOut([block(4096)]).map(({ text }) => text.text.length)).toEqual([4096]);
    expect(layOut([block(4097)]).map(({ text }) => text.text.length)).toEqual([4096, 1]);
    expect(layOut([block(2047), block(2047)]).length).toBe(1);
    expect(layOut([block(2047), block(2048)]).length).toBe(2);
  });
});

test('a page holds no more entities than Telegram keeps', () => {
  const block = joined(
    Array.from({ length: 30 }, () => FormattedString.bold('a')),
    ' ',
  );
  const pages = layOut(Array.from({ length: 8 }, () => block));
  expect(pages.map(({ text }) => text.entities.length)).toEqual([90, 90, 60]);
  expect(pages.flatMap(({ blocks }) => blocks)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test('a hundred entities on a page, not one more', () => {
  const marks = (count: number): FormattedString =>
    joined(
      Array.from({ length: count }, () => FormattedString.bold('a')),
      ' ',
    );
  expect(layOut([marks(50), marks(50)]).map(({ blocks }) => blocks)).toEqual([[0, 1]]);
  expect(layOut([marks(50), marks(51)]).map(({ blocks }) => blocks)).toEqual([[0], [1]]);
});

test('a list by pages of as many', () => {
  expect(pageOf([], 2, 3)).toEqual({ items: [], first: 0, page: 0, pages: 1 });
  expect(pageOf(['a', 'b'], 2, 0)).toEqual({ items: ['a', 'b'], first: 0, page: 0, pages: 1 });
  expect(pageOf(['a', 'b', 'c'], 2, 0)).toEqual({ items: ['a', 'b'], first: 0, page: 0, pages: 2 });
  expect(pageOf(['a', 'b', 'c'], 2, 9)).toEqual({ items: ['c'], first: 2, page: 1, pages: 2 });
});
