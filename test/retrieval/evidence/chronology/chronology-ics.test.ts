import ICAL from 'ical.js';
import { expect, describe, test } from 'vitest';
import { chronology } from '../../../../retrieval/evidence/chronology/chronology.js';
import { chronologyIcs } from '../../../../retrieval/evidence/chronology/chronology-ics.js';
import { documentOf } from '../documents.js';

const documents = [
  documentOf('b.txt', 'Le ministre a parlé. Il a signé le 3 mars 2021. Plus tard, en 2019, rien. Ce jeudi 21 mars, tout change.', { date: '2024-03-22' }),
  documentOf('a.txt', 'La prison ouvre du 28 février au 3 mars 2021. En mars 2021 aussi. Le 14 juillet fut calme.'),
  documentOf('c.txt', 'Aucune date ici.'),
];

describe('ICS', () => {
  const long = documentOf('long.txt', `Le 31 décembre 2024, ${'« été, hiver ; et \\ 👮🏽 caractères » '.repeat(12)}fin.`);

  test('is read back by a calendar library: all days, ends exclusive, texts unescaped', () => {
    const ics = chronologyIcs(chronology([...documents, long]), 'Frise, « tout » ; le dossier');
    const calendar = new ICAL.Component(ICAL.parse(ics) as unknown[]);
    const events = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
    expect(events.map(({ startDate, endDate }) => [startDate.isDate, startDate.toString(), endDate.toString()])).toEqual([
      [true, '2019-01-01', '2020-01-01'],
      [true, '2021-02-28', '2021-03-04'],
      [true, '2021-03-01', '2021-04-01'],
      [true, '2021-03-03', '2021-03-04'],
      [true, '2024-03-21', '2024-03-22'],
      [true, '2024-12-31', '2025-01-01'],
    ]);
    expect(events.at(-1)!.description).toContain('« été, hiver ; et \\ 👮🏽 caractères »');
    // The library leaves X- properties as they are written.
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Frise\\, « tout » \\; le dossier');
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
  });

  test('keeps lines to 75 octets and whole characters, and ends them with CRLF', () => {
    const ics = chronologyIcs(chronology([long]), 'x');
    expect(ics.endsWith('\r\n')).toBe(true);
    for (const line of ics.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toMatch(/[\uD800-\uDBFF]$|^ ?[\uDC00-\uDFFF]|[\r\n]/u);
    }
  });

  test('keeps the UID of a date when the text around it moves, and the same bytes for the same dates', () => {
    const uids = (text: string): string[] =>
      [...chronologyIcs(chronology([documentOf('a.txt', text)]), 'x').matchAll(/^UID:(.*)\r$/gmu)].map(([, uid]) => uid!);
    expect(uids('Le 1er mai 2020, fête.')).toEqual(uids('Avant tout.\n\nLe 1er mai 2020, fête.'));
    expect(new Set(uids('Du 1er mai 2020 au soir du 1er mai 2020, fête.')).size).toBe(2);
    expect(chronologyIcs(chronology(documents), 'x')).toBe(chronologyIcs(chronology(documents), 'x'));
  });
});

/** The lines of a calendar, folds undone. */
const linesOf = (text: string, rest: Parameters<typeof documentOf>[2] = {}): string[] =>
  chronologyIcs(chronology([documentOf('a.txt', text, { title: 'A', ...rest })]), 'x')
    .replaceAll('\r\n ', '')
    .split('\r\n');

test('a calendar line by line', () => {
  expect(linesOf('Fête le lundi 2 mars 2021; puis\nrien.')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//dossier-bot//chronology//FR',
    'CALSCALE:GREGORIAN',
    'X-WR-CALNAME:x',
    'BEGIN:VEVENT',
    expect.stringMatching(/^UID:[0-9a-f]{32}@dossier-bot$/u),
    'DTSTAMP:20210302T000000Z',
    'DTSTART;VALUE=DATE:20210302',
    'DTEND;VALUE=DATE:20210303',
    'SUMMARY:Fête le lundi 2 mars 2021\\; puis rien.',
    'DESCRIPTION:Fête le lundi 2 mars 2021\\; puis rien.\\n\\nA (a.txt\\, l. 1-2)\\n\\n? « lundi 2 mars 2021 »',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

test.each([
  ['a page where there are pages', 'En 2020, fête.', { pages: [0] }, 'En 2020\\, fête.\\n\\nA (a.txt\\, p. 1)'],
  ['where a year comes from', 'Ce  jeudi 21 mars.', { date: '2024-03-20' }, 'Ce jeudi 21 mars.\\n\\nA (a.txt\\, l. 1)\\n\\n« Ce jeudi 21 mars » + 2024-03-20'],
  ['what can be read otherwise', 'Le 05/06/2025.', {}, 'Le 05/06/2025.\\n\\nA (a.txt\\, l. 1)\\n\\n? « 05/06/2025 »'],
  ['no control character', 'En 2020 \u0007 \u007F fête.', {}, 'En 2020     fête.\\n\\nA (a.txt\\, l. 1)'],
])('a description tells %s', (_, text, rest, description) => {
  expect(linesOf(text, rest).find((line) => line.startsWith('DESCRIPTION:'))).toBe(`DESCRIPTION:${description}`);
});

test('the summary is the sentence, cut at a space behind 90 to 120 characters', () => {
  const summary = (text: string): string =>
    linesOf(text)
      .find((line) => line.startsWith('SUMMARY:'))!
      .slice('SUMMARY:'.length);
  const just = `En 2020 ${'x'.repeat(111)}.`;
  expect(summary(just)).toBe(just);
  expect(summary(`En 2020 ${'x'.repeat(100)} ${'y'.repeat(100)}.`)).toBe(`En 2020 ${'x'.repeat(100)}…`);
  expect(summary(`En 2020 ${'x'.repeat(200)}.`)).toBe(`En 2020 ${'x'.repeat(82)}…`);
  expect(summary(`En 2020 ${'x'.repeat(81)}👮${'x'.repeat(100)}.`)).toBe(`En 2020 ${'x'.repeat(81)}…`);
});

test.each([
  ['2020', '20200101', '20210101', 'En 2020.'],
  ['December 2020', '20201201', '20210101', 'En décembre 2020.'],
  ['a range of months', '20200101', '20200401', 'De janvier à mars 2020.'],
  ['New Year’s Eve', '20201231', '20210101', 'Le 31 décembre 2020.'],
])('%s is from its first day to the one after its last', (_, first, after, text) => {
  expect(linesOf(text)).toEqual(expect.arrayContaining([`DTSTART;VALUE=DATE:${first}`, `DTEND;VALUE=DATE:${after}`]));
});

test('a line of 75 octets stays whole, one of 76 is folded; pieces are as long as they may be', () => {
  const nameLine = (name: string): string => {
    const ics = chronologyIcs(chronology([]), name);
    return ics.slice(ics.indexOf('X-WR-CALNAME:'), ics.indexOf('\r\nEND:VCALENDAR'));
  };
  const prefix = 'X-WR-CALNAME:'.length;
  expect(nameLine('x'.repeat(75 - prefix))).not.toContain('\r\n');
  const lengths = (name: string): number[] =>
    nameLine(name)
      .split('\r\n')
      .map((line) => Buffer.byteLength(line));
  expect(lengths('x'.repeat(76 - prefix))).toEqual([75, 2]);
  // Each further piece has its space and 74 octets more.
  expect(lengths('x'.repeat(75 - prefix + 74 + 3))).toEqual([75, 75, 4]);
  // X-WR-CALNAME: and 31 of two octets are 75, 20 of three 73, 15 of four 73; then a space and 37, 24 or 18.
  expect(lengths('é'.repeat(31 + 37 + 1))).toEqual([75, 75, 3]);
  expect(lengths('€'.repeat(20 + 24 + 1))).toEqual([73, 73, 4]);
  expect(lengths('👮'.repeat(15 + 18 + 1))).toEqual([73, 73, 5]);
});

test('a date written twice in a sentence is two events, the first known by the plain key', () => {
  const uids = linesOf('Du 1er mai 2020 au soir du 1er mai 2020, fête du 1er mai 2020.').filter((line) => line.startsWith('UID:'));
  const key = uids[0]!.slice('UID:'.length, -'@dossier-bot'.length);
  expect(key).toMatch(/^[0-9a-f]{32}$/u);
  expect(uids.slice(1)).toEqual([`UID:${key}-1@dossier-bot`, `UID:${key}-2@dossier-bot`]);
  const others = linesOf('Du 1er mai 2020. Le 2 mai 2020.').filter((line) => line.startsWith('UID:'));
  for (const uid of others) expect(uid).toMatch(/^UID:[0-9a-f]{32}@/u);
  expect(new Set([...others, uids[0]]).size).toBe(3);
});
