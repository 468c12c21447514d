import { expect, test } from 'vitest';
import { speechIn } from '../../../bot/speech.js';
import { citationLine, citationText, longDate, shortTitle, uncertainLine } from '../../../bot/messages/citation.js';
import { place } from '../../../bot/messages/place.js';
import { asRead } from '../../support/as-read.js';

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

test.each([
  ['2025-05-20', '20 mai 2025', '20 May 2025'],
  ['2025-12-31', '31 décembre 2025', '31 December 2025'],
  ['2025-05', 'mai 2025', 'May 2025'],
  ['0842-02-14', '14 février 842', '14 February 842'],
])('the date %s in words', (iso, inFrench, inEnglish) => {
  expect([longDate(iso, 'fr'), longDate(iso, 'en')]).toEqual([inFrench, inEnglish]);
});

test.each(['2025', 'mai 2025', '2025-13', '2025-13-45', '2025-02-30', '2025-05-00', '2025-05-2', '12025-05-20', '2025-05-20T10:00', ''])(
  '“%s” is shown as it is: it is known no better, or no date',
  (text) => {
    expect(longDate(text, 'fr')).toBe(text);
  },
);

test('a copied citation holds the quote to the letter', () => {
  expect(citationText(cited, 'l’un\n et  l’autre', french)).toBe('« l’un\n et  l’autre » — Rapport  annuel, 20 mai 2025, lignes 14–19');
});

test('a copied citation in English, with its page or its line, and no date', () => {
  expect(citationText({ ...cited, date: null, page: 3 }, 'Yes.', english)).toBe('“Yes.” — Rapport  annuel, page 3');
  expect(citationText({ ...cited, lines: [1204, 1204] }, 'Yes.', english)).toBe('“Yes.” — Rapport  annuel, 20 May 2025, line 1204');
});

test('where a quote stands: the page, else the lines, which are no amounts', () => {
  expect([place({ page: 1, lines: [1, 2] }, french), place({ page: 1, lines: [1, 2] }, english)]).toEqual(['page 1', 'page 1']);
  expect([place({ page: null, lines: [1204, 1204] }, french), place({ page: null, lines: [1204, 1204] }, english)]).toEqual(['ligne 1204', 'line 1204']);
  expect([place({ page: null, lines: [999, 1204] }, french), place({ page: null, lines: [999, 1204] }, english)]).toEqual([
    'lignes 999–1204',
    'lines 999–1204',
  ]);
});

test('the sign at the end leads to the proof', () => {
  expect(asRead(citationLine(cited, french, 'https://example.org/a', 'https://t.me/bot?start=c_1'))).toBe(
    '<a https://example.org/a><i>Rapport annuel</i></a> · 20 mai 2025 · lignes 14–19 · <a https://t.me/bot?start=c_1>🔗</a>',
  );
});

test('what the italics of a quote mean is said on a line below, when there are some', () => {
  const words = (count: number) => ({ uncertain: Array.from({ length: count }, (_, at) => [at, at + 1] as const) });
  expect([uncertainLine({}, french), uncertainLine(words(0), french)]).toEqual(['', '']);
  expect(uncertainLine(words(1), french)).toBe('\n⚠️ Un mot en italique : lecture incertaine du scan.');
  expect(uncertainLine(words(2), french)).toBe('\n⚠️ 2 mots en italique : lecture incertaine du scan.');
  expect(uncertainLine(words(1), english)).toBe('\n⚠️ A word in italics: uncertain reading of the scan.');
  expect(uncertainLine(words(2), english)).toBe('\n⚠️ 2 words in italics: uncertain reading of the scan.');
});

test('titles stand on one line, cut at 120 characters', () => {
  expect(shortTitle(' Rapport\n\n annuel\t')).toBe('Rapport annuel');
  expect(shortTitle('x'.repeat(120))).toBe('x'.repeat(120));
  expect(shortTitle('x'.repeat(121))).toBe(`${'x'.repeat(119)}…`);
});
