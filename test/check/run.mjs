// `npm run check`: what must hold before a commit, in under two minutes. The steps that need one core each run two at a time, the tests after them on
// both. The first that fails ends the others; what it wrote is shown, and what to do.
import { spawn } from 'node:child_process';

const STEPS = [
  ['types', 'npm run -s types', 'mend the types'],
  ['lint', 'npm run -s lint', 'mend what it names; some of it "npx eslint --fix FILE" does'],
  ['format', 'npm run -s format:check', '"npm run format" writes it as it should be'],
  ['imports', 'npm run -s imports', 'imports go bot → retrieval → embeddings, and never in a circle'],
  ['unused', 'npm run -s unused', 'take out what nobody imports, or say in .knip.json who starts it'],
  ['tests', 'vitest run --config test/check/vitest.config.ts', 'mend the code, or the test'],
];
const alone = ['tests'];
const width = 2;

if (process.argv.includes('--help')) {
  console.log(`What must hold before a commit. The first that fails ends the others.\n\nusage: npm run check\n`);
  for (const [name, command] of STEPS) console.log(`  ${name.padEnd(8)}${command}`);
  console.log('\nThe tests are those that are not slow (test/check/slow.ts); npm test is the whole.\nExit status: 0 all holds; 1 something does not.');
  process.exit();
}

const running = new Map();
const began = performance.now();
let failed = false;
await runAll(STEPS.filter(([name]) => !alone.includes(name)));
if (!failed) await runAll(STEPS.filter(([name]) => alone.includes(name)));
if (failed) process.exitCode = 1;
else console.log(`all holds, in ${seconds(began)} s (the whole: npm test)`);

async function runAll(steps) {
  const waiting = [...steps];
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let step = waiting.shift(); step && !failed; step = waiting.shift()) await run(...step);
    }),
  );
}

/** One step, quiet while it holds. */
function run(name, command, advice) {
  const start = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, {
      shell: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
      detached: true,
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
    running.set(name, child);
    child.on('close', (status) => {
      running.delete(name);
      if (status === 0) console.log(`✓ ${name}, ${seconds(start)} s`);
      else if (!failed) {
        failed = true;
        console.error(`${said.trim()}\n\n✗ ${name}: "${command}" ended with ${status}; ${advice}`);
        end();
      }
      resolve();
    });
  });
}

/** Ends what still runs, and what that started. */
function end() {
  for (const { pid } of running.values()) {
    try {
      process.kill(-pid, 'SIGTERM');
    } catch {
      // It has ended by itself.
    }
  }
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    failed = true;
    end();
  });
}

function seconds(since) {
  return Math.round((performance.now() - since) / 1000);
}
