import { expect, describe, test } from 'vitest';
import { chronology } from '../../../../retrieval/evidence/chronology/chronology.js';
import { chronologyCsv } from '../../../../retrieval/evidence/chronology/chronology-csv.js';
import { documentOf } from '../documents.js';

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

test('an open date has no start and no end that a spreadsheet could sort', () => {
  const csv = chronologyCsv(chronology([documentOf('a.txt', 'Du 3 au 5 mars.')]), false);
  expect(csv.split('\r\n')[1]).toBe(',,day,open,,3 au 5 mars,Du 3 au 5 mars.,a.txt,a.txt,1,1,,');
});

test('what there is to know of a date stands in its row', () => {
  const csv = chronologyCsv(
    chronology([
      documentOf('a.pdf', 'Rien ici.\f Le\nlundi 2\nmars 2021 au 4  avril 2021, fête. En 05/06/2025 aussi. Ce jeudi 21 mars.', {
        title: ' A, b',
        date: '2024-03-20',
        pages: [0, 10],
      }),
    ]),
    false,
  );
  expect(csv.split('\r\n')).toEqual([
    'start,end,precision,year,resolved_from,written,sentence,title,file,first_line,last_line,page,note',
    '2021-03-02,2021-04-04,day,stated,,lundi 2 mars 2021 au 4 avril 2021,"Le lundi 2 mars 2021 au 4 avril 2021, fête."," A, b",a.pdf,1,3,2,weekday does not fit the date',
    '2024-03-21,,day,resolved,2024-03-20,Ce jeudi 21 mars,Ce jeudi 21 mars.," A, b",a.pdf,3,3,2,',
    '2025-06-05,,day,stated,,05/06/2025,En 05/06/2025 aussi.," A, b",a.pdf,3,3,2,day first assumed',
    '',
  ]);
});

test.each([
  ['a"b', '"a""b"'],
  ['a;b', 'a;b'],
  [' a', '" a"'],
  ['a ', '"a "'],
  ['=a', "'=a"],
  ['+a', "'+a"],
  ['-a', "'-a"],
  ['@a', "'@a"],
  ['\ta', "'\ta"],
  ['a=b', 'a=b'],
])('the title %j as a cell is %j', (title, cell) => {
  expect(chronologyCsv(chronology([documentOf('a.txt', 'En 2020.', { title })]), false)).toContain(`,En 2020.,${cell},a.txt,`);
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
