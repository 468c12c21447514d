import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDossier } from '../../../../retrieval/index.js';
import { filled, temporaryFolder } from '../../../support/folder.js';
import { hashEmbedder } from '../../../support/hash-embedder.js';
import { mountSmall, whyNoMount } from '../../../support/mounts.js';

const missing = whyNoMount();
if (missing) console.warn(missing);

const FIRST = { 'prisons.txt': 'Les prisons\n\nLa police a fouillé environ 500 cellules mardi matin. Les surveillants ont saisi des téléphones.\n' };
/** Enough passages that each file of the index takes more than a page of the disk. */
const SECOND = Object.fromEntries(
  Array.from({ length: 12 }, (_, at) => [`note ${at}.txt`, `La note ${at}\n\n${`Le ministre a écrit ${at} lettres aux préfets de France. `.repeat(12)}\n`]),
);

// With room for every number of pages: test/torture/trials/full-disk.ts, whose short form the tests run.
describe.skipIf(missing !== null)('a disk that fills while an index is written', () => {
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
