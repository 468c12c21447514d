import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { startPreview } from '../../bot/preview/index.js';
import { openBrowser, whyNoBrowser } from '../support/browser.js';
import { runCommand, startCommand } from '../support/command.js';
import { filled, temporaryFolder } from '../support/folder.js';

/*
 * The program behind `npm start`, compiled and with the real model: with a token it meets the stand-in as it would meet Telegram on a bad
 * day; without one, whoever opens its page gets a cited answer.
 */
const QUESTION = "Combien de cellules ont été fouillées pendant l'opération Prison Break ?";
const TOKEN = `123456789:${'Ab1_-'.repeat(7)}`;

let base: string;
/** A small dossier with its index: what is tried here is Telegram. */
let small: Record<'DOSSIER_DIR' | 'INDEX', string>;

beforeAll(async () => {
  base = temporaryFolder();
  small = {
    DOSSIER_DIR: filled(join(base, 'dossier'), { 'prisons.txt': 'Les prisons\n\nLa police a fouillé environ 500 cellules mardi matin.\n' }),
    INDEX: join(base, 'index'),
  };
  expect(await runCommand('index', [], { env: small })).toMatchObject({ status: 0 });
});

const complaintsOf = (stderr: string) =>
  stderr
    .split('\n')
    .filter((line) => /"level":"(?:warn|error|fatal)"/u.test(line))
    .map((line) => (JSON.parse(line) as { msg: string }).msg);

test('a wrong token: one line, exit status 2, and the token nowhere', async () => {
  const preview = await startPreview();
  const { status, stdout, stderr, complaints } = await runCommand('start', [], {
    env: { ...small, DATA_DIR: join(base, 'data-401'), TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: preview.apiRoot },
  });
  await preview.close();
  expect({ status, stdout, complaints }).toEqual({
    status: 2,
    stdout: '',
    complaints: [
      'dossier-bot: connecting to Telegram: a valid TELEGRAM_BOT_TOKEN expected, found one that Telegram refuses (401); copy it again from @BotFather',
    ],
  });
  expect(stderr).not.toContain(TOKEN.slice(-20));
});

test('Telegram unreachable, then polled by a second instance, then well: each said once; then it answers, and ends cleanly', async () => {
  // A port that was free a moment ago, and that the stand-in takes again below.
  const before = await startPreview();
  const { port, apiRoot } = before;
  await before.close();
  const bot = startCommand('start', [], { env: { ...small, DATA_DIR: join(base, 'data-409'), TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: apiRoot } });
  await bot.said(/cannot be reached/u);
  // Two tries more: they must not be said again.
  await pause(3500);
  expect(complaintsOf(bot.stderr())).toEqual([
    expect.stringMatching(/^Telegram cannot be reached at http:\/\/127\.0\.0\.1:\d+ \(ECONNREFUSED\): check the network and TELEGRAM_API_ROOT; trying again/u),
  ]);

  const preview = await startPreview({ port, token: TOKEN });
  try {
    preview.door.fail(
      'getUpdates',
      { kind: 'error', code: 409, description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running' },
      2,
    );
    const chat = preview.door.private();
    chat.send('Combien de cellules ont été fouillées ?');
    await bot.said(/another program polls Telegram with the same token \(409\): stop one of the two/u);
    expect((await chat.nextMessage(60_000)).text).toContain('environ 500 cellules');
    expect(complaintsOf(bot.stderr())).toHaveLength(2);

    bot.process.kill('SIGTERM');
    expect(await bot.ended).toBe(0);
    expect(bot.stderr()).toContain('"msg":"stopped"');
    expect(bot.stderr() + bot.stdout()).not.toContain(TOKEN.slice(-20));
  } finally {
    await preview.close();
  }
});

test('Telegram unreachable for good: it ends at once when told to', async () => {
  const bot = startCommand('start', [], {
    env: { ...small, DATA_DIR: join(base, 'data-gone'), TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: 'http://127.0.0.1:9' },
  });
  await bot.said(/cannot be reached/u);
  bot.process.kill('SIGTERM');
  expect(await bot.ended).toBe(0);
  expect(complaintsOf(bot.stderr())).toHaveLength(1);
  expect(bot.stderr() + bot.stdout()).not.toContain(TOKEN.slice(-20));
});

test('settings that are none, and a port in use, are named in one line', async () => {
  const token = await runCommand('start', [], { env: { ...small, TELEGRAM_BOT_TOKEN: 'secret-but-no-token' } });
  expect(token).toMatchObject({
    status: 2,
    stdout: '',
    complaints: [
      expect.stringMatching(
        /^dossier-bot: reading the settings: TELEGRAM_BOT_TOKEN: .* expected, found a value of 19 characters; mend it in \.env or the environment$/u,
      ),
    ],
  });
  const preview = await startPreview();
  const port = await runCommand('start', [], { env: { ...small, DATA_DIR: join(base, 'data-port'), PREVIEW_PORT: String(preview.port) } });
  await preview.close();
  expect(port).toMatchObject({
    status: 2,
    stdout: '',
    complaints: [
      expect.stringMatching(
        /^dossier-bot: starting the preview on 127\.0\.0\.1:\d+: a free port expected, found one in use; name another port with PREVIEW_PORT/u,
      ),
    ],
  });
});

const missing = whyNoBrowser();
if (missing) console.warn(missing);

describe.skipIf(missing !== null)('npm start without a token', () => {
  test('shows a page where a question about the shipped dossier gets a cited answer', async () => {
    // As a newcomer has it: no index, nothing kept, no settings but places that do not touch the developer's own.
    const program = startCommand('start', [], {
      through: ['npm', 'start'],
      env: { INDEX: join(base, 'seeds-index'), DATA_DIR: join(base, 'data-page'), PREVIEW_PORT: '0', TELEGRAM_BOT_TOKEN: '' },
    });
    const browser = await openBrowser();
    try {
      const [, address] = await program.said(/answers on this page instead: (http:\/\/127\.0\.0\.1:\d+\/)/u);
      const page = await browser.newPage({ locale: 'fr-FR' });
      page.setDefaultTimeout(60_000);
      await page.goto(address!);
      await expect.poll(() => page.locator('#welcome .example').count()).toBe(3);
      await page.getByLabel('Votre message').fill(QUESTION);
      await page.getByLabel('Votre message').press('Enter');
      const answer = page.locator('.message.bot').filter({ hasText: 'environ 500 cellules' });
      await answer.first().waitFor();
      const said = (await answer.first().textContent()) ?? '';
      expect(await answer.first().locator('blockquote strong').first().textContent()).toContain('environ 500 cellules');
      expect(said).toMatch(/Une vaste opération de perquisitions.*\bl(?:ignes?|\.)\s*\d+/su);
      await page.close();
    } finally {
      await browser.close();
      program.interrupt();
    }
    await program.ended;
    expect(program.stderr()).toContain('"msg":"stopped"');
  });
});
