// `npm run flaky`: which tests fail now and then. One line a run, and the sum of them at the end.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const [first = '20', ...more] = process.argv.slice(2);
if (first === '--help') {
  console.log(`Runs the tests again and again and says which failed in how many runs.

usage: npm run flaky -- [TIMES] [FILE]… [--exclude FILE]…

  TIMES  how many times (default 20); the rest is what vitest takes

What was tried stays in reports/flaky, a JSON file a run. Exit status: 0 no test failed; 1 some did; 2 wrong usage.`);
  process.exit();
}
if (!/^[1-9]\d*$/u.test(first)) {
  console.error(`running the tests again and again: how many times expected first, a whole number, found "${first}"; say npm run flaky -- 20`);
  process.exit(2);
}
const times = Number(first);
const folder = join(root, 'reports', 'flaky');
mkdirSync(folder, { recursive: true });

const failures = new Map();
for (let run = 1; run <= times; run++) {
  const file = join(folder, `${run}.json`);
  rmSync(file, { force: true });
  const { status, signal, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=json', `--outputFile=${file}`, ...more],
    { cwd: root, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: Infinity },
  );
  if (signal) process.exit(1);
  const { failed, passed, skipped, names } = outcome(file, status, stderr);
  for (const name of names) failures.set(name, (failures.get(name) ?? 0) + 1);
  console.log(`run ${run} of ${times}: ${passed} passed, ${failed} failed, ${skipped} skipped${names.map((name) => `\n  ${name}`).join('')}`);
}
console.log(failures.size === 0 ? `no test failed in any of ${times} runs` : `failed in some of ${times} runs:`);
for (const [name, count] of [...failures].sort(([, one], [, other]) => other - one)) console.log(`  ${count} × ${name}`);
process.exitCode = failures.size === 0 ? 0 : 1;

/** What a run came to; one that left no report failed as a whole. */
function outcome(file, status, stderr) {
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0, names: [`the run itself, status ${status}: ${stderr.trim().split('\n').at(-1)}`] };
  }
  const names = report.testResults.flatMap(({ name, status: ended, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed').map(({ fullName }) => fullName);
    if (failed.length > 0) return failed.map((test) => `${relative(name)} > ${test}`);
    return ended === 'failed' ? [`${relative(name)}: ${(message ?? '').split('\n')[0]}`] : [];
  });
  if (names.length === 0 && status !== 0) names.push(`the run itself, status ${status}: ${stderr.trim().split('\n').at(-1)}`);
  return { passed: report.numPassedTests, failed: names.length, skipped: report.numPendingTests + report.numTodoTests, names };
}

function relative(path) {
  return path.startsWith(root) ? path.slice(root.length) : path;
}
