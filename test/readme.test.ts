import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { SETTING_NAMES } from '../bot/settings/variables.js';
import { projectRoot } from '../embeddings/project-root.js';
import { examplesIn, isAsShown, problemsOf, readReadme, type Example, type Project } from './support/readme.js';
import { filled, temporaryFolder } from './support/folder.js';

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

/** Own scripts that run for minutes or for ever: their --help must know the options that the README gives them. */
const LONG = ['start', 'evaluate', 'evaluate:passages', 'fit', 'torture', 'bench'];
/** The form of a script in which a test can run it, where that is not what the README says of it. */
const SHORT: Readonly<Record<string, (place: string) => readonly string[]>> = {
  'evaluate:quotes': () => ['--cases', '3'],
  check: () => ['--help'],
  flaky: () => ['1', 'test/top-level.test.ts'],
  coverage: (place) => ['--coverage.include=embeddings/project-root.ts', `--coverage.reportsDirectory=${place}/coverage`, 'test/top-level.test.ts'],
  watch: () => ['--run', 'test/top-level.test.ts'],
  walk: () => ['--testNamePattern', 'none of them'],
  // The types are checked by another step.
  docs: (place) => ['--skipErrorChecking', '--out', join(place, 'api')],
  format: () => ['--help'],
};
/** Scripts that `npm test` itself, or an installation, is made of. */
const STEPS = ['test', 'prepare', 'build', 'types', 'lint', 'format:check', 'imports', 'unused'];
/** Wants packages that are installed apart; `configured-files.test.ts` holds that what it names is there. */
const APART = 'mutate';

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

  test('knows a call in the text, a session with what it prints, a path, a program', () => {
    const text = [
      'Say `npm run -s ask -- --chronology [--csv |',
      '--ics]`, see `bot/main.ts` and [how](test/a.md), not `bot/NAME.ts` or [there](https://example.org).',
      ...['```', '$ npm start   # here', 'one', '…', '$ node x.mjs', 'two', '```', '```ts', 'run();', '```', ''],
    ].join('\n');
    const { mentions, paths, sessions, programs } = readReadme(text);
    expect(mentions.map(examplesIn)).toEqual([[{ script: 'ask', args: ['--chronology', '--csv', '--ics'] }]]);
    expect(paths).toEqual(['bot/main.ts', 'test/a.md']);
    expect(sessions).toEqual([
      { command: 'npm start', prints: 'one\n…\n' },
      { command: 'node x.mjs', prints: 'two\n' },
    ]);
    expect(programs).toEqual(['run();\n']);
    expect(['one\u00A0\nthree', 'one', 'two', 'one\ntwo'].map((printed) => isAsShown(printed, sessions[0]!))).toEqual([true, false, false, true]);
  });

  test.each([
    ['`DATA_DIR` | b |', '`DATA_DRI` | b |', ['the setting DATA_DIR is not in the table', 'there is no setting DATA_DRI']],
    ['| `zod` | b |\n', '', ['the package zod is not in the table']],
    ['| `zod` | b |', '| `zod` | b |\n| `zod` | b |', ['the package zod is there twice']],
    ['# a remark', '```\n`npm run aks`\n```sh', ['there is no npm script aks']],
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

test('every file and folder that the README names is there', () => {
  expect(readme.paths.length).toBeGreaterThan(20);
  expect(readme.paths.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
});

describe('the commands of the README', () => {
  let place: string;
  beforeAll(() => {
    place = temporaryFolder();
  });

  /** Runs a script as `npm run` does (npm takes no part in what it does); what it keeps goes to a folder of the test's. */
  const run = ({ script, args }: Example) => {
    const [program, ...first] = project.scripts[script]!.split(' ');
    return runProgram(program!, [...first, ...args], projectRoot);
  };
  const runProgram = (program: string, args: readonly string[], cwd: string) =>
    new Promise<{ status: number; stdout: string; stderr: string }>((resolve) => {
      const env = {
        ...process.env,
        ...{ PATH: `${join(projectRoot, 'node_modules/.bin')}${delimiter}${process.env['PATH'] ?? ''}`, NO_COLOR: '1', LANG: 'C.UTF-8', LC_ALL: '' },
        ...{ INDEX: join(place, 'index'), DATA_DIR: join(place, 'data'), DOSSIER_DIR: '', TELEGRAM_BOT_TOKEN: '' },
      };
      const child = execFile(program, args, { cwd, env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
        resolve({ status: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, stdout, stderr });
      });
      child.stdin!.end('Combien de prisons ?\n');
    });

  const examples = readme.commands.flatMap((line) => examplesIn(line) ?? []).filter(({ script }) => project.scripts[script] !== undefined);
  const scripts = Object.keys(project.scripts);
  const asWritten = scripts.filter((script) => ![...LONG, ...STEPS, ...Object.keys(SHORT), APART].includes(script));

  test('each script that is run as written is in an example of the README', () => {
    expect(asWritten.filter((script) => !examples.some((example) => example.script === script))).toEqual([]);
  });

  test.each(examples.filter(({ script }) => asWritten.includes(script)))('npm run $script $args works as written', async (example) => {
    const { status, stdout, stderr } = await run(example);
    expect(status, stderr).toBe(0);
    expect(stdout.trim()).not.toBe('');
  });

  test.each(Object.entries(SHORT))(
    'npm run %s works in a short form',
    async (script, args) => {
      const { status, stdout, stderr } = await run({ script, args: args(place) });
      expect(status, stdout + stderr).toBe(0);
      if (script === 'coverage') expect(stdout).toMatch(/^Branches +: [\d.]+% \( \d\/\d \)$/mu);
      if (script === 'docs') expect(existsSync(join(place, 'api/index.html'))).toBe(true);
    },
    600_000,
  );

  test('our own scripts know the options that the README gives them', async () => {
    const named = [...examples, ...[...readme.mentions, ...readme.sessions.map(({ command }) => command)].flatMap((line) => examplesIn(line) ?? [])];
    for (const script of scripts.filter((name) => LONG.includes(name) || project.scripts[name]!.startsWith('node '))) {
      const { status, stdout, stderr } = await run({ script, args: ['--help'] });
      expect(status, `${script} --help: ${stderr}`).toBe(0);
      for (const option of named.filter((example) => example.script === script).flatMap(({ args }) => args.filter((arg) => arg.startsWith('--'))))
        expect(stdout, script).toContain(option);
    }
  });

  // In order: what one writes the next may look at.
  test.each(readme.sessions)('prints what is shown: $command', async (session) => {
    const unpacked = join(place, 'unpacked');
    const command = session.command.replaceAll('/tmp/', `${place}/`);
    const [example] = examplesIn(command) ?? [];
    const { status, stdout, stderr } = await (example ? run(example) : runProgram(process.execPath, command.split(' ').slice(1), unpacked));
    expect(status, stderr).toBe(0);
    const printed = `${stdout}\n${stderr}`.replace(/^[a-z ]+: \d+\/\d+.*$/gmu, '').replaceAll(`${place}/`, '/tmp/');
    expect(isAsShown(printed, session), printed).toBe(true);
    if (command.includes('--pack')) filled(unpacked, unzipSync(readFileSync(join(place, 'preuves.zip'))));
  });

  test('npm ci installs what the lock says, without a script of any package', async () => {
    const { status, stderr } = await runProgram('npm', ['ci', '--ignore-scripts', '--dry-run', '--offline'], projectRoot);
    expect(status, stderr).toBe(0);
  });
});
