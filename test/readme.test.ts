import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { SETTING_NAMES } from '../bot/settings/variables.js';
import { projectRoot } from '../embeddings/project-root.js';
import { examplesIn, problemsOf, readReadme, type Example, type Project } from './support/readme.js';
import { temporaryFolder } from './support/folder.js';

/* Every command, setting and package that the README names is there, and every one that is there is named. */
const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as Record<
  'scripts' | 'dependencies' | 'devDependencies',
  Record<string, string>
>;
const project: Project = {
  scripts: manifest.scripts,
  packages: [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)],
  settings: SETTING_NAMES,
};
const readme = readReadme(readFileSync(join(projectRoot, 'README.md'), 'utf8'));

/** Scripts that run for minutes, for ever, or this very test: their --help must know the options that the README gives them. */
const NOT_RUN = /^(?:start|evaluate.*|fit.*|lint|types|build|walk|torture|bench.*|imports|docs|mutate|coverage|check|watch|format|format:check|unused)$/u;
/** Tools of others behind a script: there is nothing of ours to ask for --help. */
const NOT_OURS = /^(?:test|lint|types|build|walk|imports|docs|mutate|coverage|check|watch|format|format:check|unused)$/u;

describe('the checker', () => {
  const small: Project = { scripts: { start: 'x', test: 'x', ask: 'x' }, packages: ['grammy', 'zod'], settings: ['INDEX', 'DATA_DIR'] };
  const good = [
    '```sh',
    'npm install && npm start',
    '```',
    '```sh',
    'npm install && npm test',
    '# a remark',
    'npm run -s ask -- --json "two words"',
    '```',
    '| Setting | Default |',
    '|---|---|',
    '| `INDEX` | a |',
    '| `DATA_DIR` | b |',
    '',
    '| Package | Why |',
    '|---|---|',
    '| `grammy` | a |',
    '| `zod` | b |',
    '',
  ].join('\n');

  test('finds nothing wrong with a README that is right', () => {
    expect(problemsOf(readReadme(good), small)).toEqual([]);
    expect(examplesIn('npm run -s ask -- --json "two words"')).toEqual([{ script: 'ask', args: ['--json', 'two words'] }]);
  });

  test.each([
    ['`DATA_DIR` | b |', '`DATA_DRI` | b |', ['the setting DATA_DIR is not in the table', 'there is no setting DATA_DRI']],
    ['| `zod` | b |\n', '', ['the package zod is not in the table']],
    ['| `zod` | b |', '| `zod` | b |\n| `zod` | b |', ['the package zod is there twice']],
    ['npm run -s ask', 'npm run -s aks', ['there is no npm script aks']],
    ['npm run -s ask', 'yarn ask', ['a command that no test knows: yarn ask -- --json "two words"']],
    ['npm install && npm test', 'npm test', ['the command is missing: npm install && npm test']],
    ['| Setting |', '| Option |', ['no table of settings']],
  ])('finds what is wrong: %s → %s', (right, wrong, problems) => {
    expect(problemsOf(readReadme(good.replace(right, wrong)), small)).toEqual(problems);
  });
});

test('every command, setting and package of the README is there, and the other way round', () => {
  expect(problemsOf(readme, project)).toEqual([]);
});

describe('the commands of the README', () => {
  let base: string;
  beforeAll(() => {
    base = temporaryFolder();
  });

  /** Runs a script as `npm run` does (npm takes no part in what it does); what it keeps goes to a folder of the test's. */
  const run = ({ script, args }: Example) =>
    new Promise<{ status: number; stdout: string; stderr: string }>((resolve) => {
      const [program, ...first] = manifest.scripts[script]!.split(' ');
      const env = { ...process.env, INDEX: join(base, 'index'), DATA_DIR: join(base, 'data'), DOSSIER_DIR: '', TELEGRAM_BOT_TOKEN: '', NO_COLOR: '1' };
      const child = execFile(program!, [...first, ...args], { cwd: projectRoot, env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
        resolve({ status: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, stdout, stderr });
      });
      child.stdin!.end('Combien de prisons ?\n');
    });

  const examples = readme.commands.flatMap((line) => examplesIn(line) ?? []).filter(({ script }) => manifest.scripts[script] !== undefined);

  test.each(examples.filter(({ script }) => !NOT_RUN.test(script) && !NOT_OURS.test(script)))('npm run $script $args works as written', async (example) => {
    const { status, stdout, stderr } = await run(example);
    expect(status, stderr).toBe(0);
    expect(stdout.trim()).not.toBe('');
  });

  test('those that run long know the options that the README gives them', async () => {
    const long = examples.filter(({ script }) => NOT_RUN.test(script) && !NOT_OURS.test(script));
    for (const script of new Set(long.map((example) => example.script))) {
      const { status, stdout, stderr } = await run({ script, args: ['--help'] });
      expect(status, `${script} --help: ${stderr}`).toBe(0);
      for (const option of long.filter((example) => example.script === script).flatMap(({ args }) => args.filter((arg) => arg.startsWith('--'))))
        expect(stdout, script).toContain(option);
    }
  });
});
