import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../../embeddings/project-root.js';
import { readDossier, type Document } from '../../../retrieval/documents/index.js';
import { openPlace } from '../../../retrieval/index/index.js';
import { differences, reasonInWords, type RefreshReason } from '../../../retrieval/index/refresh-reason.js';
import { filled, temporaryFolder } from '../../support/folder.js';
import { hashEmbedder } from '../../support/hash-embedder.js';

const DOCUMENT: Document = {
  file: 'mail.eml/a.pdf',
  text: 'Un titre\n\nUn texte.',
  hash: '0'.repeat(64),
  title: 'Un titre',
  titleFrom: 'text',
  date: null,
  dateFrom: null,
  link: null,
  pages: [0, 10],
  structure: { headings: null, tables: [], asides: [{ start: 0, end: 8 }], unwrapped: false },
  uncertain: [{ start: 3, end: 8 }],
  container: 'mail.eml',
};

it('is a change when the same bytes are read otherwise, though the text be the same', () => {
  const change = { code: 'changed', added: 0, changed: 1, removed: 0 };
  const otherwise: Partial<Document>[] = [
    { pages: [0, 9] },
    { pages: null },
    { structure: { ...DOCUMENT.structure!, unwrapped: true } },
    { uncertain: [{ start: 3, end: 7 }] },
    { container: 'other.eml' },
    { names: ['b.pdf'] },
    { text: 'Un titre\n\nUn teste.' },
  ];
  for (const other of otherwise) expect(differences([DOCUMENT], [{ ...DOCUMENT, ...other }])).toEqual(change);
  const { uncertain, ...certain } = DOCUMENT;
  expect(uncertain).toBeDefined();
  expect(differences([DOCUMENT], [certain])).toEqual(change);
});

it('reads the indexed text only where nothing else differs', () => {
  const indexed: Document = {
    ...DOCUMENT,
    get text(): string {
      throw new Error('read');
    },
  };
  expect(differences([indexed], [{ ...DOCUMENT, pages: null }])).not.toBeNull();
  expect(() => differences([indexed], [{ ...DOCUMENT }])).toThrow('read');
});

it('is none when the same files are read once more and what is indexed comes from the disk', async () => {
  const good = (file: string): Buffer => readFileSync(join(projectRoot, 'test/files/good', file));
  const folder = filled(temporaryFolder(), { 'report.pdf': good('report.pdf'), 'mail.eml': good('mail.eml'), 'a.md': '# Un titre\n\nUn texte.\n' });
  const cache = temporaryFolder();
  const embedder = hashEmbedder();
  const options = { index: cache, folder: null, cache, model: embedder.model, settings: 's1' };
  const first = await openPlace(options);
  await first.open();
  await first.update({ documents: (await readDossier(folder)).documents, unreadable: [], embedder });
  const { documents } = await (await openPlace(options)).open();
  expect(documents.some(({ pages }) => pages !== null) && documents.some(({ structure }) => structure) && documents.some(({ container }) => container)).toBe(
    true,
  );
  expect(differences(documents, (await readDossier(folder)).documents)).toBeNull();
});

it.each<[RefreshReason, french: string, english: string]>([
  [{ code: 'first' }, 'il n’y avait pas encore d’index', 'there was no index yet'],
  [
    { code: 'unusable', detail: 'a manifest expected' },
    'l’index ne pouvait pas servir : a manifest expected',
    'the index could not be used: a manifest expected',
  ],
  [{ code: 'changed', added: 1, changed: 0, removed: 2 }, 'documents : 1 ajouté, 2 retirés', 'documents: 1 added, 2 removed'],
])('%j is said in both languages', (reason, french, english) => {
  expect([reasonInWords(reason, 'fr'), reasonInWords(reason)]).toEqual([french, english]);
});
