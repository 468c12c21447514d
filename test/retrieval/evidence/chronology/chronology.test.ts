import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import ICAL from 'ical.js';
import { readDossier } from '../../../../retrieval/documents/index.js';
import { readGoldDates, scoreDates } from '../../../../retrieval/evaluation/date-scores.js';
import { chronology } from '../../../../retrieval/evidence/chronology/chronology.js';
import { chronologyCsv } from '../../../../retrieval/evidence/chronology/chronology-csv.js';
import { chronologyIcs } from '../../../../retrieval/evidence/chronology/chronology-ics.js';
import type { EvidenceDocument } from '../../../../retrieval/evidence/evidence-document.js';
import { documentOf } from '../documents.js';

let seeds: EvidenceDocument[];
beforeAll(async () => {
  seeds = (await readDossier('seeds')).documents;
});

test('finds the dates of the seeds that were written down by hand, and no others', () => {
  const scores = scoreDates(seeds, readGoldDates('test/dates.jsonl', readFileSync('test/dates.jsonl', 'utf8')));
  console.log(`dates of the seeds: ${scores.gold} by hand, recall ${scores.recall.toFixed(2)}, precision ${scores.precision.toFixed(2)}`);
  expect({ missed: scores.missed, wrong: scores.wrong }).toEqual({ missed: [], wrong: [] });
});

test('a missed and a wrong date count against it', () => {
  const gold = readGoldDates(
    'x',
    '{"file":"a.txt","written":"1er mai 2020","start":"2020-05-01","end":null,"origin":"stated"}\n{"file":"a.txt","written":"x","start":"2020","end":null,"origin":"stated"}\n',
  );
  const scores = scoreDates([documentOf('a.txt', 'Le 1er mai 2020. Le 2 mai 2020. Le 3 mai 2020.')], gold);
  expect(scores).toMatchObject({ recall: 1 / 2, precision: 1 / 3, missed: [{ written: 'x' }], wrong: [{ written: '2 mai 2020' }, { written: '3 mai 2020' }] });
  expect(() => readGoldDates('x', '{"file":1}')).toThrow(/reading x, line 1/u);
});

const documents = [
  documentOf('b.txt', 'Le ministre a parlé. Il a signé le 3 mars 2021. Plus tard, en 2019, rien. Ce jeudi 21 mars, tout change.', { date: '2024-03-22' }),
  documentOf('a.txt', 'La prison ouvre du 28 février au 3 mars 2021. En mars 2021 aussi. Le 14 juillet fut calme.'),
  documentOf('c.txt', 'Aucune date ici.'),
];

test('dates stand in order of time, those without a year apart', () => {
  const { dated, undated, silent } = chronology(documents);
  expect(dated.map(({ start, end, origin }) => [start, end, origin])).toEqual([
    ['2019', null, 'stated'],
    ['2021-02-28', '2021-03-03', 'stated'],
    ['2021-03', null, 'stated'],
    ['2021-03-03', null, 'stated'],
    ['2024-03-21', null, 'resolved'],
  ]);
  expect(dated.at(-1)).toMatchObject({
    resolvedFrom: '2024-03-22',
    written: { text: 'Ce jeudi 21 mars' },
    citation: { quote: 'Ce jeudi 21 mars, tout change.', lines: [1, 1] },
  });
  expect(undated).toMatchObject([{ start: '--07-14', year: null, origin: 'open', citation: { file: 'a.txt' } }]);
  expect(silent).toEqual(['c.txt']);
});

test('every date and quote is a slice of its document', () => {
  const { dated, undated } = chronology([...documents, ...seeds]);
  for (const { written, citation } of [...dated, ...undated]) {
    const { text } = [...documents, ...seeds].find(({ file }) => file === citation.file)!;
    expect(text.slice(written.start, written.end)).toBe(written.text);
    expect(text.slice(citation.start, citation.end)).toBe(citation.quote);
    expect(written.start).toBeGreaterThanOrEqual(citation.start);
    expect(written.end).toBeLessThanOrEqual(citation.end);
  }
});

describe('filters', () => {
  test('a subject, in any of its endings, in the sentence or beside it', () => {
    expect(chronology(documents, { subject: 'ministres' }).dated.map(({ start }) => start)).toEqual(['2021-03-03']);
    expect(chronology(documents, { subject: 'PRISONS' }).dated.map(({ start }) => start)).toEqual(['2021-02-28', '2021-03']);
    expect(chronology(documents, { subject: 'dragon' }).dated).toEqual([]);
    expect(chronology(documents, { subject: ' ' }).dated).toHaveLength(5);
  });

  test('a time that the date touches; open years are left out', () => {
    const starts = (from?: string, to?: string): string[] =>
      chronology(documents, { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }).dated.map(({ start }) => start);
    expect(starts('2021-03-01', '2021-03-02')).toEqual(['2021-02-28', '2021-03']);
    expect(starts('2021')).toEqual(['2021-02-28', '2021-03', '2021-03-03', '2024-03-21']);
    expect(starts(undefined, '2019-06')).toEqual(['2019']);
    expect(chronology(documents, { from: '1900' }).undated).toEqual([]);
  });
});

describe('CSV', () => {
  test('is RFC 4180 with CRLF, quotes doubled, no formula and no figure lost', () => {
    const tricky = [
      documentOf('=cmd.txt', '"Non", dit-il le 1er mai 2020,\nsans rire.', { title: '=HYPERLINK("http://x")' }),
      documentOf('@x.txt', '- le 2 mai : rien', { title: '+33 1' }),
    ];
    const csv = chronologyCsv(chronology(tricky));
    expect(csv.startsWith('\uFEFFstart,end,precision,')).toBe(true);
    const rows = parseCsv(csv.slice(1));
    expect(rows).toHaveLength(3);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([13]));
    expect(rows[1]).toEqual([
      '2020-05-01',
      '',
      'day',
      'stated',
      '',
      '1er mai 2020',
      '"Non", dit-il le 1er mai 2020, sans rire.',
      '\'=HYPERLINK("http://x")',
      "'=cmd.txt",
      '1',
      '2',
      '',
      '',
    ]);
    expect(rows[2]!.slice(0, 6)).toEqual(['', '', 'day', 'open', '', '2 mai']);
    expect(rows[2]![7]).toBe("'+33 1");
    for (const value of rows.slice(1).flat()) expect(value).not.toMatch(/^[=+\-@\t\r]/u);
    expect(chronologyCsv(chronology(tricky), false).startsWith('start')).toBe(true);
  });

  test('of nothing is the line of titles', () => {
    expect(parseCsv(chronologyCsv(chronology([]), false))).toHaveLength(1);
  });
});

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

/** RFC 4180, read strictly: what a program that knows nothing of ours would see. */
function parseCsv(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < csv.length) {
    let value = '';
    if (csv[at] === '"') {
      const end = /(?<!")"(?:"")*(?!")/u;
      let close = at + 1;
      while (csv[close] !== '"' || csv[close + 1] === '"') close += csv[close] === '"' ? 2 : 1;
      expect(end.test(csv.slice(close))).toBe(true);
      value = csv.slice(at + 1, close).replaceAll('""', '"');
      at = close + 1;
    } else {
      const plain = /^[^",\r\n]*/u.exec(csv.slice(at))![0];
      value = plain;
      at += plain.length;
    }
    row.push(value);
    if (csv[at] === ',') at++;
    else {
      expect(csv.slice(at, at + 2)).toBe('\r\n');
      at += 2;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
