import { GrammyError, HttpError } from 'grammy';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSettings } from '../../../bot/settings/config.js';
import { LOG_LEVELS } from '../../../bot/settings/variables.js';
import { failureLine } from '../../../bot/exit.js';
import { createLog, plainLine } from '../../../bot/log.js';
import { withoutSecrets } from '../../../bot/settings/secrets.js';
import { UserError } from '../../../retrieval/errors.js';
import { callApi } from '../../support/telegram.js';
import { startRig, type BotRig } from '../../support/bot-rig.js';

/*
 * Canaries: secrets that are known here, and must come out nowhere. Reading the settings is what makes them known to the bot; a token is
 * known by its form.
 */
const TOKEN = `7123456789:${'CaNaRy_tok-'.repeat(4)}`;
const SECRET = 'canary-webhook-secret_42';
const PASSWORD = 'c@nary "pg" pässword/42';
const INDEX = `postgres://bot:${encodeURIComponent(PASSWORD)}@db.example/index`;
const settings = { TELEGRAM_BOT_TOKEN: TOKEN, WEBHOOK_SECRET: SECRET, WEBHOOK_URL: 'https://bot.example/hook', INDEX };

/** No form of a canary: as it is, in an address, in JSON. */
const CANARIES = [TOKEN.slice(11), SECRET, PASSWORD, encodeURIComponent(PASSWORD), JSON.stringify(PASSWORD).slice(1, -1)];
const found = (text: string): string[] => CANARIES.filter((canary) => text.includes(canary) || text.includes(JSON.stringify(canary).slice(1, -1)));

const api = `https://api.telegram.org/bot${TOKEN}/sendMessage`;
const cause = Object.assign(new Error(`connect ${INDEX}`), { code: 'ECONNREFUSED', config: { password: PASSWORD, connectionString: INDEX } });
const failures: readonly (readonly [string, unknown])[] = [
  ['a text', `${api} ${SECRET} ${INDEX} ${PASSWORD}`],
  ['an error', new Error(`password ${PASSWORD} refused for ${INDEX}`)],
  ['a UserError', new UserError(`opening ${INDEX}: a server expected, found none`)],
  ['an error with a cause', new Error('outer', { cause })],
  ['errors in one', new AggregateError([cause, new Error(SECRET)], INDEX)],
  ['a network error', new HttpError(`request to ${api} failed`, cause)],
  [
    'a refusal',
    new GrammyError(`Call to ${api}`, { ok: false, error_code: 400, description: `Bad Request: ${SECRET}` }, 'setWebhook', { url: 'x', secret_token: SECRET }),
  ],
  ['an object', { token: TOKEN, secret_token: SECRET, index: INDEX, nested: { password: PASSWORD, list: [SECRET] } }],
];

beforeEach(() => {
  expect(readSettings(settings)).toMatchObject({ webhook: { secret: SECRET }, index: INDEX });
});

describe.each(LOG_LEVELS.filter((level) => level !== 'silent'))('at level %s', (level) => {
  test.each(failures)('%s', (_name, failure) => {
    const lines: string[] = [];
    const log = createLog('trace', { write: (line) => void lines.push(line) });
    log[level]({ error: failure }, 'a');
    log[level]({ err: failure, other: failure }, `b ${String(failure)}`);
    log[level](failure);
    log.child({ failure })[level]('c');
    expect(lines).toHaveLength(4);
    expect(found(lines.join(''))).toEqual([]);
    for (const line of lines) expect(found(plainLine(line))).toEqual([]);
  });
});

test.each(failures)('%s: not in the line that a command ends with either', (_name, failure) => {
  expect(found(failureLine('dossier-bot', failure))).toEqual([]);
});

test('the detector finds what is not hidden, and hiding leaves the rest as it was', () => {
  expect(found(`x ${PASSWORD}`)).not.toEqual([]);
  expect(withoutSecrets(`a ${SECRET} b ${api} c`)).toBe('a <secret> b https://api.telegram.org/bot<token>/sendMessage c');
  expect(withoutSecrets('postgres://bot:other@h/x https://h/a:b@c nothing')).toBe('postgres://bot:<password>@h/x https://h/a:b@c nothing');
});

test.each([
  [{ WEBHOOK_SECRET: `${SECRET}!` }, /WEBHOOK_SECRET: 16 to 256 letters, digits, _ or - expected, found a value of 25 characters/],
  [{ TELEGRAM_BOT_TOKEN: `${TOKEN}!` }, /TELEGRAM_BOT_TOKEN: .* found a value of \d+ characters/],
  [{ WEBHOOK_URL: `https://bot:${encodeURIComponent(PASSWORD)}@bot.example/` }, /WEBHOOK_URL: .* without a user name expected/],
  [{ WEBHOOK_URL: 'http://bot.example/' }, /WEBHOOK_URL: an https:\/\/ address expected, found "http:\/\/bot\.example\/"/],
  [{ WEBHOOK_SECRET: 'short' }, /WEBHOOK_SECRET: 16 to 256/],
])('a setting that does not fit is told without its secret: %j', (wrong, line) => {
  let said = '';
  try {
    readSettings({ ...settings, ...wrong });
  } catch (error) {
    said = failureLine('dossier-bot', error);
  }
  expect(said).toMatch(line);
  expect(found(said)).toEqual([]);
});

describe('the bot at work', () => {
  let rig: BotRig;
  beforeEach(async () => {
    rig = await startRig({ admins: [1001], preview: { token: TOKEN } });
  });
  afterEach(() => rig.close());

  test('no canary in the log at trace, in what people and admins see, or on the page, whatever fails', async () => {
    const chat = rig.door.private();
    const bodies: string[] = [];
    for (const [, failure] of failures) {
      rig.dossier.fail(failure as Error);
      chat.send('Combien de cellules ?');
      await chat.nextMessage();
    }
    rig.dossier.fail(null);
    for (const text of ['/status', '/users', '/admin', '/help', '/start', '/feedback', '/sources', TOKEN]) {
      chat.send(text);
      await chat.nextMessage();
    }
    rig.door.fail('sendMessage', { kind: 'error', code: 400, description: `Bad Request: ${SECRET}` });
    chat.send('Combien de cellules ?');
    await chat.nextMessage();
    for (const path of ['', 'app.js', 'page/state', 'page/files/x', 'x']) bodies.push(await (await fetch(`${rig.preview.pageUrl}${path}`)).text());
    bodies.push(JSON.stringify(await callApi(rig.preview, 'getWebhookInfo')));
    expect(rig.log.some((line) => line.includes('"level":"error"'))).toBe(true);
    expect(found(rig.log.join(''))).toEqual([]);
    expect(found(JSON.stringify(chat.messages().filter(({ from }) => from?.is_bot)))).toEqual([]);
    // The state shows what the user themselves wrote; the rest must be clean.
    expect(found(bodies.join('\n').replaceAll(`"text":"${TOKEN}"`, ''))).toEqual([]);
  });
});
