import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBot } from '../../../bot/bot.js';
import { createLog } from '../../../bot/log.js';
import { openShortMemory } from '../../support/short-memory.js';
import { Monitor } from '../../../bot/monitoring/index.js';
import { openInbox, Receiver, startPolling, type Inbox, type Receiving } from '../../../bot/receiving/index.js';
import { badGateway, startPreview, type Preview } from '../../../bot/preview/index.js';
import { UserError } from '../../../retrieval/errors.js';
import { TEXTS } from '../../support/bot-rig.js';
import { createFakeDossier, type FakeDossier } from '../../support/fake-dossier.js';
import { temporaryFolder } from '../../support/folder.js';

let preview: Preview;
let dossier: FakeDossier;
let data: string;
let lines: string[];
let pauses: number[];
const begun: Receiving[] = [];

beforeEach(async () => {
  preview = await startPreview();
  dossier = createFakeDossier(TEXTS);
  data = temporaryFolder();
  lines = [];
  pauses = [];
});
afterEach(async () => {
  await Promise.all(begun.splice(0).map((polling) => polling.stop()));
  await preview.close();
});

function poll({ token = preview.token, apiRoot = preview.apiRoot, inbox }: { token?: string; apiRoot?: string; inbox?: Inbox } = {}): Promise<Receiving> {
  const log = createLog('info', { write: (line) => void lines.push((JSON.parse(line) as { msg: string }).msg) });
  const bot = createBot({
    token,
    dossier,
    settings: { allowedUsers: new Set(), adminUsers: new Set() },
    memory: openShortMemory(data),
    log,
    apiRoot,
  });
  const polling = startPolling({
    bot,
    receiver: new Receiver({ bot, inbox: inbox ?? openInbox(join(data, 'inbox.jsonl')), log, monitor: new Monitor() }),
    log,
    apiRoot,
    pollSeconds: 1,
    pause: (milliseconds) => {
      pauses.push(milliseconds);
      return new Promise((resolve) => setTimeout(resolve, 1));
    },
  });
  begun.push(polling);
  return Promise.resolve(polling);
}

test('a wrong token ends it with an error for the user, without the token', async () => {
  const token = `1${preview.token}`;
  const { ended } = await poll({ token });
  await expect(ended).rejects.toThrow(UserError);
  await expect(ended).rejects.toThrow(/TELEGRAM_BOT_TOKEN expected/);
  await expect(ended).rejects.not.toThrow(token);
});

test('a token refused later ends it too', async () => {
  const polling = await poll();
  preview.door.start(preview.door.person);
  await preview.door.private().nextMessage();
  preview.door.fail('getUpdates', { kind: 'error', code: 401, description: 'Unauthorized' });
  await expect(polling.ended).rejects.toThrow(UserError);
});

test('a second instance is told once and tried again with growing waits, until it is gone', async () => {
  preview.door.fail('getUpdates', { kind: 'error', code: 409, description: 'Conflict: terminated by other getUpdates request' }, 8);
  await poll();
  const chat = preview.door.private();
  chat.send('Combien de cellules ?');
  expect((await chat.nextMessage()).text).toContain('500 cellules');
  expect(lines.filter((line) => line.includes('409'))).toHaveLength(1);
  expect(lines).toContain('Telegram answers again');
  expect(pauses.slice(0, 8)).toEqual([1000, 2000, 4000, 8000, 16_000, 20_000, 20_000, 20_000]);
});

test('Telegram unreachable at the start is told, and waited for', async () => {
  preview.door.fail('getMe', { kind: 'cut', when: 'before' }, 3);
  preview.door.fail('deleteWebhook', badGateway, 2);
  await poll();
  const chat = preview.door.private();
  chat.send('Combien de cellules ?');
  expect((await chat.nextMessage()).text).toContain('500 cellules');
  expect(lines.filter((line) => line.startsWith('Telegram cannot be reached at http://127.0.0.1'))).not.toHaveLength(0);
  expect(lines.join('')).not.toContain(preview.token);
});

test('nobody there at all: it goes on trying, and stops when told to', async () => {
  const polling = await poll({ apiRoot: 'http://127.0.0.1:1' });
  await expect.poll(() => pauses.length).toBeGreaterThan(3);
  await polling.stop();
  await polling.ended;
  expect(lines.filter((line) => line.includes('cannot be reached'))).toHaveLength(1);
});

test('a webhook set before is taken off', async () => {
  await fetch(`${preview.apiRoot}/bot${preview.token}/setWebhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ url: 'https://example.org/hook' }),
  });
  await poll();
  const chat = preview.door.private();
  chat.send('Combien de cellules ?');
  expect((await chat.nextMessage()).text).toContain('500 cellules');
});

test('stopping takes no more updates and waits for those in work', async () => {
  const polling = await poll();
  const chat = preview.door.private();
  const release = dossier.hold();
  chat.send('Combien de cellules ?');
  await chat.nextAction();
  let isStopped = false;
  const stopped = polling.stop().then(() => {
    isStopped = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(isStopped).toBe(false);
  release();
  await stopped;
  expect((await chat.nextMessage()).text).toContain('500 cellules');
  chat.send('Combien de téléphones ?');
  expect(preview.door.unconfirmed().length).toBeGreaterThan(0);
});

test('what was confirmed and not answered when the process died is answered by the next one, once', async () => {
  // The dying process: its inbox took the updates, Telegram counts them as delivered, nothing was answered.
  const inbox = openInbox(join(data, 'inbox.jsonl'));
  const dying = await poll({ inbox });
  const chat = preview.door.private();
  const release = dossier.hold();
  chat.send('Combien de cellules ?');
  await chat.nextAction();
  await preview.door.drained();
  expect(preview.door.unconfirmed()).toEqual([]);

  const alive = createFakeDossier(TEXTS);
  const before = dossier;
  dossier = alive;
  await poll({ inbox: openInbox(join(data, 'inbox.jsonl')) });
  expect((await chat.nextMessage()).text).toContain('500 cellules');
  expect(alive.asked).toHaveLength(1);
  expect(before.asked).toHaveLength(0);
  before.fail(new Error('dead'));
  release();
  await dying.stop();
});

test('an update that Telegram delivers twice is answered once', async () => {
  await poll();
  const chat = preview.door.private();
  chat.send('Combien de cellules ?');
  const [update] = preview.door.unconfirmed();
  expect(update).toBeDefined();
  await chat.nextMessage();
  await preview.door.drained();
  preview.door.pushAgain(update!);
  chat.send('/help');
  expect((await chat.nextMessage()).text).toMatch(/^Comment demander/);
  expect(dossier.asked).toHaveLength(1);
});

test('a disk that takes no updates leaves them with Telegram until it does', async () => {
  const inbox = openInbox(join(data, 'inbox.jsonl'));
  let isFull = true;
  const add = inbox.add.bind(inbox);
  inbox.add = (updates) => (isFull ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })) : add(updates));
  await poll({ inbox });
  const chat = preview.door.private();
  chat.send('Combien de cellules ?');
  await expect.poll(() => lines.filter((line) => line.includes('cannot be kept on the disk')).length).toBeGreaterThan(0);
  expect(preview.door.unconfirmed()).toHaveLength(1);
  expect(dossier.asked).toEqual([]);
  isFull = false;
  expect((await chat.nextMessage()).text).toContain('500 cellules');
});

test('a hundred chats at once are all answered', async () => {
  await poll();
  const chats = Array.from({ length: 100 }, (_, index) => preview.door.private(preview.door.user({ id: 9000 + index })));
  for (const chat of chats) chat.send('Combien de cellules ?');
  const answers = await Promise.all(chats.map((chat) => chat.nextMessage()));
  for (const { text } of answers) expect(text).toContain('500 cellules');
});
