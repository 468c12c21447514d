import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { startPreview } from '../../bot/preview/index.js';
import { runCommand, startCommand } from '../support/command.js';
import { filled, temporaryFolder } from '../support/folder.js';
import { freePort } from '../support/free-port.js';

/* The program behind `npm start` with a webhook: alive while the dossier is read, ready when it answers, quiet about its secrets. */
const TOKEN = `123456789:${'Ab1_-'.repeat(7)}`;
const SECRET = 'canary-webhook-secret-of-the-test';

let base: string;
let place: Record<string, string>;
beforeAll(() => {
  base = temporaryFolder();
  place = {
    DOSSIER_DIR: filled(join(base, 'dossier'), { 'prisons.txt': 'Les prisons\n\nLa police a fouillé environ 500 cellules mardi matin.\n' }),
    INDEX: join(base, 'index'),
    DATA_DIR: join(base, 'data'),
  };
});

test('by webhook it answers, is watched, stops cleanly; then by polling; no secret in any output', async () => {
  const preview = await startPreview({ token: TOKEN, webhook: { timeoutMilliseconds: 3000, retryMilliseconds: 100, maxRetryMilliseconds: 500 } });
  const port = await freePort();
  const env = { ...place, TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: preview.apiRoot, LOG_LEVEL: 'trace' };
  const bot = startCommand('start', [], { env: { ...env, WEBHOOK_URL: `http://127.0.0.1:${port}/hook`, WEBHOOK_SECRET: SECRET, HTTP_PORT: String(port) } });
  const seen: string[] = [];
  const look = async (path: string): Promise<number> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    seen.push(await response.text());
    return response.status;
  };
  try {
    // Serving begins before the dossier is read, which takes the model's loading at least.
    await bot.said(/serving the webhook/u);
    expect(await look('/health')).toBe(200);
    expect(await look('/ready')).toBe(503);
    expect(seen.at(-1)).toContain('the dossier is being read');
    const chat = preview.door.private();
    chat.send('Combien de cellules ont été fouillées ?');
    expect((await chat.nextMessage(60_000)).text).toContain('environ 500 cellules');
    expect(await look('/ready')).toBe(200);
    // A question is counted once all of its answer is sent.
    await expect
      .poll(async () => [await look('/metrics'), seen.at(-1)])
      .toEqual([200, expect.stringMatching(/dossier_bot_question_seconds_count\{stage="understanding"\} 1/u)]);
    bot.process.kill('SIGTERM');
    expect(await bot.ended).toBe(0);

    chat.send('Combien de cellules ont été fouillées mardi ?');
    const polling = startCommand('start', [], { env });
    expect((await chat.nextMessage(60_000)).text).toContain('environ 500 cellules');
    polling.process.kill('SIGTERM');
    expect(await polling.ended).toBe(0);

    const output = [bot.stdout(), bot.stderr(), polling.stdout(), polling.stderr(), ...seen].join('\n');
    expect(output).toContain('"msg":"a question"');
    for (const canary of [SECRET, TOKEN.slice(-20)]) expect(output).not.toContain(canary);
  } finally {
    bot.process.kill('SIGKILL');
    await preview.close();
  }
});

test('a webhook without a token, a port in use and a webhook that Telegram refuses: one line, exit status 2', async () => {
  const without = await runCommand('start', [], { env: { ...place, WEBHOOK_URL: 'https://bot.example/hook', HTTP_PORT: '0' } });
  expect(without).toMatchObject({
    status: 2,
    complaints: expect.arrayContaining([expect.stringMatching(/^dossier-bot: reading the settings: TELEGRAM_BOT_TOKEN beside WEBHOOK_URL expected/u)]) as never,
  });
  const preview = await startPreview({ token: TOKEN });
  const env = { ...place, TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: preview.apiRoot };
  const taken = await runCommand('start', [], { env: { ...env, HTTP_PORT: String(preview.port) } });
  expect(taken).toMatchObject({
    status: 2,
    complaints: [expect.stringMatching(/^dossier-bot: serving HTTP on 127\.0\.0\.1:\d+: a free port expected, found one in use; name another with HTTP_PORT/u)],
  });
  const refused = await runCommand('start', [], { env: { ...env, WEBHOOK_URL: 'https://bot.example/hook', HTTP_PORT: '0' } });
  await preview.close();
  expect(refused.status).toBe(2);
  expect(refused.complaints.at(-1)).toMatch(
    /^dossier-bot: setting the webhook: an address in WEBHOOK_URL that Telegram takes expected, found https:\/\/bot\.example\/hook: bad webhook/u,
  );
});
