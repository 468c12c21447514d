import { beforeAll, expect, test } from 'vitest';
import { readDossier } from '../../../../retrieval/documents/index.js';
import { QUOTE_KINDS } from '../../../../retrieval/evaluation/evidence/quote-cases.js';
import { evaluateQuotes, type QuoteReport } from '../../../../retrieval/evaluation/evidence/quote-report.js';

let report: QuoteReport;
beforeAll(async () => {
  report = evaluateQuotes((await readDossier('seeds')).documents, 100, 3);
});

/** The floor under the figures of the README; ours, agreed before the code. */
const FLOOR: Readonly<Record<string, number>> = { exact: 0.99, short: 0.99, typographic: 0.99, foreign: 0.97 };

test.each(QUOTE_KINDS)('%s quotes of the seeds', (kind) => {
  const { cases, right, wrong } = report.kinds.find((score) => score.kind === kind)!;
  expect(cases).toBeGreaterThanOrEqual(50);
  expect(right / cases, wrong.map(({ quote, found }) => `${quote}\n→ ${found}`).join('\n')).toBeGreaterThanOrEqual(FLOOR[kind] ?? 0.95);
});

test('the same seed makes the same quotes', async () => {
  const { documents } = await readDossier('seeds');
  const twice = [1, 2].map(() => evaluateQuotes(documents, 5, 9).kinds);
  expect(twice[0]).toEqual(twice[1]);
});
