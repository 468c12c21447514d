import { expect, test } from 'vitest';
import { prepareEvidence } from '../../../retrieval/evidence/index.js';
import { selectDocuments, dossierDocuments } from '../../../retrieval/evidence/dossier-documents.js';
import { indexOf } from '../../../retrieval/evidence/words/quote-index.js';
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

test('pages start where the dossier says that they do', () => {
  const dossier = createFakeDossier({ 'p.pdf': { text: `${'x'.repeat(40)}.`, pages: [0, 10, 10, 25] }, 'a.txt': 'Un texte.' });
  expect(dossierDocuments(dossier).map(({ file, pages }) => [file, pages])).toEqual([
    ['a.txt', null],
    ['p.pdf', [0, 10, 10, 25]],
  ]);
});

test('a document that is read otherwise is prepared anew, though its file is the same', async () => {
  const dossier = createFakeDossier({ 'a.txt': 'Un texte.', 'p.pdf': { text: 'Page une. Page deux.', pages: [0, 10] } });
  const first = dossierDocuments(dossier);
  await dossier.refresh();
  expect(dossierDocuments(dossier)).toBe(first);
  dossier.put('p.pdf', { text: 'Page une. Page deux.', pages: [0, 9] });
  await dossier.refresh();
  const second = dossierDocuments(dossier);
  expect(second[0]).toBe(first[0]);
  expect(second[1]).toMatchObject({ hash: first[1]!.hash, pages: [0, 9] });
  // A scan whose text was recognised again.
  dossier.text = (file) => (file === 'p.pdf' ? 'Page une, page 2.' : 'Un texte.');
  expect(dossierDocuments(dossier).map(({ text }) => text)).toEqual(['Un texte.', 'Page une, page 2.']);
});

test('of a large dossier nothing is prepared: its texts stay on the disk', () => {
  const small = createFakeDossier({ 'a.txt': 'Un texte du 3 mai 2025.' });
  const read: string[] = [];
  const watched = (passages: number): Dossier => ({
    ...small,
    passageCount: () => passages,
    text: (file) => {
      read.push(file);
      return small.text(file);
    },
  });
  prepareEvidence(watched(50_000));
  expect(read).toEqual([]);
  prepareEvidence(watched(5_000));
  expect(read).toEqual(['a.txt']);
});
