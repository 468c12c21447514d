import { describe, expect, it } from 'vitest';
import { bringUpToDate, reportText } from '../../../bot/terminal/bring-up-to-date.js';
import type { Dossier } from '../../../retrieval/dossier.js';
import { StoppedError, UserError } from '../../../retrieval/errors.js';
import { wordDossier } from '../../support/fake-dossier.js';

async function run(
  args: string[],
  open: () => Promise<Dossier> = () => Promise.resolve(wordDossier({ 'a.txt': 'Un texte.' })),
  isTTY = false,
  reason: string = 'SIGINT',
  env: Readonly<Record<string, string>> = { LANG: 'en_GB.UTF-8' },
) {
  let [stdout, stderr] = ['', ''];
  const status = await bringUpToDate(args, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { isTTY, columns: 80, write: (text) => (stderr += text) },
    env,
    stopping: AbortSignal.abort(reason),
    open: (_settings, onProgress) => {
      for (const stage of ['reading', 'splitting', 'embedding', 'writing'] as const) onProgress({ stage, done: 1, total: 1 });
      return open();
    },
  });
  return { status, stdout, stderr };
}

describe('npm run index', () => {
  it('shows its progress in plain lines and ends with counts', async () => {
    const { status, stdout, stderr } = await run([]);
    expect([status, stdout]).toEqual([0, 'Index up to date: 1 document, 1 passage; nothing changed.\n']);
    expect(stderr).toBe('reading files: 1/1\nsplitting documents: 1/1\nembedding passages: 1/1\nwriting the index: 1/1\n');
  });
  it('takes its bar off the terminal at the end', async () => {
    const { stderr } = await run([], undefined, true);
    expect(stderr).toContain('100% · embedding passages 1/1');
    expect(stderr.endsWith('\r\u001B[K')).toBe(true);
  });
  it('takes it off before an error, which is one line', async () => {
    const { status, stdout, stderr } = await run(
      [],
      () => Promise.reject(new UserError('writing the index: a disk with room expected, found none left')),
      true,
    );
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.endsWith('\r\u001B[Kwriting the index: a disk with room expected, found none left\n')).toBe(true);
  });
  it('says what a stop leaves, with the status of the signal', async () => {
    const stopped = (embedded: number, reason?: string) => run([], () => Promise.reject(new StoppedError(embedded)), true, reason);
    const { status, stdout, stderr } = await stopped(312);
    expect([status, stdout]).toEqual([130, '']);
    expect(stderr.split('\r\u001B[K').at(-1)).toBe(
      'Stopped: 312 embedded passages are kept, and the next "npm run index" goes on from there; what was indexed before is as it was.\n',
    );
    expect((await stopped(1)).stderr).toContain('1 embedded passage is kept');
    expect((await stopped(0)).stderr).toContain('scans read so far are kept');
    expect((await stopped(1, 'SIGTERM')).status).toBe(143);
  });
  it('tells how it is used, and refuses what it does not take', async () => {
    expect((await run(['--help'])).stdout).toMatch(/usage: npm run index -- /u);
    const wrong = await run(['--json']);
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toBe("reading the options: Unknown option '--json'\nusage: npm run index -- [--dossier DIR] [--index PLACE]\n");
  });
  it('speaks the language of the system, French where it says none', async () => {
    const { stdout, stderr } = await run([], undefined, false, 'SIGINT', {});
    expect(stdout).toBe('Index à jour : 1 document, 1 passage ; rien de changé.\n');
    expect(stderr).toBe('lecture des fichiers: 1/1\ndécoupage des documents: 1/1\ncalcul des passages: 1/1\nécriture de l’index: 1/1\n');
    const stopped = (embedded: number) => run([], () => Promise.reject(new StoppedError(embedded)), false, 'SIGINT', {});
    expect((await stopped(312)).stderr).toContain('Arrêté : 312 passages calculés sont gardés, et le prochain « npm run index » reprend là');
    expect((await stopped(1)).stderr).toContain('1 passage calculé est gardé');
    expect((await stopped(0)).stderr).toContain('déjà lues sont gardées');
  });
  it('does not take a fault of the program for the user’s', async () => {
    await expect(run([], () => Promise.reject(new Error('a fault')))).rejects.toThrow('a fault');
  });
});

describe('reportText', () => {
  it('says what was done, why, and what could not be read', () => {
    const report = {
      reason: { code: 'changed', added: 0, changed: 2, removed: 0 } as const,
      documents: 5,
      passages: 41,
      embedded: 12,
      unreadable: [
        { file: 'x\u001B.pdf', reason: { code: 'encrypted' } as const },
        { file: 'y.bin', reason: { code: 'reader-failed', detail: 'not\u001B text' } as const },
      ],
    };
    expect(reportText(report, 'en')).toBe(
      'Index up to date: 5 documents, 41 passages, 12 embedded now (documents: 2 changed).\n2 files could not be read:\n  x\uFFFD.pdf: a document without a password expected, found an encrypted one; save it without a password\n  y.bin: its reader stumbled over it (not\uFFFD text); save it again or as another format\n',
    );
    expect(reportText(report, 'fr')).toBe(
      'Index à jour : 5 documents, 41 passages, dont 12 calculés maintenant (documents : 2 changés).\n2 fichiers n’ont pas pu être lus :\n  x\uFFFD.pdf: protégé par un mot de passe ; enregistrez-le sans\n  y.bin: son lecteur a trébuché dessus (not\uFFFD text) ; enregistrez-le de nouveau, ou dans un autre format\n',
    );
  });
});
