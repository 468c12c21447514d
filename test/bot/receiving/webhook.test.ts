import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBot } from '../../../bot/bot.js';
import { createLog } from '../../../bot/log.js';
import { openShortMemory } from '../../support/short-memory.js';
import { Monitor } from '../../../bot/monitoring/index.js';
import { startPreview, type Preview } from '../../../bot/preview/index.js';
import { openInbox, Receiver, startPolling, startWebhook, type Inbox, type Receiving } from '../../../bot/receiving/index.js';
import { BODY_LIMIT, openFront, SECRET_HEADER, type Front } from '../../../bot/serving/index.js';
import { UserError } from '../../../retrieval/errors.js';
import { TEXTS } from '../../support/bot-rig.js';
import { createFakeDossier, type FakeDossier } from '../../support/fake-dossier.js';
import { callApi } from '../../support/telegram.js';
import { temporaryFolder } from '../../support/folder.js';

const SECRET = 'a-secret-of-the-webhook-1234';

let preview: Preview;
let dossier: FakeDossier;
let front: Front;
let data: string;
let lines: string[];
const begun: (Receiving | Front)[] = [];

beforeEach(async () => {
  preview = await startPreview({ webhook: { timeoutMilliseconds: 2000, retryMilliseconds: 50, maxRetryMilliseconds: 100 } });
  dossier = createFakeDossier(TEXTS);
  data = temporaryFolder();
  lines = [];
});
afterEach(async () => {
  for (const one of begun.splice(0)) await ('stop' in one ? one.stop() : one.close());
  await preview.close();
});

async function begin({ inbox, by = 'webhook', url }: { inbox?: Inbox; by?: 'webhook' | 'polling'; url?: string } = {}): Promise<Receiving> {
  const log = createLog('info', { write: (line) => void lines.push(line) });
  const monitor = new Monitor(Date.now, true);
  const bot = createBot({
    token: preview.token,
    dossier,
    settings: { allowedUsers: new Set(), adminUsers: new Set() },
    memory: openShortMemory(data),
    log,
    monitor,
    apiRoot: preview.apiRoot,
  });
  const receiver = new Receiver({ bot, inbox: inbox ?? openInbox(join(data, 'inbox.jsonl')), log, monitor });
  monitor.observeDossier(dossier);
  front = await openFront({ host: '127.0.0.1', port: 0, secret: SECRET, monitor, log });
  const receiving =
    by === 'polling'
      ? startPolling({
          bot,
          receiver,
          log,
          apiRoot: preview.apiRoot,
          pollSeconds: 1,
          onConnected: () => {
            front.notReady(null);
          },
        })
      : startWebhook({
          bot,
          receiver,
          log,
          apiRoot: preview.apiRoot,
          url: url ?? `http://127.0.0.1:${front.port}/hook`,
          secret: SECRET,
          onConnected: (deliver) => {
            front.open(deliver);
            front.notReady(null);
          },
        });
  begun.push(receiving, front);
  return receiving;
}

const address = (path: string): string => `http://127.0.0.1:${front.port}${path}`;
const deliver = (body: string, headers: Record<string, string> = { [SECRET_HEADER]: SECRET }, path = '/hook'): Promise<Response> =>
  fetch(address(path), { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
const ready = (): Promise<void> => expect.poll(async () => (await fetch(address('/ready'))).status, { timeout: 20_000 }).toBe(200);

test('a question delivered is answered; the delivery itself before that', async () => {
  await begin();
  await ready();
  const release = dossier.hold();
  const chat = preview.door.private();
  chat.send('Combien de cellules ?');
  // Telegram counts it as delivered while the answer is still being worked out.
  await preview.door.drained();
  expect(chat.messages()).toHaveLength(1);
  release();
  expect((await chat.nextMessage()).text).toContain('500 cellules');
});

test('an update delivered twice is answered once', async () => {
  await begin();
  await ready();
  const chat = preview.door.private();
  chat.send('Combien de cellules ?');
  const [update] = preview.door.unconfirmed();
  await chat.nextMessage();
  for (let again = 0; again < 3; again += 1) expect((await deliver(JSON.stringify(update))).status).toBe(200);
  chat.send('/help');
  expect((await chat.nextMessage()).text).toMatch(/^Comment demander/);
  expect(dossier.asked).toHaveLength(1);
  expect(await (await fetch(address('/metrics'))).text()).toContain('dossier_bot_updates_total{outcome="repeated"} 3');
});

test('what the disk does not take is delivered again', async () => {
  const inbox = openInbox(join(data, 'inbox.jsonl'));
  let isFull = true;
  const add = inbox.add.bind(inbox);
  inbox.add = (updates) => (isFull ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })) : add(updates));
  await begin({ inbox });
  await ready();
  const chat = preview.door.private();
  chat.send('Combien de cellules ?');
  await expect.poll(() => lines.filter((line) => line.includes('cannot be kept on the disk')).length).toBeGreaterThan(1);
  expect(dossier.asked).toEqual([]);
  isFull = false;
  expect((await chat.nextMessage()).text).toContain('500 cellules');
  expect(dossier.asked).toHaveLength(1);
});

describe('who may deliver, and what', () => {
  const update = JSON.stringify({
    update_id: 77,
    message: {
      message_id: 1,
      date: 1,
      chat: { id: 5, type: 'private', first_name: 'A' },
      from: { id: 5, is_bot: false, first_name: 'A' },
      text: 'Combien de cellules ?',
    },
  });

  test('without the secret, or with another: 401, nothing read, nothing asked, told once a minute', async () => {
    await begin();
    await ready();
    for (const secret of ['', 'x', SECRET.slice(1), `${SECRET}x`, SECRET.toUpperCase()])
      expect((await deliver(update, { [SECRET_HEADER]: secret })).status).toBe(401);
    expect((await deliver(update, {})).status).toBe(401);
    expect((await deliver('not JSON', {})).status).toBe(401);
    expect(dossier.asked).toEqual([]);
    expect(lines.filter((line) => line.includes('refused'))).toHaveLength(1);
    expect(lines.join('')).not.toContain(SECRET);
  });

  test('what is no update: 400; too long: 413, however its length is said', async () => {
    await begin();
    await ready();
    for (const body of ['', 'x', '{}', 'null', '[]', '{"update_id":"7"}', '{"update_id":1.5}']) expect((await deliver(body)).status).toBe(400);
    const long = Buffer.alloc(BODY_LIMIT + 1, 0x20);
    expect((await deliver(long.toString())).status).toBe(413);
    const chunked = await new Promise<number>((resolve, reject) => {
      const request = httpRequest(address('/hook'), { method: 'POST', headers: { [SECRET_HEADER]: SECRET, 'transfer-encoding': 'chunked' } }, (response) => {
        resolve(response.statusCode ?? 0);
      });
      request.on('error', reject);
      request.end(long);
    });
    expect(chunked).toBe(413);
    expect(dossier.asked).toEqual([]);
  });

  test('a body that never ends, and one that is cut, cost nothing', async () => {
    await begin();
    await ready();
    await new Promise<void>((resolve) => {
      const socket = connect(front.port, '127.0.0.1', () => {
        socket.write(`POST /hook HTTP/1.1\r\nhost: x\r\n${SECRET_HEADER}: ${SECRET}\r\ncontent-length: 500\r\n\r\n{"upd`);
        setTimeout(() => {
          socket.destroy();
          resolve();
        }, 100);
      });
    });
    expect((await deliver(update)).status).toBe(200);
    await expect.poll(() => dossier.asked.length).toBe(1);
  });

  test('a proxy may keep or cut the path’s prefix; other methods and paths are not served', async () => {
    await begin();
    await ready();
    expect((await deliver(update, undefined, '/')).status).toBe(200);
    expect((await deliver(update, undefined, '/any/where?x=1')).status).toBe(200);
    expect((await fetch(address('/hook'), { method: 'PUT', headers: { [SECRET_HEADER]: SECRET } })).status).toBe(405);
    expect((await fetch(address('/hook'))).status).toBe(404);
    expect((await fetch(address('/.env'))).status).toBe(404);
  });
});

test('a webhook that Telegram does not take ends it with an error for the user', async () => {
  const { ended } = await begin({ url: 'https://example.org/hook' });
  await expect(ended).rejects.toThrow(UserError);
  await expect(ended).rejects.toThrow(/an address in WEBHOOK_URL that Telegram takes expected, found https:\/\/example\.org\/hook: bad webhook/);
});

test('from polling to a webhook and back, nothing is lost on the way', async () => {
  const first = await begin({ by: 'polling' });
  const chat = preview.door.private();
  chat.send('Combien de cellules ?');
  expect((await chat.nextMessage()).text).toContain('500 cellules');
  await first.stop();
  chat.send('Combien de téléphones miniatures ?');
  const second = await begin();
  expect((await chat.nextMessage()).text).toContain('127 téléphones');
  await second.stop();
  chat.send('Quelle hauteur pour un drone de loisir ?');
  const third = await begin({ by: 'polling' });
  expect((await chat.nextMessage()).text).toContain('120 mètres');
  await third.stop();
  expect(dossier.asked).toHaveLength(3);
});

test('it stays set at the end, so that Telegram keeps what comes', async () => {
  const receiving = await begin();
  await ready();
  await receiving.stop();
  expect((await callApi(preview, 'getWebhookInfo')).result).toMatchObject({ url: address('/hook') });
  expect((await deliver('{"update_id":1}')).status).toBe(503);
});

test('alive from the start, ready once Telegram answers, with the reason until then', async () => {
  preview.door.fail('getMe', { kind: 'cut', when: 'before' }, 2);
  await begin();
  expect((await fetch(address('/health'))).status).toBe(200);
  const notReady = await fetch(address('/ready'));
  expect([notReady.status, await notReady.json()]).toEqual([503, { status: 'not ready', reason: 'starting' }]);
  expect((await deliver('{"update_id":1}')).status).toBe(503);
  await ready();
});

test('metrics: verdicts, times by stage, queue, index; no text, no person, no secret', async () => {
  await begin();
  await ready();
  const chat = preview.door.private(preview.door.user({ id: 987_654, firstName: 'Zébulon' }));
  chat.send('Combien de cellules ?');
  await chat.nextMessage();
  chat.send('Zanzibar ?');
  await chat.nextMessage();
  await expect.poll(async () => await (await fetch(address('/metrics'))).text()).toContain('dossier_bot_questions_total{verdict="absent",place="private"} 1');
  const text = await (await fetch(address('/metrics'))).text();
  for (const name of [
    'dossier_bot_questions_total{verdict="answered",place="private"} 1',
    'dossier_bot_question_seconds_count{stage="total"} 2',
    'dossier_bot_question_seconds_count{stage="sending"} 2',
    'dossier_bot_queue_waiting 0',
    'dossier_bot_inbox_open',
    'dossier_bot_index_age_seconds',
    'dossier_bot_documents 2',
    'dossier_bot_telegram_connected 1',
    'dossier_bot_telegram_calls_total{method="sendMessage",outcome="ok"}',
    'process_resident_memory_bytes',
  ])
    expect(text).toContain(name);
  for (const canary of ['987654', 'Zébulon', 'Zanzibar', 'cellules', SECRET, preview.token.split(':')[1]!]) expect(text).not.toContain(canary);
});

test('one log line a question: id, verdict, milliseconds by stage; no text', async () => {
  await begin();
  await ready();
  const chat = preview.door.private();
  chat.send('Combien de cellules ?');
  await chat.nextMessage();
  await expect.poll(() => lines.filter((line) => line.includes('"a question"')).length).toBe(1);
  const line = JSON.parse(lines.find((one) => one.includes('"a question"'))!) as { question: string; verdict: string; ms: Record<string, number> };
  expect(line).toMatchObject({ level: 'info', verdict: 'answered', place: 'private' });
  expect(line.question).toHaveLength(8);
  expect(Object.keys(line.ms)).toEqual(expect.arrayContaining(['waiting', 'keeping', 'sending', 'total']));
  expect(lines.join('')).not.toContain('cellules');
});
