import { fork } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './support/measure.mjs';

export const title = 'Opening, and what a passage takes';

/** Time from nothing to the first answer's readiness, bytes a passage on disk and in memory; in a process of its own. */
export async function run({ embedder, indexes, sizes, short }) {
  const rows = [];
  for (const size of sizes) {
    const place = await indexes.place(size);
    const opened = [];
    for (let turn = 0; turn < (short ? 2 : 3); turn++) opened.push(await openApart(place, embedder.model));
    const folder = join(place, readFileSync(join(place, 'current'), 'utf8'));
    const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    const tokens = readdirSync(folder)
      .filter((name) => name.endsWith('.tokens'))
      .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    const ms = median(opened.map(({ milliseconds }) => milliseconds));
    const read = median(opened.map(({ reading }) => reading));
    const resident = median(opened.map(({ resident: held }) => held)) / size;
    rows.push({
      measure: `${size} passages`,
      'open ms': ms,
      'on disk, bytes': bytes / size,
      'of it token codes': tokens / size,
      'in memory, bytes': resident,
      against: 'reading and hashing the files loaded',
      ratio: ms / read,
      // 1.5 s at 100,000 passages, 3.2 KB a passage. What the allocator keeps differs by 10% between runs: the floor leaves room for it.
      ...(size >= 10_000 ? { target: { resident: 3_200, openMs: (1_500 * size) / 100_000 }, floor: { resident: 4_000 }, value: resident } : {}),
    });
  }
  return rows;
}

function openApart(place, model) {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('./support/open-apart.mjs', import.meta.url)), [place, JSON.stringify(model)], { execArgv: ['--expose-gc'] });
    child.once('message', resolve);
    child.once('exit', (code) => {
      if (code !== 0) reject(new Error(`opening ${place} apart: exit code 0 expected, found ${code}`));
    });
  });
}
