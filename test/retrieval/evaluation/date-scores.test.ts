import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { readDossier } from '../../../retrieval/documents/index.js';
import { readGoldDates, scoreDates } from '../../../retrieval/evaluation/evidence/date-scores.js';
import { chronology } from '../../../retrieval/evidence/chronology/chronology.js';
import type { EvidenceDocument } from '../../../retrieval/evidence/evidence-document.js';
import { documentOf } from '../evidence/documents.js';

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
  expect(() => readGoldDates('x', '{"file":1}')).toThrow(/reading dates from x, line 1: /u);
});

test('every date and quote of the seeds is a slice of its document', () => {
  const { dated, undated } = chronology(seeds);
  for (const { written, citation } of [...dated, ...undated]) {
    const { text } = seeds.find(({ file }) => file === citation.file)!;
    expect(text.slice(written.start, written.end)).toBe(written.text);
    expect(text.slice(citation.start, citation.end)).toBe(citation.quote);
    expect(written.start).toBeGreaterThanOrEqual(citation.start);
    expect(written.end).toBeLessThanOrEqual(citation.end);
  }
});
