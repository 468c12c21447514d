import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startPreview, type Preview } from '../../bot/preview/index.js';
import { projectRoot } from '../../embeddings/project-root.js';
import { temporaryFolder } from '../support/folder.js';

/** The program as it is started, compiled, with the real model. */
interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<{ status: number | null; stdout: string; stderr: string }>;
  readonly output: () => string;
}

let preview: Preview;
let folder: string;
const running: ChildProcess[] = [];

beforeEach(async () => {
  preview = await startPreview();
  folder = temporaryFolder();
  mkdirSync(join(folder, 'papers'));
  writeFileSync(
    join(folder, 'papers', 'note.txt'),
    'Note du préfet\n\nLe préfet a signé un arrêté lundi 3 mars. Il interdit les drones au-dessus de la prison.\n',
  );
});
afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  await preview.close();
});

function start(variables: Readonly<Record<string, string>> = {}, ...words: string[]): Running {
  const child = spawn(process.execPath, [join(projectRoot, 'dist', 'bot', 'main.js'), ...words], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      DOSSIER_DIR: join(folder, 'papers'),
      INDEX: join(folder, 'index'),
      DATA_DIR: join(folder, 'data'),
      TELEGRAM_API_ROOT: preview.apiRoot,
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  return {
    process: child,
    output: () => stdout + stderr,
    ended: new Promise((resolve) =>
      child.on('close', (status) => {
        resolve({ status, stdout, stderr });
      }),
    ),
  };
}

test('--help', async () => {
  const { status, stdout, stderr } = await start({}, '--help').ended;
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('--dossier DIR');
});

test.each([
  [{ LOG_LEVEL: 'loud' }, [], /^dossier-bot: reading the settings: LOG_LEVEL: one of .* expected, found "loud".*\n$/],
  [{}, ['--nope'], /^dossier-bot: reading the options: Unknown option '--nope'.*\n$/],
  [{ DOSSIER_DIR: '/no/such/folder' }, [], /^(?:\{.*\}\n)*dossier-bot: .*\/no\/such\/folder.*\n$/],
] as const)('%j %j: one line, status 2', async (variables, words, line) => {
  const { status, stdout, stderr } = await start(variables, ...words).ended;
  expect(stderr).toMatch(line);
  expect([status, stdout]).toEqual([2, '']);
});

test('a wrong token: one clear line without it, status 2', async () => {
  const token = `9${preview.token}`;
  const { status, stderr } = await start({ TELEGRAM_BOT_TOKEN: token }).ended;
  expect(stderr.trim().split('\n').at(-1)).toMatch(
    /^dossier-bot: connecting to Telegram: a valid TELEGRAM_BOT_TOKEN expected, found one that Telegram refuses \(401\)/,
  );
  expect(status).toBe(2);
  expect(stderr).not.toContain(token);
});

test('it answers, and on SIGTERM finishes and ends with status 0; the token is in none of its output', async () => {
  const { process: child, ended, output } = start({ TELEGRAM_BOT_TOKEN: preview.token, LOG_LEVEL: 'trace' });
  const chat = preview.door.private();
  chat.send('Qui a signé un arrêté ?');
  expect((await chat.nextMessage(60_000)).text).toContain('Le préfet a signé un arrêté');
  child.kill('SIGTERM');
  const { status } = await ended;
  expect(output()).toContain('stopped');
  expect(status).toBe(0);
  expect(output()).not.toContain(preview.token.split(':')[1]);
});

test('without a token the same bot answers on a page of its own', async () => {
  const { process: child, ended, output } = start({ PREVIEW_PORT: '0' });
  await expect.poll(output, { timeout: 60_000 }).toMatch(/on this page instead: http:\/\/127\.0\.0\.1:\d+\//);
  const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(output())![0];
  expect((await fetch(address)).status).toBe(200);
  child.kill('SIGINT');
  expect((await ended).status).toBe(0);
});
