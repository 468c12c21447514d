import { existsSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createDownload, DOWNLOAD_LIMIT_BYTES } from '../../../bot/telegram/download.js';
import { TOKEN } from '../../support/offline-bot.js';
import { temporaryFolder } from '../../support/folder.js';

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function from(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise((resolve) =>
    server!.listen(0, '127.0.0.1', () => {
      resolve(null);
    }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const target = (): string => join(temporaryFolder(), 'deep', 'file');

test('a file is fetched from the bot’s own address, odd names included', async () => {
  const asked: (string | undefined)[] = [];
  const root = await from((request, response) => {
    asked.push(request.url);
    response.end('été');
  });
  const to = target();
  await createDownload(root, TOKEN)('documents/file 1?#.txt', to);
  expect(readFileSync(to, 'utf8')).toBe('été');
  expect(asked).toEqual([`/file/bot${TOKEN}/documents/file%201%3F%23.txt`]);
});

const endless: RequestListener = (_request, response) => {
  const chunk = Buffer.alloc(1 << 20);
  const more = (): void => {
    while (response.write(chunk));
  };
  response.on('drain', more).on('error', () => undefined);
  more();
};

test.each<[string, RequestListener | null, RegExp]>([
  ['refused', (_request, response) => response.writeHead(404).end(), /found status 404/],
  ['endless', endless, new RegExp(`found more than ${DOWNLOAD_LIMIT_BYTES} bytes`)],
  [
    'cut',
    (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('x');
      setTimeout(() => response.destroy(), 20);
    },
    /found/,
  ],
  ['led elsewhere', (_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(), /found/],
  ['unreachable', null, /found ECONNREFUSED/],
])('%s: said without the token, and nothing is left behind', async (_name, listener, message) => {
  const root = await from(listener ?? (() => undefined));
  // Nobody listens there any more.
  if (listener === null) await new Promise((resolve) => server!.close(resolve));
  const to = target();
  const failure: unknown = await createDownload(root, TOKEN)('documents/a.txt', to).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  expect((failure as Error).message).toMatch(message);
  expect(`${(failure as Error).stack ?? ''}${JSON.stringify(failure)}`).not.toContain(TOKEN);
  expect((failure as Error).cause).toBeUndefined();
  expect(existsSync(to)).toBe(false);
});
