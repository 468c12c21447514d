import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Dossier } from '../../retrieval/index.js';
import { EmptyQuestionError, openDossier, QuestionTooLongError } from '../../retrieval/index.js';
import { filled, temporaryFolder } from '../support/folder.js';
import { hashEmbedder, type HashEmbedder } from '../support/hash-embedder.js';

const FILES = {
  'prisons.txt': 'Les prisons\n\nLa police a fouillé environ 500 cellules mardi matin. Les surveillants ont saisi des téléphones.\n',
  'notes/drogue.txt': 'La livraison de drogue\n\nLe ministre veut éradiquer la livraison de drogue à domicile. Les préfets doivent agir sans délai.\n',
};

interface Setting {
  readonly folder: string;
  readonly index: string;
  readonly embedder: HashEmbedder;
}

function setting(files: Readonly<Record<string, string | Uint8Array>> = FILES): Setting {
  return { folder: filled(join(temporaryFolder(), 'dossier'), files), index: join(temporaryFolder(), 'index'), embedder: hashEmbedder() };
}

async function opened(options: Setting): Promise<Dossier> {
  const dossier = await openDossier(options);
  onTestFinished(() => dossier.close());
  return dossier;
}

describe('asking', () => {
  it('quotes slices of the documents, with the lines they stand on', async () => {
    const dossier = await opened(setting());
    const answer = await dossier.ask('Combien de cellules ont été fouillées ?');
    const first = answer.passages[0]!;
    expect(first.file).toBe('prisons.txt');
    expect(first.quote).toContain('environ 500 cellules');
    for (const passage of answer.passages) {
      const text = dossier.text(passage.file)!;
      expect(text.slice(passage.start, passage.end)).toBe(passage.quote);
      expect(passage.highlight[0]).toBeGreaterThanOrEqual(passage.start);
      expect(passage.highlight[1]).toBeLessThanOrEqual(passage.end);
      expect(
        text
          .split('\n')
          .slice(passage.lines[0] - 1, passage.lines[1])
          .join('\n'),
      ).toContain(passage.quote);
    }
    expect(answer.searched).toEqual({ documents: 2, passages: dossier.passageCount(), unread: [] });
  });

  it('keeps to the documents and passages it is allowed', async () => {
    const dossier = await opened(setting());
    const within = await dossier.ask('Combien de cellules ont été fouillées ?', { files: ['notes/drogue.txt'] });
    expect(new Set(within.passages.map(({ file }) => file))).toEqual(new Set(['notes/drogue.txt']));
    expect(within.searched.documents).toBe(1);
    const id = (await dossier.ask('cellules fouillées')).passages[0]!.id;
    const without = await dossier.ask('cellules fouillées', { without: [id] });
    expect(without.passages.map((passage) => passage.id)).not.toContain(id);
    expect((await dossier.ask('cellules', { files: [] })).verdict).toBe('absent');
  });

  it.each(['lexical', 'dense', 'hybrid', 'unread', 'late'] as const)('ranks by %s alone for the evaluation', async (method) => {
    const dossier = await opened(setting());
    expect((await dossier.ask('la livraison de drogue à domicile', { method })).passages[0]!.file).toBe('notes/drogue.txt');
  });

  it('refuses what is no question', async () => {
    const dossier = await opened(setting());
    await expect(dossier.ask('  ')).rejects.toThrow(EmptyQuestionError);
    await expect(dossier.ask('🤷‍♀️ !?…')).rejects.toThrow(EmptyQuestionError);
    await expect(dossier.ask('x'.repeat(10_000))).rejects.toThrow(QuestionTooLongError);
    await expect(dossier.ask('cellules', { top: 0 })).rejects.toThrow(RangeError);
  });

  it('answers function words alone, lone surrogates and control characters without failing', async () => {
    const dossier = await opened(setting());
    for (const odd of ['le la les', '\ud800 cellules \udc00', 'cellules\u0000\u202e', 'cellule '.repeat(500)]) {
      expect((await dossier.ask(odd)).passages.length).toBeGreaterThan(0);
    }
  });
});

describe('the index', () => {
  it('is built once, and embeds only what changed afterwards', async () => {
    const options = setting();
    const first = await opened(options);
    expect(first.lastRefresh.reason).toEqual({ code: 'first' });
    expect(first.lastRefresh.embedded).toBe(first.passageCount());

    const second = await opened({ ...options, embedder: hashEmbedder() });
    expect(second.lastRefresh).toMatchObject({ reason: null, embedded: 0 });

    writeFileSync(join(options.folder, 'third.txt'), 'Un fait nouveau\n\nLe tribunal de Lyon a rendu son jugement.\n');
    const third = await opened({ ...options, embedder: hashEmbedder() });
    expect(third.lastRefresh).toMatchObject({ reason: { code: 'changed', added: 1, changed: 0, removed: 0 }, embedded: 1, documents: 3 });
    expect((await third.ask('Qu’a fait le tribunal de Lyon ?')).passages[0]!.file).toBe('third.txt');
  });

  it('forgets a deleted document and keeps the ids of passages that stand', async () => {
    const options = setting();
    const dossier = await opened(options);
    const { id, quote } = (await dossier.ask('cellules fouillées')).passages[0]!;
    rmSync(join(options.folder, 'notes'), { recursive: true });
    writeFileSync(join(options.folder, 'aaa.txt'), 'Un autre document\n\nIl vient avant tous les autres dans la liste.\n');
    expect((await dossier.refresh()).reason).toEqual({ code: 'changed', added: 1, changed: 0, removed: 1 });
    expect((await dossier.ask('livraison de drogue')).passages.map(({ file }) => file)).not.toContain('notes/drogue.txt');
    expect(dossier.passage(id)?.quote).toBe(quote);
    expect(dossier.text('notes/drogue.txt')).toBeNull();
  });

  it('answers the same after a reload as after a build', async () => {
    const options = setting();
    const built = await (await opened(options)).ask('livraison de drogue', { top: 5 });
    const loaded = await (await opened(options)).ask('livraison de drogue', { top: 5 });
    expect({ ...loaded, milliseconds: 0, stages: null }).toEqual({ ...built, milliseconds: 0, stages: null });
  });

  it('is built again, saying why, when damaged or made with another model', async () => {
    const options = setting();
    await (await opened(options)).close();
    for (const ending of ['.index', '.texts', '.tokens', 'centres', 'manifest.json']) {
      const generation = join(options.index, readFileSync(join(options.index, 'current'), 'utf8'));
      const file = join(
        generation,
        readdirSync(generation).find((name) => name.endsWith(ending))!,
      );
      const bytes = readFileSync(file);
      bytes[bytes.length >> 1]! ^= 0x10;
      writeFileSync(file, bytes);
      const dossier = await opened(options);
      // Token codes are read, and checked, when a question needs them.
      expect((await dossier.ask('cellules fouillées')).passages[0]!.file).toBe('prisons.txt');
      await dossier.ask('livraison de drogue');
      expect(dossier.lastRefresh.reason, ending).toMatchObject({ code: 'unusable', detail: expect.stringMatching(/.+/) as string });
      const again = await opened(options);
      await again.ask('cellules fouillées');
      expect(again.lastRefresh.reason, `${ending} after mending`).toBeNull();
    }
    const other = await opened({ ...options, embedder: hashEmbedder({ checksum: 'b'.repeat(64) }) });
    expect(other.lastRefresh.reason).toEqual({ code: 'unusable', detail: 'it was made with another model (hash)' });
    expect(other.lastRefresh.embedded).toBe(other.passageCount());
  });

  it('makes passages that the model takes whole', async () => {
    const long = Array.from({ length: 300 }, (_, at) => `mot${at}`).join(' ');
    const options = { ...setting({ 'long.txt': `Titre\n\n${long}.\n` }), embedder: hashEmbedder({ maxTokens: 64 }) };
    const dossier = await opened(options);
    expect(dossier.passageCount()).toBeGreaterThan(4);
    expect((await dossier.ask('mot299')).passages[0]!.quote).toContain('mot299');
  });

  it('of an empty or missing folder is refused in one line that says what to do', async () => {
    const empty = join(temporaryFolder(), 'empty');
    mkdirSync(empty);
    await expect(openDossier({ ...setting(), folder: empty })).rejects.toMatchObject({ name: 'UserError' });
    await expect(openDossier({ ...setting(), folder: join(empty, 'nowhere') })).rejects.toMatchObject({ name: 'UserError' });
  });

  it('reads on past files that cannot be read, and says which', async () => {
    const dossier = await opened(setting({ ...FILES, 'image.txt': Uint8Array.of(0, 1, 2, 255, 254, 0) }));
    expect(dossier.unreadable().map(({ file }) => file)).toEqual(['image.txt']);
    expect((await dossier.ask('cellules')).searched.unread).toHaveLength(1);
  });
});

describe('looking around', () => {
  it('walks from a passage to its neighbours within the document', async () => {
    const text = `Titre\n\n${Array.from({ length: 6 }, (_, at) => `Paragraphe numéro ${at}. ${'Une phrase assez longue pour compter. '.repeat(20)}`).join('\n\n')}\n`;
    const dossier = await opened(setting({ 'a.txt': text, 'b.txt': FILES['prisons.txt'] }));
    let id: string | null = (await dossier.ask('paragraphe numéro 0')).passages.find(({ file }) => file === 'a.txt')!.id;
    while (dossier.neighbours(id).before) id = dossier.neighbours(id).before!;
    const seen: string[] = [];
    for (; id; id = dossier.neighbours(id).after) {
      expect(dossier.passage(id)!.file).toBe('a.txt');
      seen.push(id);
    }
    expect(seen).toHaveLength(dossier.documents()[0]!.passages);
    expect(dossier.neighbours('nothing-here')).toEqual({ before: null, after: null });
    expect(dossier.passage('nothing-here')).toBeNull();
  });

  it('cites any stretch, and refuses one outside of the text', async () => {
    const dossier = await opened(setting());
    expect(dossier.cite('prisons.txt', 0, 11)).toMatchObject({ quote: 'Les prisons', lines: [1, 1], page: null });
    expect(() => dossier.cite('prisons.txt', 5, 4)).toThrow(RangeError);
    expect(() => dossier.cite('prisons.txt', 0, 1e6)).toThrow(RangeError);
    expect(() => dossier.cite('nowhere.txt', 0, 1)).toThrow(/none of that name/);
  });
});
