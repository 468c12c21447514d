import { copyFileSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../../embeddings/project-root.js';
import {
  KeptReadings,
  openRecord,
  DEFAULT_LIMITS,
  readDossier,
  settingsOf,
  writeRecord,
  type ReadDossier,
  type UnreadReason,
} from '../../../../retrieval/documents/index.js';
import { openDossier } from '../../../../retrieval/index.js';
import { filled, temporaryFolder } from '../../../support/folder.js';
import { hashEmbedder } from '../../../support/hash-embedder.js';

const good = (file: string): Buffer => readFileSync(join(projectRoot, 'test/files/good', file));
const again = (folder: string, { documents, record }: ReadDossier): Promise<ReadDossier> => readDossier(folder, { earlier: { documents, record } });

/** Files written long ago, so that their stamps can be trusted. */
function old(folder: string): void {
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) utimesSync(join(folder, file), 1_700_000_000, 1_700_000_000);
}

describe('reading a folder again', () => {
  it('takes over what did not change: the very documents, and the reasons of what could not be read', async () => {
    const folder = filled(temporaryFolder(), { 'a.txt': 'Un texte.', 'b.pdf': good('report.pdf'), 'mail.eml': good('mail.eml'), 'c.pdf': '%PDF-1.7\n' });
    old(folder);
    const first = await readDossier(folder);
    const second = await again(folder, first);
    expect(second.documents).toHaveLength(7);
    for (const [at, document] of second.documents.entries()) expect(document).toBe(first.documents[at]);
    expect(second.unreadable).toEqual(first.unreadable);
    expect(second.unreadable.map(({ file }) => file)).toEqual(['c.pdf', 'mail.eml/setup.exe']);
  });

  it('believes the stamp of an old file, and the bytes of a new one', async () => {
    const folder = filled(temporaryFolder(), { 'a.txt': 'Un texte.', 'b.txt': 'Un texte!' });
    old(folder);
    const first = await readDossier(folder);
    // Same size, same time, same file: nothing says that it changed.
    const { atime, mtime } = statSync(join(folder, 'a.txt'));
    writeFileSync(join(folder, 'a.txt'), 'Un teste.');
    utimesSync(join(folder, 'a.txt'), atime, mtime);
    writeFileSync(join(folder, 'b.txt'), 'Un teste!');
    const second = await again(folder, first);
    expect(second.documents.map(({ text }) => text)).toEqual(['Un texte.', 'Un teste!']);
    // Written a moment before it was read: the next reading looks at the bytes.
    const stamp = statSync(join(folder, 'b.txt'));
    writeFileSync(join(folder, 'b.txt'), 'Un terme!');
    utimesSync(join(folder, 'b.txt'), stamp.atime, stamp.mtime);
    expect((await again(folder, second)).documents[1]!.text).toBe('Un terme!');
  });

  it('reads no touched or renamed file again, and gives it the title its name and dossier.json say', async () => {
    const folder = filled(temporaryFolder(), { 'a.pdf': good('report.pdf'), 'x.txt': '12 34' });
    const first = await readDossier(folder);
    utimesSync(join(folder, 'a.pdf'), 1_800_000_000, 1_800_000_000);
    renameSync(join(folder, 'x.txt'), join(folder, '2024-03-01 y.txt'));
    writeFileSync(join(folder, 'dossier.json'), '{"documents":{"a.pdf":{"title":"Mon rapport"}}}');
    const second = await again(folder, first);
    expect(second.documents.map(({ file, title, date }) => [file, title, date])).toEqual([
      ['2024-03-01 y.txt', '2024-03-01 y', '2024-03-01'],
      ['a.pdf', 'Mon rapport', first.documents[0]!.date],
    ]);
    // Taken over, not read again: the structure is the same object.
    expect(second.documents[1]!.structure).toBe(first.documents[0]!.structure);
    rmSync(join(folder, 'dossier.json'));
    expect((await again(folder, second)).documents[1]).toEqual(first.documents[0]);
  });

  it('has files with the same bytes once, under all their names, until one is left', async () => {
    const folder = filled(temporaryFolder(), { 'a.txt': 'Un texte.', 'copies/b.txt': 'Un texte.', 'c.txt': 'Un texte.', 'd.txt': 'Un autre.' });
    const first = await readDossier(folder);
    expect(first.documents.map(({ file, names }) => [file, names])).toEqual([
      ['a.txt', ['c.txt', 'copies/b.txt']],
      ['d.txt', undefined],
    ]);
    const same = await again(folder, first);
    expect(same.documents[0]).toBe(first.documents[0]);
    rmSync(join(folder, 'a.txt'));
    const second = await again(folder, same);
    expect(second.documents.map(({ file, names }) => [file, names])).toEqual([
      ['c.txt', ['copies/b.txt']],
      ['d.txt', undefined],
    ]);
    rmSync(join(folder, 'copies/b.txt'));
    expect((await again(folder, second)).documents.map(({ file, names }) => [file, names])).toEqual([
      ['c.txt', undefined],
      ['d.txt', undefined],
    ]);
  });

  it('reads again what was refused for a reason of the moment, and only that', async () => {
    const folder = filled(temporaryFolder(), { 'a.txt': 'Un texte.', 'b.pdf': good('report.pdf') });
    old(folder);
    const { documents, record } = await readDossier(folder);
    const refused = (reason: UnreadReason): Promise<ReadDossier> =>
      again(folder, {
        documents: documents.slice(0, 1),
        unreadable: [],
        record: new Map(record).set('b.pdf', { ...record.get('b.pdf')!, documents: [], unreadable: [{ file: 'b.pdf', reason }] }),
      });
    const passing: UnreadReason[] = [
      { code: 'cannot-open', detail: 'EMFILE' },
      { code: 'reader-missing', detail: 'spawn EAGAIN' },
      { code: 'reader-ended', detail: 'exit code 1' },
      { code: 'no-language-data', language: 'fra' },
    ];
    for (const reason of passing) expect((await refused(reason)).documents).toEqual(documents);
    const lasting = await refused({ code: 'time', limit: 60 });
    expect(lasting.documents.map(({ file }) => file)).toEqual(['a.txt']);
    expect(lasting.unreadable).toEqual([{ file: 'b.pdf', reason: { code: 'time', limit: 60 } }]);
  });

  it('leaves out what .dossierignore names', async () => {
    const folder = filled(temporaryFolder(), {
      'a.txt': 'Un texte.',
      'drafts/b.txt': 'x',
      'c.tmp': 'x',
      'keep.tmp': 'Gardé.',
      '.dossierignore': '# brouillons\ndrafts/\n*.tmp\n!keep.tmp\n',
    });
    expect((await readDossier(folder)).documents.map(({ file }) => file)).toEqual(['a.txt', 'keep.tmp']);
  });
});

describe('what is kept beside the index', () => {
  it('comes back as it was, for the same limits only, and is no trouble when damaged', async () => {
    const place = temporaryFolder();
    const { record } = await readDossier(filled(temporaryFolder(), { 'a.txt': 'Un texte.' }));
    await writeRecord(place, record, DEFAULT_LIMITS);
    expect(await openRecord(place, DEFAULT_LIMITS)).toEqual(record);
    expect((await openRecord(place, { ...DEFAULT_LIMITS, pages: 1 })).size).toBe(0);
    writeFileSync(join(place, 'reading.json'), '{');
    expect((await openRecord(place, DEFAULT_LIMITS)).size).toBe(0);
  });

  it('holds slow readings of a run that was stopped, for the next one', async () => {
    const place = temporaryFolder();
    const kept = new KeptReadings(place, settingsOf(DEFAULT_LIMITS));
    const folder = filled(temporaryFolder(), { 'scan.pdf': good('letter.scan.pdf') });
    const first = await readDossier(folder, { kept });
    expect(readdirSync(join(place, 'reading'))).toEqual([`${first.documents[0]!.hash}.json`]);
    renameSync(join(folder, 'scan.pdf'), join(folder, 'other.pdf'));
    // No page may be recognised now: the text can only come from what was kept.
    const second = await readDossier(folder, { kept, limits: { pictures: 0 } });
    expect(second.documents[0]).toEqual({ ...first.documents[0], file: 'other.pdf' });
    expect(await new KeptReadings(place, 'otherwise').find('a', first.documents[0]!.hash)).toBeNull();
    await kept.forget();
    expect(readdirSync(place)).toEqual([]);
  });

  it('holds no refusal of the moment', async () => {
    const kept = new KeptReadings(temporaryFolder(), settingsOf(DEFAULT_LIMITS));
    const refusal = (code: 'reader-ended' | 'reader-failed') => ({
      hash: '0'.repeat(64),
      contents: new Map(),
      unreadable: [{ file: 'a.pdf', reason: { code, detail: 'exit code 1' } }],
    });
    await kept.keep('a.pdf', refusal('reader-ended'));
    expect(await kept.find('a.pdf', '0'.repeat(64))).toBeNull();
    await kept.keep('a.pdf', refusal('reader-failed'));
    expect(await kept.find('a.pdf', '0'.repeat(64))).toEqual(refusal('reader-failed'));
  });

  it('is not needed once the index is written, and opening again reads and embeds nothing', async () => {
    const folder = filled(temporaryFolder(), { 'scan.pdf': good('letter.scan.pdf'), 'a.txt': 'Un texte sur les prisons.' });
    const index = join(temporaryFolder(), 'index');
    const embedder = hashEmbedder();
    const first = await openDossier({ folder, index, embedder });
    expect(readdirSync(index)).not.toContain('reading');
    copyFileSync(join(folder, 'a.txt'), join(folder, 'b.txt'));
    const embedded = embedder.embedded.length;
    const second = await openDossier({ folder, index, embedder });
    expect(embedder.embedded).toHaveLength(embedded);
    expect(second.documents().map(({ file, names }) => [file, names])).toEqual([
      ['a.txt', ['b.txt']],
      ['scan.pdf', undefined],
    ]);
    expect(second.text('b.txt')).toBe('Un texte sur les prisons.');
    await first.close();
    await second.close();
  });
});
