import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDossier, StoppedError, UserError } from '../../../retrieval/index.js';
import { filled, temporaryFolder } from '../../support/folder.js';
import { hashEmbedder } from '../../support/hash-embedder.js';
import { mountSmall, whyNoMount } from '../../support/mounts.js';

const missing = whyNoMount();
if (missing) console.warn(missing);

const FIRST = { 'prisons.txt': 'Les prisons\n\nLa police a fouillé environ 500 cellules mardi matin. Les surveillants ont saisi des téléphones.\n' };
/** Enough passages that each file of the index takes more than a page of the disk. */
const SECOND = Object.fromEntries(
  Array.from({ length: 12 }, (_, at) => [`note ${at}.txt`, `La note ${at}\n\n${`Le ministre a écrit ${at} lettres aux préfets de France. `.repeat(12)}\n`]),
);

describe.skipIf(missing !== null)('a disk that fills while an index is written', () => {
  it('leaves the index as it was and says one line, whichever file it fills at', async () => {
    const folder = filled(join(temporaryFolder(), 'dossier'), FIRST);
    const disk = mountSmall(8 * 1024 * 1024);
    const index = join(disk.folder, 'index');
    const embedder = hashEmbedder();
    await (await openDossier({ folder, index, embedder })).close();
    const before = snapshot(index);
    filled(folder, SECOND);

    // What the larger index takes, file by file in the order of writing, says at which sizes the disk fills where.
    const rehearsal = temporaryFolder();
    await (await openDossier({ folder, index: rehearsal, embedder })).close();
    const sizes = sizesOf(rehearsal);
    // Everything embedded beforehand: what is kept of it stays on the disk, and takes no more room during the attempts.
    const stopping = new AbortController();
    const stopped = openDossier({
      folder,
      index,
      embedder,
      signal: stopping.signal,
      onProgress: ({ stage, done, total }) => {
        if (stage === 'embedding' && done === total) stopping.abort();
      },
    });
    await expect(stopped).rejects.toBeInstanceOf(StoppedError);
    const embedded = embedder.embedded.length;
    const needed = sizes.reduce((sum, size) => sum + pages(size), 0);
    let filledAt = 0;
    const rooms = [0];
    for (const size of sizes) rooms.push((filledAt += pages(size)) - 4096);
    for (const room of rooms) {
      disk.fill(room);
      const attempt = openDossier({ folder, index, embedder });
      await expect(attempt, `with ${room} bytes free`).rejects.toBeInstanceOf(UserError);
      await expect(attempt).rejects.toThrow(/^writing the index: .* expected, found .*; make room on (?:its|the) disk/u);
      expect(snapshot(index), `with ${room} bytes free`).toEqual(before);
      disk.empty();
    }

    disk.fill(needed + 64 * 1024);
    const dossier = await openDossier({ folder, index, embedder });
    expect(embedder.embedded).toHaveLength(embedded);
    expect(dossier.lastRefresh).toMatchObject({ reason: { code: 'changed', added: 12, changed: 0, removed: 0 }, documents: 13 });
    await dossier.close();
  });

  it('leaves an open dossier answering from its old state', async () => {
    const folder = filled(join(temporaryFolder(), 'dossier'), FIRST);
    const disk = mountSmall(2 * 1024 * 1024);
    const dossier = await openDossier({ folder, index: join(disk.folder, 'index'), embedder: hashEmbedder() });
    filled(folder, SECOND);
    disk.fill(0);
    await expect(dossier.refresh()).rejects.toThrow('make room');
    expect((await dossier.ask('cellules fouillées')).passages[0]!.quote).toContain('environ 500 cellules');
    expect(dossier.documents()).toHaveLength(1);
    disk.empty();
    expect((await dossier.refresh()).documents).toBe(13);
    await dossier.close();
  });
});

/** Whole pages of a tmpfs. */
function pages(bytes: number): number {
  return Math.ceil(bytes / 4096) * 4096;
}

/** Bytes of the generation's files in the order in which they were written. */
function sizesOf(index: string): number[] {
  const folder = join(index, readFileSync(join(index, 'current'), 'utf8'));
  return readdirSync(folder)
    .map((name) => statSync(join(folder, name), { bigint: true }))
    .sort((a, b) => Number(a.birthtimeNs - b.birthtimeNs))
    .map(({ size }) => Number(size));
}

/** The files of the index, but for the journal of what is embedded. */
function snapshot(index: string): Record<string, string> {
  const files = readdirSync(index, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.endsWith('.journal'));
  return Object.fromEntries(files.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name)).toString('base64')]));
}
