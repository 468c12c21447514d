import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Update } from 'grammy/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startPreview, type ChatDoor, type Preview } from '../../../../bot/preview/index.js';
import { callApi, refusalOf, resultOf } from '../../../support/telegram.js';

let preview: Preview;
let chat: ChatDoor;
beforeEach(async () => {
  preview = await startPreview({ webhook: { retryMilliseconds: 10, maxRetryMilliseconds: 20 } });
  chat = preview.door.private();
});
afterEach(() => preview.close());

const updates = (values: object = {}) => resultOf<Update[]>(preview, 'getUpdates', values);
const texts = (list: readonly Update[]) => list.map((update) => update.message?.text ?? Object.keys(update)[1]);

describe('getUpdates', () => {
  test('an update comes again until an offset passes it', async () => {
    chat.send('un');
    chat.send('deux');
    const first = await updates();
    expect(texts(first)).toEqual(['un', 'deux']);
    expect(await updates()).toEqual(first);
    expect(texts(await updates({ offset: first[1]!.update_id }))).toEqual(['deux']);
    expect(texts(await updates({ offset: first[0]!.update_id }))).toEqual(['deux']);
    expect(await updates({ offset: first[1]!.update_id + 1 })).toEqual([]);
    await preview.door.drained();
  });

  test('limit and a negative offset', async () => {
    for (const text of ['a', 'b', 'c']) chat.send(text);
    expect(texts(await updates({ limit: 2 }))).toEqual(['a', 'b']);
    expect(texts(await updates({ offset: -1 }))).toEqual(['c']);
    expect(texts(await updates())).toEqual(['c']);
  });

  test('a long poll is answered by the next update', async () => {
    const waiting = updates({ timeout: 50 });
    await expect.poll(() => preview.door.count('getUpdates')).toBe(1);
    chat.send('enfin');
    expect(texts(await waiting)).toEqual(['enfin']);
  });

  test('a second poll ends the first with 409, and lives on itself', async () => {
    const first = callApi(preview, 'getUpdates', { timeout: 50 });
    await expect.poll(() => preview.door.count('getUpdates')).toBe(1);
    const second = updates({ timeout: 50 });
    expect(await first).toEqual({
      ok: false,
      error_code: 409,
      description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
    chat.send('x');
    expect(texts(await second)).toEqual(['x']);
  });

  test('a poller that hangs up makes no conflict and loses nothing', async () => {
    const stop = new AbortController();
    const gone = fetch(`${preview.apiRoot}/bot${preview.token}/getUpdates?timeout=50`, { signal: stop.signal }).catch(() => 'hung up');
    await expect.poll(() => preview.door.count('getUpdates')).toBe(1);
    stop.abort();
    expect(await gone).toBe('hung up');
    chat.send('x');
    expect(texts(await updates())).toEqual(['x']);
  });

  test('kinds: some come only on request, and a list is remembered', async () => {
    const { message_id } = chat.send('x');
    chat.react(message_id, ['👍']);
    expect(texts(await updates())).toEqual(['x']);
    await updates({ allowed_updates: ['message_reaction'], offset: -1 });
    chat.send('y');
    chat.react(message_id, ['👍']);
    expect(texts(await updates())).toEqual(['x', 'message_reaction']);
    await updates({ allowed_updates: [] });
    chat.send('z');
    expect(texts(await updates()).at(-1)).toBe('z');
  });

  test('any kind of update can be pushed, and one can come twice', async () => {
    const id = preview.door.push({ poll_answer: { poll_id: '1', option_ids: [0] } as never });
    const [update] = await updates();
    expect(update).toMatchObject({ update_id: id, poll_answer: { poll_id: '1' } });
    await updates({ offset: id! + 1 });
    preview.door.pushAgain(update!);
    expect(await updates()).toEqual([update]);
  });
});

describe('webhook', () => {
  let server: Server;
  let url: string;
  let got: { update: Update; secret: string | undefined }[];
  let answer: (request: IncomingMessage, count: number) => { status: number; body?: string } | 'cut';

  beforeEach(async () => {
    got = [];
    answer = () => ({ status: 200 });
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        got.push({ update: JSON.parse(body) as Update, secret: request.headers['x-telegram-bot-api-secret-token'] as string | undefined });
        const given = answer(request, got.length);
        if (given === 'cut') response.destroy();
        else response.writeHead(given.status, { 'content-type': 'application/json' }).end(given.body ?? '');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  test('updates are posted with the secret, those that waited first', async () => {
    chat.send('avant');
    await resultOf(preview, 'setWebhook', { url, secret_token: 'a-Z_09' });
    chat.send('après');
    await preview.door.drained();
    expect(got.map(({ update, secret }) => [update.message?.text, secret])).toEqual([
      ['avant', 'a-Z_09'],
      ['après', 'a-Z_09'],
    ]);
  });

  test('a failed delivery comes again, in order, until it is taken', async () => {
    answer = (_request, count) => (count === 1 ? { status: 500 } : count === 2 ? 'cut' : { status: 200 });
    await resultOf(preview, 'setWebhook', { url });
    chat.send('un');
    chat.send('deux');
    await preview.door.drained();
    expect(got.map(({ update }) => update.message?.text)).toEqual(['un', 'un', 'un', 'deux']);
    expect(await resultOf(preview, 'getWebhookInfo')).toMatchObject({ url, pending_update_count: 0, last_error_message: 'Connection failed' });
  });

  test('one chat that fails does not hold up another', async () => {
    const stuck = preview.door.private(preview.door.user());
    answer = () => ({ status: got.at(-1)?.update.message?.chat.id === stuck.id ? 500 : 200 });
    await resultOf(preview, 'setWebhook', { url });
    stuck.send('échoue');
    chat.send('passe');
    await expect.poll(() => preview.door.unconfirmed().map((update) => update.message?.text)).toEqual(['échoue']);
    await resultOf(preview, 'deleteWebhook', { drop_pending_updates: true });
  });

  test('a method in the answer is carried out', async () => {
    answer = () => ({ status: 200, body: JSON.stringify({ method: 'sendMessage', chat_id: chat.id, text: 'réponse' }) });
    await resultOf(preview, 'setWebhook', { url });
    chat.send('question');
    expect((await chat.nextMessage()).text).toBe('réponse');
  });

  test('polling and a webhook exclude each other', async () => {
    const polling = callApi(preview, 'getUpdates', { timeout: 50 });
    await expect.poll(() => preview.door.count('getUpdates')).toBe(1);
    await resultOf(preview, 'setWebhook', { url });
    expect((await polling).description).toBe('Conflict: terminated by setWebhook request');
    expect(await refusalOf(preview, 'getUpdates')).toBe(
      "409 Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
    await resultOf(preview, 'deleteWebhook');
    expect(await refusalOf(preview, 'getUpdates')).toBe('ok');
  });

  test("only this machine is delivered to, and secrets have Telegram's letters", async () => {
    const set = (values: object) => refusalOf(preview, 'setWebhook', values);
    expect(await set({ url: 'https://example.org/hook' })).toBe(
      '400 Bad Request: bad webhook: the local preview delivers to 127.0.0.1 only, nothing leaves this machine',
    );
    expect(await set({ url: 'nowhere' })).toBe('400 Bad Request: invalid webhook URL specified');
    expect(await set({ url, secret_token: 'é' })).toBe('400 Bad Request: secret token contains unallowed characters');
    expect(await set({ url, secret_token: 'x'.repeat(257) })).toBe('400 Bad Request: secret token is too long');
  });
});
