import { execFileSync } from 'node:child_process';
import { projectRoot } from '../../embeddings/project-root.js';
import { readOptions, readWhole } from '../../retrieval/terminal/command-line.js';
import { UserError } from '../../retrieval/errors.js';
import { countsTable, findingsOf, isSound, type Ran } from './report.js';
import { TRIALS } from './trials/index.js';

const USAGE = 'npm run torture -- [--short] [--only NAME]… [--seed N] [--json]';

const HELP = `Breaks what can break, on purpose, and counts what is lost or wrong: kills, cut connections, full disks, floods, strangers.

usage: ${USAGE}

  --short      the form that npm test runs: seconds instead of minutes
  --only NAME  this trial only (may be repeated)
  --seed N     where the random numbers start (default 1)
  --json       the counts as one JSON object a line

${TRIALS.map(({ name, about }) => `  ${name.padEnd(12)} ${about}`).join('\n')}

Exit status: 0 nothing lost and nothing wrong; 1 something was; 2 wrong usage.`;

/** @returns the exit status */
async function torture(): Promise<number> {
  const { values } = readOptions(
    {
      args: process.argv.slice(2),
      options: {
        short: { type: 'boolean', default: false },
        only: { type: 'string', multiple: true },
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    },
    USAGE,
  );
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const unknown = (values.only ?? []).find((name) => !TRIALS.some((trial) => trial.name === name));
  if (unknown !== undefined) throw new UserError(`reading --only: one of ${TRIALS.map(({ name }) => name).join(', ')} expected, found "${unknown}"`);
  const seed = readWhole('--seed', values.seed, 0, 2 ** 31);
  const chosen = TRIALS.filter(({ name }) => values.only?.includes(name) ?? true);

  // The programs under trial are started from the compiled code.
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc'], { cwd: projectRoot, stdio: 'inherit' });
  const all: Ran[] = [];
  for (const trial of chosen) {
    process.stderr.write(`${trial.name}: ${trial.about}\n`);
    const began = performance.now();
    const say = (line: string): void => void process.stderr.write(`  ${line}\n`);
    const result = await trial.run({ short: values.short, seed, say }).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
    const ran = { trial, result, seconds: (performance.now() - began) / 1000 };
    all.push(ran);
    if (values.json) console.log(JSON.stringify(result instanceof Error ? { trial: trial.name, error: result.message } : { trial: trial.name, ...result }));
  }
  if (!values.json) console.log(countsTable(all));
  for (const finding of findingsOf(all)) console.error(finding);
  return all.every(isSound) ? 0 : 1;
}

try {
  process.exitCode = await torture();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(`torture: ${error.message}`);
  process.exitCode = 2;
}
