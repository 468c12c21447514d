import { expect, test } from 'vitest';
import { speechIn } from '../../../bot/languages.js';
import { citationLine, citationText, longDate, shortTitle } from '../../../bot/messages/citation.js';

const french = speechIn('fr');
const english = speechIn('en');
const cited = { title: 'Rapport  annuel', date: '2025-05-20', lines: [14, 19], page: null } as const;

test('title, date, lines', () => {
  expect(citationLine(cited, french).text).toBe('Rapport annuel · 20 mai 2025 · lignes 14–19');
  expect(citationLine({ ...cited, date: null, lines: [3, 3] }, english).text).toBe('Rapport annuel · line 3');
});

test('the page where there are pages', () => {
  expect(citationLine({ ...cited, page: 1203 }, english).text).toBe('Rapport annuel · 20 May 2025 · page 1,203');
});

test('the title leads to the source when it is known', () => {
  expect(citationLine(cited, french, 'https://example.org/a').entities).toEqual(
    expect.arrayContaining([{ type: 'text_link', offset: 0, length: 14, url: 'https://example.org/a' }]),
  );
});

test('a title whose source Telegram takes for no address stands without a link: a link would have the whole message refused', () => {
  for (const address of ['http://localhost/a', 'http://intranet/a', 'ftp://example.org/a', 'nothing']) {
    expect(citationLine(cited, french, address, address)).toMatchObject({
      text: 'Rapport annuel · 20 mai 2025 · lignes 14–19 · 🔗',
      entities: [{ type: 'italic', offset: 0, length: 14 }],
    });
  }
  expect(citationLine(cited, french, 'http://[::1]/a').entities).toHaveLength(2);
});

test('dates are said as exactly as they are known', () => {
  expect(['2025-05-20', '2025-05', '2025', 'mai 2025', '2025-13-45'].map((date) => longDate(date, 'fr'))).toEqual([
    '20 mai 2025',
    'mai 2025',
    '2025',
    'mai 2025',
    '2025-13-45',
  ]);
  expect(longDate('2025-05', 'en')).toBe('May 2025');
});

test('a copied citation holds the quote to the letter', () => {
  expect(citationText(cited, 'l’un\n et  l’autre', french)).toBe('« l’un\n et  l’autre » — Rapport  annuel, 20 mai 2025, lignes 14–19');
});

test('endless titles are shortened', () => {
  expect(shortTitle('mot '.repeat(500)).length).toBeLessThanOrEqual(120);
});
