import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readDossier } from '../../../retrieval/documents/index.js';
import { readGoldDates, scoreDates } from '../../../retrieval/evaluation/evidence/date-scores.js';
import { documentOf } from '../evidence/documents.js';

test('finds the dates of the seeds that were written down by hand, and no others', async () => {
  const { documents: seeds } = await readDossier('seeds');
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
