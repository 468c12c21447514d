import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDossier } from '../../dist/retrieval/index.js';
import { borrowedEmbedder } from './support/borrowed-embedder.mjs';
import { makeFolder } from './support/made-folder.mjs';
import { timed } from './support/measure.mjs';

export const title = 'One changed file';

/** Time until a change of one file is in the answers, the folder looked through and the changed passages embedded for real. */
export async function run({ embedder, source, temporary, short }) {
  const files = short ? 100 : 2_000;
  const folder = join(temporary, 'changing');
  const names = makeFolder(folder, source, files, 10);
  const borrowed = borrowedEmbedder(embedder, source);
  const dossier = await openDossier({ folder, index: join(temporary, 'changing-index'), embedder: borrowed });
  borrowed.real = true;
  const took = [];
  const embedding = [];
  for (const turn of [1, 2, 3]) {
    const file = join(folder, names[turn * 13]);
    writeFileSync(file, `${readFileSync(file, 'utf8').trimEnd()} Une phrase ajoutée la ${turn}e fois.\n`);
    const { milliseconds, result } = await timed(() => dossier.refresh());
    took.push(milliseconds);
    embedding.push(result.embedded);
  }
  const passages = dossier.passageCount();
  await dossier.close();
  const [ms] = [...took].sort((a, b) => b - a);
  return [
    {
      measure: `${files} files, ${passages} passages`,
      'ms (slowest of 3)': ms,
      'passages embedded': Math.max(...embedding),
      against: '3 s',
      ratio: ms / 3_000,
      target: { atMost: 1 },
      floor: { atMost: 5 },
    },
  ];
}
