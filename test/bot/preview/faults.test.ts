import { afterEach, beforeEach, expect, test } from 'vitest';
import { badGateway, blockedByUser, floodControl, serverError, startPreview, type Preview } from '../../../bot/preview/index.js';
import { callApi, refusalOf } from '../../support/telegram.js';

let preview: Preview;
beforeEach(async () => {
  preview = await startPreview();
  preview.door.private().send('x');
});
afterEach(() => preview.close());

const send = () => refusalOf(preview, 'sendMessage', { chat_id: 1001, text: 'x' });
const sentCount = () => preview.door.private().messages().length - 1;

test('flood control, once', async () => {
  preview.door.fail('sendMessage', floodControl(7));
  expect(await callApi(preview, 'sendMessage', { chat_id: 1001, text: 'x' })).toEqual({
    ok: false,
    error_code: 429,
    description: 'Too Many Requests: retry after 7',
    parameters: { retry_after: 7 },
  });
  expect(await send()).toBe('ok');
  expect(sentCount()).toBe(1);
});

test('so many calls of one method, others untouched; any method with *', async () => {
  preview.door.fail('sendMessage', serverError, 2);
  expect([await refusalOf(preview, 'getMe'), await send(), await send(), await send()]).toEqual([
    'ok',
    '500 Internal Server Error',
    '500 Internal Server Error',
    'ok',
  ]);
  preview.door.fail('*', blockedByUser, Infinity);
  expect([await refusalOf(preview, 'getMe'), await send()]).toEqual([
    '403 Forbidden: bot was blocked by the user',
    '403 Forbidden: bot was blocked by the user',
  ]);
  preview.door.heal();
  expect(await send()).toBe('ok');
  expect(() => {
    preview.door.fail('getMe', serverError, 0);
  }).toThrow('a number of calls from 1 expected, found 0');
});

test('a cut before the call does nothing; a cut after it has done it, and the caller cannot tell', async () => {
  preview.door.fail('sendMessage', { kind: 'cut', when: 'before' });
  await expect(send()).rejects.toThrow('fetch failed');
  expect(sentCount()).toBe(0);
  preview.door.fail('sendMessage', { kind: 'cut', when: 'after' });
  await expect(send()).rejects.toThrow('fetch failed');
  expect(sentCount()).toBe(1);
});

test("a proxy's page, an answer cut short, an answer that comes late", async () => {
  const raw = async () => {
    const response = await fetch(`${preview.apiRoot}/bot${preview.token}/getMe`);
    return [response.status, response.headers.get('content-type'), (await response.text()).slice(0, 14)];
  };
  preview.door.fail('getMe', badGateway);
  expect(await raw()).toEqual([502, 'text/html', '<html><body><h']);
  preview.door.fail('getMe', { kind: 'garbage' });
  expect(await raw()).toEqual([200, 'application/json', '{"ok":true,"re']);
  preview.door.fail('sendMessage', { kind: 'late', milliseconds: 60_000 });
  const late = new AbortController();
  const call = fetch(`${preview.apiRoot}/bot${preview.token}/sendMessage?chat_id=1001&text=x`, { signal: late.signal }).catch(() => 'given up');
  await expect.poll(sentCount).toBe(1);
  late.abort();
  expect(await call).toBe('given up');
});

test('calls are counted and remembered with their parameters', async () => {
  await send();
  await send();
  await refusalOf(preview, 'getYou');
  expect([preview.door.count('sendMessage'), preview.door.count('getYou'), preview.door.count()]).toEqual([2, 1, 3]);
  expect(preview.door.calls('sendMessage')[0]).toMatchObject({ values: { chat_id: 1001, text: 'x' }, files: [], status: 200 });
  expect(preview.door.calls('getYou')[0]?.status).toBe(404);
});
