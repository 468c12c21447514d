import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDossier } from '../../dist/retrieval/index.js';
import { memoryOf } from './support/machine.mjs';
import { timed } from './support/measure.mjs';
import { madeUp, mixedFile } from './support/mixed-files.mjs';

export const title = 'Many files of many formats, as a whole program meets them';

const PROGRAM = fileURLToPath(new URL('../../dist/bot/index-command.js', import.meta.url));

/** Time to index, and memory of all processes together; then again with nothing changed, with one file changed, and with one changed while the dossier is open. */
export async function run({ temporary, short, say }) {
  const folder = join(temporary, 'files');
  const index = join(temporary, 'files-index');
  const kinds = {};
  const write = async (number, text) => {
    const { name, bytes, kind } = await mixedFile(number, text);
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  };
  const count = short ? 100 : 2_000;
  for (let number = 0; number < count; number++) await write(number, madeUp(number));
  say(
    Object.entries(kinds)
      .map(([kind, files]) => `${files} ${kind}`)
      .join(', '),
  );

  const megabytes = { target: { megabytes: 1_500 }, floor: { megabytes: 1_500 } };
  const rows = [{ measure: `${count} files, first`, ...(await indexed(folder, index, say)), ...megabytes }];
  rows.push({ measure: 'nothing changed', ...(await indexed(folder, index, say)), target: { seconds: 5 } });
  await write(0, 'Le conseil a changé d’avis : le pont sera fermé en juillet et non en juin.');
  rows.push({ measure: 'one file changed', ...(await indexed(folder, index, say)), target: { seconds: 3 } });
  const dossier = await openDossier({ folder, index });
  await write(0, 'Le conseil a changé d’avis une fois de plus : le pont restera ouvert tout l’été.');
  const { milliseconds } = await timed(() => dossier.refresh());
  rows.push({ measure: 'one changed while open', s: milliseconds / 1000, MB: memoryOf(process.pid) });
  await dossier.close();
  return rows;
}

/** Seconds that the program takes, and the most memory in MB of all its processes together. */
async function indexed(folder, index, say) {
  let [said, peak] = ['', 0];
  const { milliseconds } = await timed(
    () =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [PROGRAM, '--dossier', folder, '--index', index], { stdio: ['ignore', 'pipe', 'ignore'] });
        child.stdout.setEncoding('utf8').on('data', (text) => (said += text));
        const look = setInterval(() => (peak = Math.max(peak, memoryOf(child.pid))), 200);
        child.on('close', (status) => {
          clearInterval(look);
          if (status === 0) resolve();
          else reject(new Error(`indexing ${folder}: exit status 0 of ${PROGRAM} expected, found ${status}`));
        });
      }),
  );
  say(said.trim());
  return { s: milliseconds / 1000, MB: peak };
}
