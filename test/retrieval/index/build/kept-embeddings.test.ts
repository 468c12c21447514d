import { appendFileSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KeptEmbeddings } from '../../../../retrieval/index/build/kept-embeddings.js';
import { openDossier, StoppedError, type Progress } from '../../../../retrieval/index.js';
import { filled, temporaryFolder } from '../../../support/folder.js';
import { hashEmbedder, type HashEmbedder } from '../../../support/hash-embedder.js';

const MODEL = { name: 'small', checksum: 'c', dimensions: 16, maxTokens: 512 };
const CENTRE = Float32Array.from({ length: 16 }, (_, at) => at / 16);
const OTHER = Float32Array.from({ length: 16 }, (_, at) => -at / 16);
const coded = (seed: number) => ({
  vector: Float32Array.from({ length: 16 }, (_, at) => seed + at / 32),
  codes: { codes: Uint8Array.of(1, 2, 3, 4, seed, 6), scales: Float32Array.of(0.5, 0.25, seed), starts: Uint16Array.of(0, 7, 400) },
});
const raw = (seed: number) => ({
  vector: Float32Array.from({ length: 16 }, (_, at) => seed + at / 32),
  content: { vectors: Float32Array.from({ length: 32 }, (_, at) => at * seed), offsets: Uint32Array.of(0, 3, 4, 70_000) },
});

describe('KeptEmbeddings', () => {
  it('gives back what was kept, after the process that kept it is gone', async () => {
    const place = join(temporaryFolder(), 'index');
    const kept = await KeptEmbeddings.open(place, MODEL, 's');
    expect([kept.size, kept.centre, await kept.find('a', null)]).toEqual([0, null, null]);
    expect(existsSync(place)).toBe(false);
    await kept.keep('a', raw(1), null);
    await kept.keepCentre({ centre: CENTRE, centredOn: 300 });
    await kept.keep('b', coded(2), CENTRE);
    // Not closed: a process that is killed closes nothing.
    const later = await KeptEmbeddings.open(place, MODEL, 's');
    expect([later.size, later.centre]).toEqual([2, { centre: CENTRE, centredOn: 300 }]);
    expect(await later.find('a', null)).toEqual(raw(1));
    expect(await later.find('a', CENTRE)).toEqual(raw(1));
    expect(await later.find('b', CENTRE)).toEqual(coded(2));
    expect(later.has('b', CENTRE)).toBe(true);
    expect(await later.find('c', CENTRE)).toBeNull();
    await later.close();
    await kept.close();
  });

  it('gives codes on their own centre only', async () => {
    const place = temporaryFolder();
    const kept = await KeptEmbeddings.open(place, MODEL, 's');
    await kept.keep('b', coded(2), CENTRE);
    await kept.close();
    const later = await KeptEmbeddings.open(place, MODEL, 's');
    expect([later.has('b', OTHER), later.has('b', null)]).toEqual([false, false]);
    expect(await later.find('b', OTHER)).toBeNull();
    await later.close();
  });

  it('drops what another model or other settings made', async () => {
    const place = temporaryFolder();
    for (const [model, settings] of [
      [MODEL, 's'],
      [{ ...MODEL, checksum: 'd' }, 's'],
      [MODEL, 't'],
    ] as const) {
      const kept = await KeptEmbeddings.open(place, model, settings);
      expect(kept.size).toBe(0);
      await kept.keep('a', raw(1), null);
      await kept.close();
    }
  });

  it('loses the torn end of the file alone, wherever it was torn', async () => {
    const place = temporaryFolder();
    const kept = await KeptEmbeddings.open(place, MODEL, 's');
    for (let at = 0; at < 3; at++) await kept.keep(`text ${at}`, coded(at), CENTRE);
    await kept.close();
    const [file] = readdirSync(place);
    const whole = readFileSync(join(place, file!));
    for (const cut of [1, 5, 60, 120]) {
      const torn = join(temporaryFolder(), 'torn');
      mkdirSync(torn);
      copyFileSync(join(place, file!), join(torn, file!));
      truncateSync(join(torn, file!), whole.length - cut);
      const opened = await KeptEmbeddings.open(torn, MODEL, 's');
      expect(opened.size, `cut by ${cut}`).toBe(2);
      // What is kept next must be readable behind it.
      await opened.keep('next', coded(9), CENTRE);
      await opened.close();
      const again = await KeptEmbeddings.open(torn, MODEL, 's');
      expect([await again.find('text 1', CENTRE), await again.find('next', CENTRE)]).toEqual([coded(1), coded(9)]);
      await again.close();
    }
  });

  it('takes no damaged record for a good one, and nothing from a file that is none', async () => {
    const place = temporaryFolder();
    const kept = await KeptEmbeddings.open(place, MODEL, 's');
    await kept.keep('a', coded(1), CENTRE);
    await kept.keep('b', coded(2), CENTRE);
    await kept.close();
    const file = join(place, readdirSync(place)[0]!);
    const bytes = readFileSync(file);
    bytes[bytes.length - 40]! ^= 1;
    writeFileSync(file, bytes);
    const opened = await KeptEmbeddings.open(place, MODEL, 's');
    expect([opened.size, opened.has('b', CENTRE)]).toEqual([1, false]);
    await opened.close();
    for (const junk of [Buffer.alloc(0), Buffer.from('{}'), Buffer.alloc(5_000, 7)]) {
      writeFileSync(file, junk);
      const none = await KeptEmbeddings.open(place, MODEL, 's');
      expect(none.size).toBe(0);
      await none.keep('a', coded(1), CENTRE);
      await none.close();
      const again = await KeptEmbeddings.open(place, MODEL, 's');
      expect(again.size).toBe(1);
      await again.forget();
      expect(readdirSync(place)).toEqual([]);
    }
  });

  it('is no trouble where nothing can be written', async () => {
    const place = join(temporaryFolder(), 'a-file');
    writeFileSync(place, 'x');
    const kept = await KeptEmbeddings.open(place, MODEL, 's');
    await kept.keep('a', coded(1), CENTRE);
    await kept.keepCentre({ centre: CENTRE, centredOn: 1 });
    expect(kept.size).toBe(0);
    await kept.forget();
  });
});

/** A dossier of so many passages. */
function manyFiles(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `${String(at).padStart(4, '0')}.txt`,
      `Le rapport numéro ${at} parle du pont ${at * 7} et de la commune ${at * 13}.\n`,
    ]),
  );
}

/** Passages embedded: without the text that only measures the speed. */
const embeddedBy = ({ embedded }: HashEmbedder): number => embedded.filter((text) => !text.startsWith('Le conseil municipal')).length;

/** Opens a dossier and stops after so many passages. */
async function stoppedAfter(passages: number, folder: string, index: string, embedder: HashEmbedder): Promise<StoppedError> {
  const stopping = new AbortController();
  const onProgress = ({ stage, done }: Progress): void => {
    if (stage === 'embedding' && done === passages) stopping.abort();
  };
  return openDossier({ folder, index, embedder, onProgress, signal: stopping.signal }).then(
    () => {
      throw new Error('a stop expected, found the dossier open');
    },
    (error: unknown) => error as StoppedError,
  );
}

describe('an indexing that is stopped', () => {
  it.each([
    [40, 12],
    [300, 100],
    [300, 270],
  ])('of %i passages after %i embeds only the others the next time, and comes to the same index', async (count, stop) => {
    const folder = filled(join(temporaryFolder(), 'dossier'), manyFiles(count));
    const index = join(temporaryFolder(), 'index');
    const stopped = await stoppedAfter(stop, folder, index, hashEmbedder());
    // The one under way when it was stopped is finished and kept too.
    expect(stopped).toBeInstanceOf(StoppedError);
    expect(stopped.embedded).toBe(stop + 1);
    const embedder = hashEmbedder();
    const totals = new Set<number>();
    const dossier = await openDossier({
      folder,
      index,
      embedder,
      onProgress: ({ stage, total }) => {
        if (stage === 'embedding') totals.add(total);
      },
    });
    expect([...totals]).toEqual([count - stop - 1]);
    expect([embeddedBy(embedder), dossier.lastRefresh.embedded, dossier.passageCount()]).toEqual([count - stop - 1, count - stop - 1, count]);
    expect(readdirSync(index).filter((name) => name.includes('journal'))).toEqual([]);

    const straight = await openDossier({ folder, index: join(temporaryFolder(), 'index'), embedder: hashEmbedder() });
    for (const question of ['le pont 70', 'la commune 143', 'rapport numéro 11']) {
      expect({ ...(await dossier.ask(question)), milliseconds: 0, stages: null }).toEqual({ ...(await straight.ask(question)), milliseconds: 0, stages: null });
    }
    await dossier.close();
    await straight.close();
  });

  it('again and again gets on each time, and survives a change of the folder between', async () => {
    const folder = filled(join(temporaryFolder(), 'dossier'), manyFiles(60));
    const index = join(temporaryFolder(), 'index');
    for (const [at, stop] of [10, 10, 10].entries()) expect((await stoppedAfter(stop, folder, index, hashEmbedder())).embedded).toBe(11 * (at + 1));
    writeFileSync(join(folder, '0000.txt'), 'Un tout autre texte.\n');
    appendFileSync(join(folder, '0059.txt'), 'Une phrase de plus.\n');
    const embedder = hashEmbedder();
    const dossier = await openDossier({ folder, index, embedder });
    expect(dossier.passageCount()).toBe(60);
    expect(embeddedBy(embedder)).toBeGreaterThanOrEqual(60 - 33);
    expect(embeddedBy(embedder)).toBeLessThanOrEqual(60 - 33 + 2);
    await dossier.close();
  });

  it('while it brings an older index up to date keeps that one, and what it embedded', async () => {
    const folder = filled(join(temporaryFolder(), 'dossier'), manyFiles(30));
    const index = join(temporaryFolder(), 'index');
    await (await openDossier({ folder, index, embedder: hashEmbedder() })).close();
    filled(folder, Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`new ${at}.txt`, `La note ${at} parle du tunnel ${at * 3}.\n`])));
    expect((await stoppedAfter(5, folder, index, hashEmbedder())).embedded).toBe(6);
    const embedder = hashEmbedder();
    const dossier = await openDossier({ folder, index, embedder });
    expect(embeddedBy(embedder)).toBe(14);
    expect((await dossier.ask('le tunnel 6')).passages[0]!.file).toBe('new 2.txt');
    await dossier.close();
  });

  it('killed once its index was whole leaves nothing behind the next opening', async () => {
    const folder = filled(join(temporaryFolder(), 'dossier'), manyFiles(5));
    const index = join(temporaryFolder(), 'index');
    await (await openDossier({ folder, index, embedder: hashEmbedder() })).close();
    const before = readdirSync(index).sort();
    // What stands there between the index's last rename and its tidying; no process has that number.
    filled(index, { 'embedding.journal': 'x', 'g-1-2147483647/manifest.json': '{}', 'tmp-2147483647-1/words': 'x' });
    expect(readdirSync(index)).toHaveLength(before.length + 3);
    const embedder = hashEmbedder();
    const dossier = await openDossier({ folder, index, embedder });
    expect([embeddedBy(embedder), dossier.passageCount(), readdirSync(index).sort()]).toEqual([0, 5, before]);
    await dossier.close();
  });

  it('by a model that fails is told as that, and loses nothing either', async () => {
    const folder = filled(join(temporaryFolder(), 'dossier'), manyFiles(20));
    const index = join(temporaryFolder(), 'index');
    const failing = hashEmbedder();
    const embed = failing.embed.bind(failing);
    failing.embed = (text, kind) => (failing.embedded.length === 8 ? Promise.reject(new Error('no memory left')) : embed(text, kind));
    await expect(openDossier({ folder, index, embedder: failing })).rejects.toThrow('no memory left');
    const embedder = hashEmbedder();
    await (await openDossier({ folder, index, embedder })).close();
    expect(embeddedBy(embedder)).toBe(12);
  });
});
