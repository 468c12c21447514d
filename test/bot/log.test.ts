import { BotError, GrammyError, HttpError, type Context } from 'grammy';
import { describe, expect, test } from 'vitest';
import { LOG_LEVELS } from '../../bot/settings/variables.js';
import { createLog, describeError, plainLine } from '../../bot/log.js';
import { offlineBot, textUpdate, TOKEN } from '../support/offline-bot.js';

/** The part of the token that gives access; the number before the colon is the bot's public id. */
const SECRET = TOKEN.slice(TOKEN.indexOf(':') + 1);

const address = `https://api.telegram.org/bot${TOKEN}/getUpdates`;
const network = new HttpError(
  "Network request for 'getUpdates' failed!",
  Object.assign(new TypeError(`request to ${address} failed`), { cause: Object.assign(new Error(address), { code: 'ECONNREFUSED' }), url: address }),
);
const refused = new GrammyError("Call to 'getMe' failed!", { ok: false, error_code: 401, description: `Unauthorized ${TOKEN}` }, 'getMe', { token: TOKEN });
const conflict = new GrammyError("Call to 'getUpdates' failed!", { ok: false, error_code: 409, description: 'Conflict' }, 'getUpdates', { url: address });
const handler = new BotError(new Error(`handling ${address}`), { api: { token: TOKEN }, update: {} } as unknown as Context);
const nested = new Error('outer', { cause: new Error(address, { cause: network }) });
const failures: readonly (readonly [string, unknown])[] = [
  ['network', network],
  ['401', refused],
  ['409', conflict],
  ['handler', handler],
  ['nested', nested],
  ['text', address],
  ['aggregate', new AggregateError([network], address)],
];

describe.each(LOG_LEVELS.filter((level) => level !== 'silent'))('at level %s no line holds the token', (level) => {
  test.each(failures)('%s error, in every field', (_name, error) => {
    const lines: string[] = [];
    const log = createLog('trace', { write: (line) => void lines.push(line) });
    log[level]({ error }, 'a');
    log[level]({ err: error }, 'b');
    log[level]({ other: error, ctx: { api: { token: TOKEN } }, deep: { er: { url: address, list: [TOKEN] } } }, 'c');
    log[level](error);
    log[level](String(error));
    log.child({ error, token: TOKEN })[level]('d');
    expect(lines.length).toBe(6);
    expect(lines.join('')).not.toContain(SECRET);
    for (const line of lines) {
      JSON.parse(line);
      expect(plainLine(line)).not.toContain(SECRET);
    }
  });
});

test('an error is described by chosen fields', () => {
  expect(describeError(network)).toEqual({ kind: 'HttpError', code: 'ECONNREFUSED', message: "Network request for 'getUpdates' failed!" });
  expect(describeError(conflict)).toEqual({ kind: 'GrammyError', method: 'getUpdates', code: 409, message: 'Conflict' });
  expect(describeError(handler)).toMatchObject({ kind: 'Error', message: 'handling https://api.telegram.org/bot<token>/getUpdates' });
  expect(describeError('x')).toEqual({ kind: 'string', message: 'x' });
});

test('on a terminal a line reads as a line', () => {
  const lines: string[] = [];
  createLog('info', { write: (line) => void lines.push(line) }).info({ updates: 3 }, 'answering what the last run left');
  createLog('info', { write: (line) => void lines.push(line) }).warn('careful');
  expect(lines.map(plainLine)).toEqual(['answering what the last run left  {"updates":3}\n', 'warn: careful\n']);
});

test('no failure of a handler brings the token into the log or the chat', async () => {
  for (const error of [network, refused, conflict, nested, new TypeError(address)]) {
    const offline = offlineBot();
    offline.dossier.fail(error);
    await offline.handle(textUpdate('Combien de cellules ?'));
    offline.dossier.fail(null);
    offline.respond = ({ method }) => (method === 'sendMessage' ? error : undefined);
    await offline.handle(textUpdate('Combien de cellules ?'));
    await offline.handle(textUpdate('/sources'));
    expect(offline.log.some((line) => line.includes('"level":"error"'))).toBe(true);
    expect(offline.log.join('') + JSON.stringify(offline.calls)).not.toContain(SECRET);
  }
});
