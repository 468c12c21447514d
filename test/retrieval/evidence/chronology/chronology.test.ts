import { describe, expect, test } from 'vitest';
import { chronology, isoDate } from '../../../../retrieval/evidence/chronology/chronology.js';
import { readDossier } from '../../../../retrieval/documents/index.js';
import { documentOf } from '../documents.js';

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

test('every date and quote is a slice of its document, of the seeds too', async () => {
  const all = [...documents, ...(await readDossier('seeds')).documents];
  const { dated, undated } = chronology(all);
  for (const { written, citation } of [...dated, ...undated]) {
    const { text } = all.find(({ file }) => file === citation.file)!;
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
    expect(chronology(documents, { to: '2100' }).undated).toEqual([]);
  });
});

describe('a subject may stand in the sentence beside, within the paragraph', () => {
  const paragraphs = [
    documentOf(
      'a.txt',
      'Le ministre parle. Il pleut. Le 1er mai 2020, fête. Le juge écoute.\n \nLa prison ouvre.\nLe 2 mai 2020, rien. Il neige. Le maire rit.',
    ),
  ];
  test.each([
    ['fête', ['2020-05-01']],
    ['pleut', ['2020-05-01']],
    ['juge', ['2020-05-01']],
    ['pleut fête juge', ['2020-05-01']],
    ['ministre', []],
    ['prison', ['2020-05-02']],
    ['neige', ['2020-05-02']],
    ['maire', []],
    ['juge prison', []],
  ])('%s', (subject, starts) => {
    expect(chronology(paragraphs, { subject }).dated.map(({ start }) => start)).toEqual(starts);
  });
});

test('an entry says all that is known of its date', () => {
  const text = 'Rien. Le lundi 5/6/2025, fête. Fin.';
  expect(chronology([documentOf('a.txt', text, { title: 'A' })]).dated).toEqual([
    {
      start: '2025-06-05',
      end: null,
      precision: 'day',
      year: 2025,
      origin: 'stated',
      resolvedFrom: null,
      weekdayDiffers: false,
      ambiguous: true,
      written: { start: 15, end: 23, text: '5/6/2025' },
      citation: expect.objectContaining({ quote: 'Le lundi 5/6/2025, fête.', start: 6, end: 30 }) as unknown,
    },
  ]);
  const [day] = chronology([documentOf('a.txt', 'Le lundi 5 juin 2025.')]).dated;
  expect(day).toMatchObject({ weekdayDiffers: true, ambiguous: false });
});

test('days, months and years: each with its precision, the wider before what lies in it, equal ones in order of the documents', () => {
  const { dated, documents: count } = chronology([
    documentOf('b.txt', 'Le 1er mai 2020. En mai 2020. En 2020. Du 1er au 3 mai 2020.'),
    documentOf('a.txt', 'Le 1er mai 2020. En 2019.'),
  ]);
  expect(dated.map(({ start, end, precision, citation }) => [start, end, precision, citation.file])).toEqual([
    ['2019', null, 'year', 'a.txt'],
    ['2020', null, 'year', 'b.txt'],
    ['2020-05', null, 'month', 'b.txt'],
    ['2020-05-01', null, 'day', 'b.txt'],
    ['2020-05-01', null, 'day', 'a.txt'],
    ['2020-05-01', '2020-05-03', 'day', 'b.txt'],
  ]);
  expect(count).toBe(2);
});

test('both ends of a time asked for count, and so do both ends of a range', () => {
  const range = [documentOf('a.txt', 'Du 3 au 5 mai 2020, fête.')];
  const found = (from?: string, to?: string): number =>
    chronology(range, { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }).dated.length;
  expect([found('2020-05-05'), found('2020-05-06'), found(undefined, '2020-05-03'), found(undefined, '2020-05-02')]).toEqual([1, 0, 1, 0]);
  expect([found('2020-05'), found('2020-06'), found(undefined, '2020'), found(undefined, '2019')]).toEqual([1, 0, 1, 0]);
  const year = [documentOf('a.txt', 'En 2020, fête.')];
  expect(chronology(year, { from: '2020-12-31' }).dated).toHaveLength(1);
  expect(chronology(year, { to: '2020-01-01' }).dated).toHaveLength(1);
  expect(chronology(year, { to: '2020-01-01', from: '2021' }).silent).toEqual(['a.txt']);
});

test.each([
  [{ year: 2025, month: 5, day: 2 }, '2025-05-02'],
  [{ year: 2025, month: 12, day: null }, '2025-12'],
  [{ year: 2025, month: null, day: null }, '2025'],
  [{ year: null, month: 3, day: 21 }, '--03-21'],
])('%j is %s', (date, iso) => {
  expect(isoDate(date)).toBe(iso);
});
