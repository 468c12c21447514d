import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { filled, temporaryFolder } from '../support/folder.js';
import { runCommand, startCommand } from '../support/command.js';

/* npm run index with the real model, stopped while it embeds: there is enough to embed that it is still at it when the test gets its turn. */
const DOCUMENTS = 240;
const env = { LANG: 'en_GB.UTF-8' };
let base: string;
let args: string[];
beforeEach(() => {
  base = temporaryFolder();
  const sentence = 'Le conseil a voté la fermeture du pont et la réfection de la route départementale pendant les travaux. ';
  const files = Object.fromEntries(
    Array.from({ length: DOCUMENTS }, (_, at) => [`${at}.txt`, `La délibération numéro ${at}. ${sentence.repeat(4)}Elle concerne la parcelle ${at * 17}.\n`]),
  );
  args = ['--dossier', filled(join(base, 'dossier'), files), '--index', join(base, 'index')];
});

const embeddedNow = (stdout: string): number => Number(/, (\d+) embedded now/u.exec(stdout)?.[1]);

test('Ctrl-C ends npm run index with one line and status 130, and the next run embeds only the rest', async () => {
  const running = startCommand('index', args, { env });
  await running.said(/embedding passages: [1-9]\d*\//u);
  running.interrupt();
  expect(await running.ended).toBe(130);
  const last = running.stderr().trimEnd().split('\n').at(-1)!;
  const kept = Number(/^Stopped: (\d+) embedded passages are kept, .* goes on from there/u.exec(last)?.[1]);
  expect(kept, running.stderr()).toBeGreaterThan(0);
  expect(running.stdout()).toBe('');
  const again = await runCommand('index', args, { env });
  expect([again.status, embeddedNow(again.stdout)]).toEqual([0, DOCUMENTS - kept]);
});

test('killed, it loses what it embedded no more than when it is asked to stop', async () => {
  const running = startCommand('index', args, { env });
  await running.said(/embedding passages: [1-9]\d*\//u);
  running.process.kill('SIGKILL');
  await running.ended;
  expect(readdirSync(join(base, 'index'))).toContain('embedding.journal');
  const again = await runCommand('index', args, { env });
  expect(again.status, again.stderr).toBe(0);
  expect(embeddedNow(again.stdout)).toBeLessThan(DOCUMENTS);
  expect(readdirSync(join(base, 'index'))).not.toContain('embedding.journal');
});
