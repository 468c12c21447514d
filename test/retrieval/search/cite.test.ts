import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../embeddings/project-root.js';
import { openDossier } from '../../../retrieval/index.js';
import { cite } from '../../../retrieval/search/cite.js';
import { filled, temporaryFolder } from '../../support/folder.js';
import { hashEmbedder } from '../../support/hash-embedder.js';

const text = 'La fouille visait 500 cellules. Fin.';
const document = {
  file: 'a.pdf',
  text,
  title: 'A',
  date: null,
  pages: [0],
  uncertain: [
    { start: 3, end: 10 },
    { start: 18, end: 21 },
    { start: 32, end: 36 },
  ],
};

test('a citation says which of its words were read with little confidence, cut at its ends', () => {
  expect(cite(document, 0, text.length).uncertain).toEqual([
    [3, 10],
    [18, 21],
    [32, 36],
  ]);
  expect(cite(document, 5, 20).uncertain).toEqual([
    [5, 10],
    [18, 20],
  ]);
  expect(cite(document, 10, 18)).not.toHaveProperty('uncertain');
  expect(cite({ ...document, uncertain: [] }, 0, 10)).not.toHaveProperty('uncertain');
});

test('the words of a scan that are uncertain are so in the answer, in the passage, and after the index was read back', async () => {
  const scan = readFileSync(join(projectRoot, 'test/files/good/faded.jpg'));
  const options = { folder: filled(temporaryFolder(), { 'scan.jpg': scan }), index: temporaryFolder(), embedder: hashEmbedder() };
  await (await openDossier(options)).close();
  const dossier = await openDossier(options);
  const [summary] = dossier.documents();
  const whole = dossier.cite('scan.jpg', 0, summary!.characters);
  expect(whole.uncertain).toHaveLength(summary!.uncertainWords!);
  for (const [start, end] of whole.uncertain!) expect(whole.quote.slice(start, end)).toMatch(/^\S+$/u);
  // Asked for by a word right beside, so that the passage with the uncertain one comes first.
  const { passages } = await dossier.ask(dossier.cite('scan.jpg', Math.max(0, whole.uncertain![0]![0] - 60), whole.uncertain![0]![1] + 60).quote, { top: 20 });
  const found = passages.find(({ start, end }) => start <= whole.uncertain![0]![0] && whole.uncertain![0]![1] <= end)!;
  expect(found.uncertain).toContainEqual(whole.uncertain![0]);
  expect(dossier.passage(found.id)!.uncertain).toEqual(found.uncertain);
  await dossier.close();
});
