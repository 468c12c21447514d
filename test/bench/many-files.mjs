// `npm run bench:files`: what many files of many formats take, as a whole program meets them.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { madeUp, mixedFile } from './mixed-files.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '2000' },
    texts: { type: 'string' },
    keep: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const count = Number(values.files);
const TARGETS = { megabytes: 1_500, unchangedSeconds: 5, changedSeconds: 3 };

if (values.help) {
  console.log(`Indexes a folder of mixed files, made up: time, and memory of all processes together; then again with nothing changed, with one file changed,
and with one changed while the dossier is open.

usage: npm run bench:files -- [--files N] [--texts DIR] [--keep DIR] [--json]

  --files N    how many files (default 2000)
  --texts DIR  the texts of this folder instead of made-up ones
  --keep DIR   makes the folder and its index there, and leaves them
  --json       the figures as JSON

Exit status 1 when a target is missed: ${TARGETS.megabytes} MB, ${TARGETS.unchangedSeconds} s with nothing changed, ${TARGETS.changedSeconds} s with one file changed.`);
  process.exit();
}

const place = values.keep ?? mkdtempSync(join(tmpdir(), 'dossier-many-'));
const folder = join(place, 'dossier');
const index = join(place, 'index');
const texts =
  values.texts === undefined
    ? null
    : readdirSync(values.texts)
        .filter((file) => file.endsWith('.txt'))
        .sort()
        .map((file) => readFileSync(join(values.texts, file), 'utf8'));

const kinds = {};
for (let at = 0; at < count; at++) {
  const { name, bytes, kind } = await mixedFile(at, texts === null ? madeUp(at) : texts[at % texts.length].slice(0, 1_500));
  kinds[kind] = (kinds[kind] ?? 0) + 1;
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), bytes);
}

/** Resident memory (MB) of a process and all below it, from Linux's /proc; 0 elsewhere. */
function memoryOf(pid) {
  try {
    const own = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean),
    );
    return own + children.reduce((sum, child) => sum + memoryOf(child), 0);
  } catch {
    return 0;
  }
}

function run() {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(process.execPath, [join(root, 'dist/bot/index-command.js'), '--dossier', folder, '--index', index], {
      stdio: ['ignore', 'pipe', values.json ? 'ignore' : 'inherit'],
    });
    let [said, peak] = ['', 0];
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
    const look = setInterval(() => {
      peak = Math.max(peak, memoryOf(child.pid));
    }, 200);
    child.on('close', (status) => {
      clearInterval(look);
      if (status !== 0) reject(new Error(`npm run index ended with ${status}`));
      else resolve({ seconds: (performance.now() - began) / 1000, megabytes: Math.round(peak), said });
    });
  });
}

const results = { files: count, kinds };
const show = (label, { seconds, megabytes, said }) => {
  results[label] = { seconds, megabytes };
  if (!values.json) console.log(`${label}: ${seconds.toFixed(1)} s, at most ${megabytes} MB; ${said.split('\n')[0]}`);
};
try {
  if (!values.json)
    console.log(
      Object.entries(kinds)
        .map(([kind, number]) => `${number} ${kind}`)
        .join(', '),
    );
  const first = await run();
  show('first', first);
  if (!values.json) console.log(first.said.split('\n').slice(1).join('\n'));
  show('unchanged', await run());
  const changed = await mixedFile(0, 'Le conseil a changé d’avis : le pont sera fermé en juillet et non en juin.');
  writeFileSync(join(folder, changed.name), changed.bytes);
  show('changed', await run());

  const { openDossier } = await import('../../dist/retrieval/index.js');
  const dossier = await openDossier({ folder, index });
  writeFileSync(join(folder, changed.name), (await mixedFile(0, 'Le conseil a changé d’avis une fois de plus : le pont restera ouvert tout l’été.')).bytes);
  const began = performance.now();
  await dossier.refresh();
  show('changed while open', { seconds: (performance.now() - began) / 1000, megabytes: Math.round(memoryOf(process.pid)), said: '' });
  await dossier.close();
} finally {
  if (values.keep === undefined) rmSync(place, { recursive: true, force: true });
}
if (values.json) console.log(JSON.stringify(results));
process.exitCode =
  results.first.megabytes <= TARGETS.megabytes && results.unchanged.seconds <= TARGETS.unchangedSeconds && results.changed.seconds <= TARGETS.changedSeconds
    ? 0
    : 1;
