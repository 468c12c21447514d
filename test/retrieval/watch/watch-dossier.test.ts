import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openDossier, UserError, watchDossier, type Dossier, type RefreshReport } from '../../../retrieval/index.js';
import { filled, temporaryFolder } from '../../support/folder.js';
import { hashEmbedder } from '../../support/hash-embedder.js';

/** A watched dossier, its refreshes and troubles so far. */
async function watched(files: Readonly<Record<string, string>>): Promise<{ folder: string; dossier: Dossier; reports: RefreshReport[]; troubles: Error[] }> {
  const folder = filled(join(temporaryFolder(), 'dossier'), files);
  const dossier = await openDossier({ folder, index: join(temporaryFolder(), 'index'), embedder: hashEmbedder() });
  const reports: RefreshReport[] = [];
  const troubles: Error[] = [];
  const watching = await watchDossier(dossier, { onRefresh: (report) => reports.push(report), onTrouble: (error) => troubles.push(error) });
  onTestFinished(async () => {
    await watching.close();
    await dossier.close();
  });
  return { folder, dossier, reports, troubles };
}

const files = (dossier: Dossier): string[] => dossier.documents().map(({ file }) => file);
const WAIT = { timeout: 20_000, interval: 50 };

describe('watchDossier', () => {
  it('takes in what is added, changed, renamed and deleted, in folders too', async () => {
    const { folder, dossier } = await watched({ 'a.txt': 'Les prisons ont été fouillées par la police.' });
    mkdirSync(join(folder, 'notes'));
    writeFileSync(join(folder, 'notes/b.txt'), 'Le préfet a ordonné la fermeture du pont.');
    await vi.waitFor(() => {
      expect(files(dossier)).toEqual(['a.txt', 'notes/b.txt']);
    }, WAIT);
    writeFileSync(join(folder, 'a.txt'), 'Les écoles ont reçu des ordinateurs neufs.');
    await vi.waitFor(() => {
      expect(dossier.text('a.txt')).toContain('ordinateurs');
    }, WAIT);
    renameSync(join(folder, 'a.txt'), join(folder, 'c.txt'));
    await vi.waitFor(() => {
      expect(files(dossier)).toEqual(['c.txt', 'notes/b.txt']);
    }, WAIT);
    rmSync(join(folder, 'notes'), { recursive: true });
    await vi.waitFor(() => {
      expect(files(dossier)).toEqual(['c.txt']);
    }, WAIT);
    expect((await dossier.ask('Qui a reçu des ordinateurs ?')).passages[0]!.file).toBe('c.txt');
  });

  it('follows a folder in a folder that is renamed, without embedding anything again', async () => {
    const { folder, dossier, reports } = await watched({
      'a.txt': 'Un texte.',
      'x/y/b.txt': 'Le préfet a ordonné la fermeture du pont.',
      'x/y/c.txt': 'Le maire a rouvert la route.',
    });
    renameSync(join(folder, 'x'), join(folder, 'z'));
    await vi.waitFor(() => {
      expect(files(dossier)).toEqual(['a.txt', 'z/y/b.txt', 'z/y/c.txt']);
    }, WAIT);
    expect(reports.map(({ embedded }) => embedded).every((count) => count === 0)).toBe(true);
    expect((await dossier.ask('la fermeture du pont')).passages[0]!.file).toBe('z/y/b.txt');
  });

  it('waits for a file that is still being written', async () => {
    const { folder, dossier, reports } = await watched({ 'a.txt': 'Un texte.' });
    writeFileSync(join(folder, 'b.txt'), 'Première partie. ');
    for (let part = 0; part < 8; part++) {
      await new Promise((resolve) => setTimeout(resolve, 150));
      appendFileSync(join(folder, 'b.txt'), `Partie ${part}. `);
    }
    appendFileSync(join(folder, 'b.txt'), 'Fin du texte.');
    await vi.waitFor(() => {
      expect(dossier.text('b.txt')).not.toBeNull();
    }, WAIT);
    expect(dossier.text('b.txt')).toMatch(/Fin du texte\.$/u);
    expect(reports).toHaveLength(1);
  });

  it('leaves out hidden files and what .dossierignore names, also when that changes', async () => {
    const { folder, dossier, reports } = await watched({ 'a.txt': 'Un texte.', 'draft.txt': 'Un brouillon.' });
    writeFileSync(join(folder, '.hidden'), 'x');
    writeFileSync(join(folder, '.dossierignore'), 'draft*\n');
    await vi.waitFor(() => {
      expect(files(dossier)).toEqual(['a.txt']);
    }, WAIT);
    expect(reports).toHaveLength(1);
  });

  it('says that .dossierignore cannot be read, and serves nothing that it may name', async () => {
    const { folder, dossier, troubles } = await watched({ 'a.txt': 'Un texte.', 'draft.txt': 'Un brouillon.', '.dossierignore': 'draft*\n' });
    rmSync(join(folder, '.dossierignore'));
    mkdirSync(join(folder, '.dossierignore'));
    await vi.waitFor(() => {
      expect(troubles.map(({ message }) => message).join()).toContain('.dossierignore: a file that can be opened expected, found EISDIR');
    }, WAIT);
    await expect(dossier.refresh()).rejects.toThrow(UserError);
    expect(files(dossier)).toEqual(['a.txt']);
    rmSync(join(folder, '.dossierignore'), { recursive: true });
    writeFileSync(join(folder, '.dossierignore'), 'draft*\n');
    writeFileSync(join(folder, 'b.txt'), 'Un autre texte.');
    await vi.waitFor(() => {
      expect(files(dossier)).toEqual(['a.txt', 'b.txt']);
    }, WAIT);
  });

  it('says what went wrong, keeps the old state and goes on', async () => {
    const { folder, dossier, troubles } = await watched({ 'a.txt': 'Un texte.' });
    writeFileSync(join(folder, 'dossier.json'), '{ not json');
    await vi.waitFor(() => {
      expect(troubles.map(({ message }) => message).join()).toContain('JSON expected');
    }, WAIT);
    expect(files(dossier)).toEqual(['a.txt']);
    writeFileSync(join(folder, 'dossier.json'), '{"documents":{"a.txt":{"title":"Mon titre"}}}');
    await vi.waitFor(() => {
      expect(dossier.documents()[0]!.title).toBe('Mon titre');
    }, WAIT);
  });
});
