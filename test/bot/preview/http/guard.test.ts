import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPreview, type Preview } from '../../../../bot/preview/index.js';

let preview: Preview;
beforeAll(async () => {
  preview = await startPreview();
});
afterAll(() => preview.close());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** A request with exactly these headers: fetch would not let Host and Origin be forged. */
function ask(method: string, path: string, headers: Record<string, string> = {}, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port: preview.port, method, path, headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
      });
      // Streams of events do not end by themselves.
      if (response.headers['content-type'] === 'text/event-stream') {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: '' });
        outgoing.destroy();
      }
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const ACT = JSON.stringify({ act: 'send', chat: 1001, text: 'bonjour' });
const json = { 'content-type': 'application/json' };
const own = () => `http://127.0.0.1:${preview.port}`;

test('why an act is refused comes as a word that the page has in each of its languages', async () => {
  const act = async (value: object) =>
    JSON.parse((await ask('POST', '/page/act', { ...json, origin: own() }, JSON.stringify(value))).body) as { error: string; reason: string };
  expect(await act({ act: 'press', chat: 1001, message: 9999, row: 0, column: 0 })).toMatchObject({ reason: 'gone' });
  expect(await act({ act: 'send', chat: 77, text: 'x' })).toMatchObject({ reason: 'gone' });
  expect(await act({ act: 'nothing' })).toMatchObject({ reason: 'refused' });
  const words = await (await fetch(`${own()}/words.js`)).text();
  for (const reason of ['empty', 'tooLong', 'tooLarge', 'gone', 'blocked', 'moved', 'unreachable', 'refused'])
    expect(words.match(new RegExp(`^ {6}${reason}: '`, 'gmu')), reason).toHaveLength(2);
});

describe('who may ask', () => {
  test('only under the names of this machine: DNS rebinding brings another', async () => {
    for (const path of ['/', '/app.js', '/page/state', '/page/events', `/bot${preview.token}/getMe`]) {
      expect((await ask('GET', path, { host: `127.0.0.1:${preview.port}` })).status).toBe(200);
      expect((await ask('GET', path, { host: `localhost:${preview.port}` })).status).toBe(200);
      for (const host of ['evil.example', `evil.example:${preview.port}`, '127.0.0.1', '127.0.0.1:1', `127.0.0.1.evil.example:${preview.port}`]) {
        expect((await ask('GET', path, { host })).status, `${path} as ${host}`).toBe(403);
      }
    }
  });

  test("an act needs the page's own origin", async () => {
    const act = async (headers: Record<string, string>) => (await ask('POST', '/page/act', { ...json, ...headers }, ACT)).status;
    expect(await act({ origin: own() })).toBe(200);
    expect(await act({ origin: `http://localhost:${preview.port}` })).toBe(200);
    expect(await act({})).toBe(403);
    expect(await act({ origin: 'null' })).toBe(403);
    expect(await act({ origin: 'http://evil.example' })).toBe(403);
    expect(await act({ origin: `https://127.0.0.1:${preview.port}` })).toBe(403);
    expect(await act({ origin: own(), 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await act({ origin: own(), 'content-type': 'text/plain' })).toBe(415);
    expect((await ask('POST', '/page/upload?chat=1001&name=a', { origin: 'http://evil.example' }, 'x')).status).toBe(403);
  });

  test("another site can neither read the chat nor call the bot's methods, but may link to the page", async () => {
    expect((await ask('GET', '/page/state', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await ask('GET', '/page/state', { 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await ask('GET', '/', { 'sec-fetch-site': 'cross-site' })).status).toBe(200);
    expect((await ask('POST', `/bot${preview.token}/getMe`, { origin: 'http://evil.example' })).status).toBe(403);
    const { headers } = await ask('GET', '/page/state', { host: `127.0.0.1:${preview.port}` });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  test('only the loopback listens', async () => {
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((address) => address && !address.internal && address.family === 'IPv4');
    for (const address of others) {
      const reached = await new Promise((resolve) => {
        const socket = connect(preview.port, address!.address, () => {
          socket.destroy();
          resolve(true);
        });
        socket.on('error', () => {
          resolve(false);
        });
      });
      expect(reached, address!.address).toBe(false);
    }
  });
});

describe('what answers carry', () => {
  test('every answer has the strict headers, refusals too', async () => {
    for (const path of ['/', '/style.css', '/page/state', '/nowhere', `/bot${preview.token}/getMe`, '/botwrong/getMe']) {
      const { headers } = await ask('GET', path, { host: `127.0.0.1:${preview.port}` });
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy).not.toContain('unsafe');
      expect(policy).not.toContain('*');
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      });
    }
  });

  test("a stranger's file is shown as plain text or downloaded, never run", async () => {
    const send = (name: string, type: string) =>
      preview.door.private().sendFile({ name, type, bytes: Buffer.from('<script>alert(1)</script>') }).document!.file_unique_id;
    const html = await ask('GET', `/page/files/${send('a.html', 'text/html')}`);
    expect(html.headers).toMatchObject({ 'content-type': 'text/plain; charset=utf-8' });
    expect(html.headers['content-security-policy']).toBe("default-src 'none'; sandbox");
    const svg = await ask('GET', `/page/files/${send('a.svg', 'image/svg+xml')}`);
    expect(svg.headers).toMatchObject({ 'content-type': 'application/octet-stream', 'content-disposition': "attachment; filename*=UTF-8''a.svg" });
    const odd = await ask('GET', `/page/files/${send('é"\r\nx: y.txt', 'text/plain')}?download`);
    expect(odd.headers['content-disposition']).toBe("attachment; filename*=UTF-8''%C3%A9%22%0D%0Ax%3A%20y.txt");
    expect(odd.headers['x']).toBeUndefined();
    expect((await ask('GET', '/page/files/unknown')).status).toBe(404);
  });

  test("the page's files are those of its folder", async () => {
    for (const path of [
      '/../../../package.json',
      '/..%2fstart.ts',
      '/%2e%2e/start.ts',
      '/index.html%00.js',
      '/page/state/../../start.ts',
      '/.env',
      '/start.ts',
    ]) {
      expect((await ask('GET', path)).status, path).toBe(404);
    }
  });

  test('the token is in no answer, whatever is asked', async () => {
    const secret = preview.token.split(':')[1]!;
    preview.door.private().send(`le jeton`);
    const answers = [
      ...(await Promise.all(
        [
          '/',
          '/app.js',
          '/page/state',
          '/page/nothing',
          '/botx/getMe',
          '/file/botx/y',
          `/bot${preview.token}`,
          `/bot${preview.token}/nothing`,
          `/bot${preview.token}/getWebhookInfo`,
        ].map((path) => ask('GET', path)),
      )),
      await ask('POST', `/bot${preview.token}/sendMessage`, json, '{'),
      await ask('POST', `/bot${preview.token}/sendDocument`, { 'content-type': 'multipart/form-data; boundary=x' }, 'broken'),
      await ask('POST', '/page/act', { ...json, origin: own() }, '{"act":"x"}'),
    ];
    for (const { body, headers } of answers) expect(body + JSON.stringify(headers)).not.toContain(secret);
  });
});

describe('sizes and shapes', () => {
  test('bodies over their limit are refused, and the server lives on', async () => {
    expect((await ask('POST', '/page/act', { ...json, origin: own() }, `{"act":"send","text":"${'x'.repeat(1_100_000)}"}`)).status).toBe(413);
    expect((await ask('POST', `/bot${preview.token}/sendMessage`, json, `{"text":"${'x'.repeat(4_300_000)}"}`)).status).toBe(413);
    expect((await ask('GET', '/')).status).toBe(200);
  });

  test.each([
    '',
    '{',
    '[]',
    '{"act":"quit"}',
    '{"act":"send","chat":"1001","text":"x"}',
    '{"act":"send","chat":7,"text":"x"}',
    '{"act":"start","payload":"a b"}',
    '{"act":"press","chat":1001,"message":1,"row":0,"column":0}',
  ])('an act that fits nothing is refused: %s', async (body) => {
    const { status, body: answer } = await ask('POST', '/page/act', { ...json, origin: own() }, body);
    expect(status).toBe(400);
    expect(JSON.parse(answer)).toHaveProperty('error');
  });
});
