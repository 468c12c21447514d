import { unreadInWords } from '../../../../retrieval/documents/unread/unread-words.js';
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../../embeddings/project-root.js';
import { UserError } from '../../../../retrieval/errors.js';
import { walk } from '../../../../retrieval/documents/folder/files.js';
import { readDossier } from '../../../../retrieval/documents/folder/read-dossier.js';
import { temporaryFolder } from '../../../support/folder.js';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

function put(file: string, content: string | Uint8Array): void {
  mkdirSync(join(folder, file, '..'), { recursive: true });
  writeFileSync(join(folder, file), content);
}

describe('readDossier', () => {
  it('reads the seeds, each text as it is in its file', async () => {
    const seeds = join(projectRoot, 'seeds');
    const { documents, unreadable } = await readDossier(seeds);
    expect(unreadable).toEqual([]);
    expect(documents).toHaveLength(5);
    for (const document of documents) {
      const bytes = readFileSync(join(seeds, document.file));
      expect(document.text).toBe(bytes.toString('utf8'));
      expect(document.hash).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect(document).toMatchObject({ titleFrom: 'text', link: null, pages: null });
    }
    expect(documents.map(({ date, dateFrom }) => [date, dateFrom])).toEqual([
      [null, null],
      [null, null],
      [null, null],
      [null, null],
      ['2019-07-03', 'text'],
    ]);
  });

  it('reads folders in folders, in order of path, and leaves dot-files out', async () => {
    for (const file of ['b.txt', 'a/z.md', 'a/y/x.txt', 'Z.txt', 'é.txt', '.hidden', '.git/config', 'a/.DS_Store', 'a b.txt']) put(file, `Texte de ${file}`);
    const { documents, unreadable } = await readDossier(folder);
    expect(documents.map(({ file }) => file)).toEqual(['Z.txt', 'a b.txt', 'a/y/x.txt', 'a/z.md', 'b.txt', 'é.txt']);
    expect(unreadable).toEqual([]);
  });

  it('keeps byte-order marks and line ends', async () => {
    put('a.txt', '\uFEFFUn\r\ndeux\rtrois\n');
    const [document] = (await readDossier(folder)).documents;
    expect(document!.text).toBe('\uFEFFUn\r\ndeux\rtrois\n');
    expect(document!.text).toBe(readFileSync(join(folder, 'a.txt'), 'utf8'));
  });

  it('says why a file cannot be read, and reads the others', async () => {
    put('good.txt', 'Un texte.');
    put('latin1.txt', Buffer.from('Un été à Paris', 'latin1'));
    put('cut.txt', Buffer.from('été').subarray(0, 4));
    put('nul.txt', 'a\0b');
    put('empty.txt', '');
    put('spaces.txt', ' \n\u00A0\n');
    put('paper.pdf', '%PDF-1.7 …');
    put('letter.docx', Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0, 0));
    put('wide.txt', Buffer.from('\uFEFFtexte', 'utf16le'));
    const { documents, unreadable } = await readDossier(folder);
    expect(documents.map(({ file, text }) => [file, text])).toEqual([
      ['good.txt', 'Un texte.'],
      ['latin1.txt', 'Un été à Paris'],
      ['wide.txt', '\uFEFFtexte'],
    ]);
    const reasons = new Map(unreadable.map(({ file, reason }) => [file, unreadInWords(reason)]));
    expect([...reasons.keys()]).toEqual(['cut.txt', 'empty.txt', 'letter.docx', 'nul.txt', 'paper.pdf', 'spaces.txt']);
    expect(reasons.get('cut.txt')).toMatch(/UTF-8.*from byte 3 on.*save the file as UTF-8/u);
    expect(reasons.get('nul.txt')).toMatch(/NUL.*byte 1/u);
    expect(reasons.get('empty.txt')).toMatch(/empty/u);
    expect(reasons.get('spaces.txt')).toMatch(/empty/u);
    expect(reasons.get('paper.pdf')).toMatch(/a PDF/u);
    expect(reasons.get('letter.docx')).toMatch(/damaged/u);
    for (const reason of reasons.values()) expect(reason).not.toMatch(/\n/u);
  });

  it('refuses links that lead out, nowhere or to folders, and reads those inside', async () => {
    put('in/real.txt', 'Un texte.');
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'secret.txt'), 'Un secret.');
    symlinkSync(join(outside, 'secret.txt'), join(folder, 'out.txt'));
    symlinkSync(outside, join(folder, 'outfolder'));
    symlinkSync(join(folder, 'nothing'), join(folder, 'broken.txt'));
    symlinkSync('in', join(folder, 'loop'));
    symlinkSync('..', join(folder, 'in', 'up'));
    symlinkSync(join('in', 'real.txt'), join(folder, 'alias.txt'));
    const { documents, unreadable } = await readDossier(folder);
    expect(documents.map(({ file, names }) => [file, names])).toEqual([['alias.txt', ['in/real.txt']]]);
    expect(unreadable.map(({ file }) => file)).toEqual(['broken.txt', 'in/up', 'loop', 'out.txt', 'outfolder']);
    const reason = (file: string): string => unreadInWords(unreadable.find((one) => one.file === file)!.reason);
    expect(reason('out.txt')).toMatch(/out of the dossier/u);
    expect(reason('outfolder')).toMatch(/out of the dossier/u);
    expect(reason('broken.txt')).toMatch(/nowhere/u);
    expect(reason('loop')).toMatch(/folder/u);
  });

  it.skipIf(process.platform === 'win32')('refuses a pipe instead of waiting for it', async () => {
    put('a.txt', 'Un texte.');
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const { unreadable } = await readDossier(folder);
    expect(unreadable).toEqual([{ file: 'pipe', reason: { code: 'no-file' } }]);
  });

  it.each([
    ['a missing folder', (): string => join(folder, 'none'), /folder expected at .*none.*found nothing.*DOSSIER_DIR/u],
    [
      'a file in place of a folder',
      (): string => {
        put('a.txt', 'x');
        return join(folder, 'a.txt');
      },
      /folder expected.*found a file/u,
    ],
    ['an empty folder', (): string => folder, /at least one document expected.*found none/u],
    [
      'a folder of dot-files only',
      (): string => {
        put('.hidden', 'x');
        put('dossier.json', '{}');
        return folder;
      },
      /found none/u,
    ],
  ])('says in one line what is wrong with %s', async (_name, place, message) => {
    const error: unknown = await readDossier(place()).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toMatch(/\n/u);
  });

  it('takes titles, dates and links from dossier.json, before what it finds itself', async () => {
    put('a.txt', '3 juillet 2019\n\nUn titre trouvé\n\nUne phrase assez longue pour être le texte du document, vraiment.');
    put('b/c.txt', '3 juillet 2019\n\nUn titre trouvé\n\nUne phrase assez longue pour être le texte du document, vraiment.');
    put(
      'dossier.json',
      JSON.stringify({ documents: { 'b/c.txt': { title: 'Mon titre', date: '2020-02', link: 'https://example.org/c' }, 'gone.txt': { title: 'X' } } }),
    );
    const { documents, unreadable } = await readDossier(folder);
    expect(documents[0]).toMatchObject({ file: 'a.txt', title: 'Un titre trouvé', titleFrom: 'text', date: '2019-07-03', dateFrom: 'text', link: null });
    expect(documents[1]).toMatchObject({
      file: 'b/c.txt',
      title: 'Mon titre',
      titleFrom: 'dossier.json',
      date: '2020-02',
      dateFrom: 'dossier.json',
      link: 'https://example.org/c',
    });
    expect(unreadable).toEqual([{ file: 'gone.txt', reason: { code: 'not-there' } }]);
  });

  it('names a document after its file when the text has no letter, and dates it by its name', async () => {
    put('2024-03-21_notes_de frais.txt', '12 34 56');
    const [document] = (await readDossier(folder)).documents;
    expect(document).toMatchObject({ title: '2024-03-21 notes de frais', titleFrom: 'name', date: '2024-03-21', dateFrom: 'name' });
  });

  it('tells how far it is', async () => {
    for (const file of ['a.txt', 'b.txt', 'c.txt']) put(file, 'Texte');
    const seen: string[] = [];
    await readDossier(folder, { onProgress: ({ done, total }) => seen.push(`${done}/${total}`) });
    expect(seen).toEqual(['1/3', '2/3', '3/3']);
  });
});

describe('walk', () => {
  const listed = async (of: string) => (await walk(of)).files;

  it('gives every file that has a say, with size and time, dossier.json too', async () => {
    put('a.txt', 'abc');
    put('b/c.txt', 'é');
    put('dossier.json', '{}');
    utimesSync(join(folder, 'a.txt'), 1_000, 1_000);
    const before = await listed(folder);
    expect(before.map(({ file, size }) => [file, size])).toEqual([
      ['a.txt', 3],
      ['b/c.txt', 2],
      ['dossier.json', 2],
    ]);
    expect(before[0]!.modified).toBe(1_000_000);
    expect(await listed(folder)).toEqual(before);
    utimesSync(join(folder, 'a.txt'), 2_000, 2_000);
    expect(await listed(folder)).not.toEqual(before);
    await expect(listed(join(folder, 'none'))).rejects.toThrow(UserError);
  });
});
