import { describe, expect, test } from 'vitest';
import { speechIn } from '../../../bot/speech.js';
import { chronologyBlocks } from '../../../bot/messages/chronology.js';
import type { ReportSurroundings } from '../../../bot/messages/report.js';
import type { Chronology, ChronologyEntry } from '../../../retrieval/evidence/index.js';
import type { CitedDocument } from '../../../retrieval/search/cite.js';
import { asRead } from '../../support/as-read.js';
import { citationIn } from '../../support/citation-in.js';

const french = speechIn('fr');
const english = speechIn('en');
const around: Pick<ReportSurroundings, 'proof' | 'link'> = {
  proof: ({ file, start }) => `https://t.me/bot?start=${file}-${start}`,
  link: (file) => (file === 'loi.txt' ? 'https://example.org/loi' : null),
};

/** The date written in a sentence that follows a first line, so that no offset is 0. */
function entry(sentence: string, date: string, more: Partial<ChronologyEntry> = {}, document: Partial<CitedDocument> = {}): ChronologyEntry {
  const text = `Mardi.\n${sentence}`;
  const start = text.indexOf(date);
  return {
    start: '2025-05-20',
    end: null,
    precision: 'day',
    year: 2025,
    origin: 'stated',
    resolvedFrom: null,
    weekdayDiffers: false,
    ambiguous: false,
    written: { start, end: start + date.length, text: date },
    citation: citationIn(text, sentence, document),
    ...more,
  };
}

const stated = entry('Le 20 mai 2025, une fouille.', '20 mai 2025');
const open = entry('Le 21  mars, un vol.', '21  mars', { start: '--03-21', year: null, origin: 'open' }, { file: 'loi.txt', title: 'Loi', date: '2024' });

function read(dated: readonly ChronologyEntry[], undated: readonly ChronologyEntry[] = [], subject = '', speech = french): string[] {
  const chronology: Chronology = { dated, undated, documents: 2, silent: [] };
  return chronologyBlocks(chronology, subject, { ...around, speech }).map(({ text }) => asRead(text));
}

describe('the head', () => {
  test('how many dates, with and without a year together', () => {
    expect(read([])).toEqual(['<b>Chronologie</b>\nAucune date trouvée.']);
    expect(read([], [], '', english)).toEqual(['<b>Chronology</b>\nNo date found.']);
    expect(read([stated])[0]).toBe('<b>Chronologie</b>\nUne date trouvée.');
    expect(read([stated], [], '', english)[0]).toBe('<b>Chronology</b>\nOne date found.');
    expect(read([stated, stated], [open])[0]).toBe('<b>Chronologie</b>\n3 dates trouvées.');
    expect(read([stated, stated], [open], '', english)[0]).toBe('<b>Chronology</b>\n3 dates found.');
  });

  test('the subject, its white space levelled, cut at 200 characters', () => {
    expect(read([], [], ' les\n\n drones ')[0]).toBe('<b>Chronologie : les drones</b>\nAucune date trouvée.');
    expect(read([], [], 'drones', english)[0]).toBe('<b>Chronology: drones</b>\nNo date found.');
    expect(read([], [], 'x'.repeat(200))[0]).toContain(`: ${'x'.repeat(200)}</b>`);
    expect(read([], [], 'x'.repeat(201))[0]).toContain(`: ${'x'.repeat(199)}…</b>`);
  });
});

test('each date with its sentence, the date in bold there; those without a year at the end, said once', () => {
  const undated = [
    '📅 <b>21 mars</b>',
    '<quote>Le <b>21  mars</b>, un vol.</quote>',
    '<a https://example.org/loi><i>Loi</i></a> · 2024 · ligne 2 · <a https://t.me/bot?start=loi.txt-7>🔗</a>',
  ];
  expect(read([stated], [open, open])).toEqual([
    '<b>Chronologie</b>\n3 dates trouvées.',
    '📅 <b>20 mai 2025</b>\n<quote>Le <b>20 mai 2025</b>, une fouille.</quote>\n<i>Rapport</i> · ligne 2 · <a https://t.me/bot?start=a.txt-7>🔗</a>',
    ['<b>Année non dite :</b>', ...undated].join('\n'),
    undated.join('\n'),
  ]);
  expect(read([], [open], '', english)[1]).toMatch(/^<b>Year not said:<\/b>\n📅 <b>21 mars<\/b>\n/);
});

test('words of a scan read with uncertainty are in italics, and a line says so', () => {
  const sentence = 'Le 20 mai 2025, une fouille.';
  const read20 = read([entry(sentence, '20 mai 2025', {}, { uncertain: [{ start: 23, end: 26 }] })])[1];
  expect(read20).toContain('<quote>Le <b>20 mai 2025</b>, <i>une</i> fouille.</quote>');
  expect(read20!.split('\n').at(-1)).toBe('⚠️ Un mot en italique : lecture incertaine du scan.');
});

test('the citations of a page are those of its dates', () => {
  const chronology: Chronology = { dated: [stated], undated: [open], documents: 2, silent: [] };
  expect(chronologyBlocks(chronology, '', { ...around, speech: french }).map(({ cited }) => cited)).toEqual([[], [stated.citation], [open.citation]]);
});

test.each([
  [{ start: '2025-05', precision: 'month' }, 'mai 2025', 'May 2025'],
  [{ start: '2025', precision: 'year' }, '2025', '2025'],
  [{ end: '2025-06-02' }, '20 mai 2025 – 2 juin 2025', '20 May 2025 – 2 June 2025'],
  [{ start: '2019', end: '2021', precision: 'year' }, '2019 – 2021', '2019 – 2021'],
  [{ start: '--05-20', origin: 'open', year: null, written: { start: 10, end: 21, text: '20\nmai  ' } }, '20 mai ', '20 mai '],
] as const)('the date %j', (more, inFrench, inEnglish) => {
  const one = { ...stated, ...more };
  expect(read([one])[1]!.split('\n')[0]).toBe(`📅 <b>${inFrench}</b>`);
  expect(read([one], [], '', english)[1]!.split('\n')[0]).toBe(`📅 <b>${inEnglish}</b>`);
});

test.each([
  [{ resolvedFrom: '2025-06-01' }, 'année d’après la date du document, 1er juin 2025', 'year worked out from the document’s date, 1 June 2025'],
  [{ weekdayDiffers: true }, 'le jour de semaine ne va pas avec la date', 'the weekday does not fit the date'],
  [{ ambiguous: true }, 'jour lu avant le mois', 'day read before the month'],
  [
    { resolvedFrom: '2025', weekdayDiffers: true, ambiguous: true },
    'année d’après la date du document, 2025 ; le jour de semaine ne va pas avec la date ; jour lu avant le mois',
    'year worked out from the document’s date, 2025 ; the weekday does not fit the date ; day read before the month',
  ],
] as const)('what is to be known of the date: %j', (more, inFrench, inEnglish) => {
  const one = { ...stated, ...more };
  expect(read([one])[1]!.split('\n')[0]).toBe(`📅 <b>20 mai 2025</b> (${inFrench})`);
  expect(read([one], [], '', english)[1]!.split('\n')[0]).toBe(`📅 <b>20 May 2025</b> (${inEnglish})`);
});
