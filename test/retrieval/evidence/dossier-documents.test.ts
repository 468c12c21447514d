import { expect, test } from 'vitest';
import { selectDocuments, dossierDocuments } from '../../../retrieval/evidence/dossier-documents.js';
import { indexOf } from '../../../retrieval/evidence/quote-index.js';
import type { Dossier } from '../../../retrieval/dossier.js';
import { createFakeDossier } from '../../support/fake-dossier.js';

test('the list, and what was worked out from it, stays until a document changes; other documents stay one by one', async () => {
  const dossier = createFakeDossier({ 'a.txt': 'Un texte.', 'b.txt': 'Un autre.' });
  const first = dossierDocuments(dossier);
  expect(first.map(({ file, text, pages, link }) => ({ file, text, pages, link }))).toEqual([
    { file: 'a.txt', text: 'Un texte.', pages: null, link: null },
    { file: 'b.txt', text: 'Un autre.', pages: null, link: null },
  ]);
  expect(dossierDocuments(dossier)).toBe(first);
  expect(indexOf(dossierDocuments(dossier))).toBe(indexOf(first));
  dossier.put('b.txt', 'Tout autre chose.');
  await dossier.refresh();
  const second = dossierDocuments(dossier);
  expect(second).not.toBe(first);
  expect(second[0]).toBe(first[0]);
  expect(second[1]!.text).toBe('Tout autre chose.');
});

test('a selection is the same list as long as its documents are', () => {
  const documents = dossierDocuments(createFakeDossier({ 'a.txt': 'Un texte.', 'b.txt': 'Un autre.' }));
  expect(selectDocuments(documents)).toBe(documents);
  const selected = selectDocuments(documents, ['b.txt']);
  expect(selected.map(({ file }) => file)).toEqual(['b.txt']);
  expect(selectDocuments(documents, ['b.txt'])).toBe(selected);
  for (let other = 0; other < 40; other += 1) selectDocuments(documents, [`${other}`]);
  expect(selectDocuments(documents, ['b.txt'])).toEqual(selected);
});

test('pages start where the dossier’s citations say that they do', () => {
  const starts = [0, 10, 10, 25];
  const text = 'x'.repeat(40);
  const summary = {
    file: 'p.pdf',
    title: 'p',
    titleFrom: 'name',
    date: null,
    dateFrom: null,
    link: null,
    hash: 'h',
    characters: 40,
    pages: 4,
    passages: 1,
    outline: [],
  } as const;
  const dossier = {
    documents: () => [summary],
    text: () => text,
    cite: (_: string, start: number) => ({ page: starts.filter((from) => from <= start).length }),
  } as unknown as Dossier;
  expect(dossierDocuments(dossier)[0]!.pages).toEqual(starts);
});
