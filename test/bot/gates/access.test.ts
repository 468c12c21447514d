import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { API_CONSTANTS, Bot } from 'grammy';
import { describe, expect, test } from 'vitest';
import { BUTTONS, readCallbackData } from '../../../bot/callback-data.js';
import { COMMANDS } from '../../../bot/commands.js';
import { projectRoot } from '../../../embeddings/project-root.js';
import { BOT_INFO, offlineBot, textUpdate, TOKEN, type OfflineBot } from '../../support/offline-bot.js';

const STRANGER = 666;
const MEMBER = 5;

/** Everything that any update may hold, so that one shape serves every kind: what a handler looks for, it finds. */
function update(kind: string, text: string, chatType: string, data: string): object {
  const from = { id: STRANGER, is_bot: false, first_name: 'Mallory', language_code: 'fr' };
  const chat = { id: chatType === 'private' ? STRANGER : -100, type: chatType, title: 'G', first_name: 'M' };
  const command = /^\/\w+/.exec(text)?.[0];
  const message = {
    message_id: 3,
    date: 1,
    from,
    chat,
    text,
    caption: text,
    document: { file_id: 'F', file_unique_id: 'f', file_name: 'a.txt', file_size: 10 },
    entities: [
      ...(command === undefined ? [] : [{ type: 'bot_command', offset: 0, length: command.length }]),
      { type: 'mention', offset: text.length - 12, length: 12 },
    ],
  };
  return {
    [kind]: {
      ...message,
      id: '1',
      query: text,
      offset: '',
      data,
      chat_instance: 'x',
      message,
      inline_message_id: undefined,
      result_id: 'r',
      user: from,
      actor_chat: chat,
      option_ids: [0],
      old_chat_member: { status: 'member', user: from },
      new_chat_member: { status: 'kicked', user: from },
    },
  };
}

/** Words of the dossier that no stranger may see. */
const SECRETS = /cellules|téléphones|Prison Break|drones|Marseille|120|prisons\.txt|loi\.txt|2 documents|6 passages/;

/** Every command that a handler takes, read from the handlers themselves, so that a new one is walked without anyone thinking of it. */
const handlerFolder = join(projectRoot, 'bot', 'handlers');
const handlerSources = readdirSync(handlerFolder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join(handlerFolder, file), 'utf8'));
const commands = [
  ...new Set(
    handlerSources.flatMap((source) =>
      [...source.matchAll(/\.command\((\[[^\]]*\]|'[^']*')/g)].flatMap(([, names]) => [...names!.matchAll(/'(\w+)'/g)].map(([, name]) => name!)),
    ),
  ),
];

/** A press of every button that there is, with fields of the right form. */
const presses = Object.entries(BUTTONS).map(([verb, fields]) => {
  const values = Object.values(fields as Record<string, { kind: string; length?: number; of?: readonly string[] }>);
  return [verb, ...values.map(({ kind, length, of }) => (kind === 'id' ? 'A'.repeat(length!) : kind === 'count' ? '0' : of![0]!))].join('.');
});

const texts = [
  ...commands.flatMap((name) => [`/${name}`, `/${name} cellules`]),
  '/start p_AAAAAAAAAAAA',
  'Combien de cellules ?',
  'vérifie',
  'cellules fouillées',
].map((text) => `${text} @dossier_bot`);
const chatTypes = ['private', 'group', 'supergroup', 'channel'];

/** Every update of a kind that a stranger can cause: each text and each press in each kind of chat. */
function* updatesOf(kind: string): Generator<object> {
  for (const chatType of chatTypes) {
    for (const text of texts) yield update(kind, text, chatType, 'x');
    for (const press of [...presses, 'x', '']) yield update(kind, '', chatType, press);
  }
}

/** Hands a stranger's updates of a kind to a bot. @throws when one of them gets more than a polite line */
async function walk(kind: string, offline: OfflineBot, handle: (update: object) => Promise<void>): Promise<number> {
  let count = 0;
  for (const one of updatesOf(kind)) {
    const before = offline.calls.length;
    await handle(one);
    count += 1;
    expect(offline.calls.length - before).toBeLessThanOrEqual(1);
  }
  expect(offline.dossier.asked).toEqual([]);
  expect(JSON.stringify(offline.calls)).not.toMatch(SECRETS);
  expect(offline.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  // Nothing is kept of a stranger either: no visit, no answer, no conversation.
  const kept: string[] = [];
  for (const storage of [offline.memory.people, offline.memory.conversations, offline.memory.answers, offline.memory.reports, offline.memory.uploads])
    for await (const key of storage.readAllKeys!()) kept.push(key);
  expect(kept).toEqual([]);
  return count;
}

describe('a stranger gets at most one polite line and nothing of the dossier', () => {
  test('the walk knows every command of the menus, and some that are in none', () => {
    for (const name of Object.values(COMMANDS).flat()) expect(commands).toContain(name);
    expect(commands).toContain('frise');
    expect(presses.every((press) => readCallbackData(press) !== null)).toBe(true);
  });

  test.each(API_CONSTANTS.ALL_UPDATE_TYPES)('%s', async (kind) => {
    const offline = offlineBot({ allowed: [MEMBER] });
    expect(await walk(kind, offline, (one) => offline.handle(one))).toBeGreaterThan(4 * (texts.length + presses.length));
  });

  test.each(['message', 'poll', 'chat_member', 'callback_query', 'business_message'] as const)(
    'a handler of %s in front of the gate is found out',
    async (kind) => {
      const offline = offlineBot({ allowed: [MEMBER] });
      const careless = new Bot(TOKEN, { botInfo: BOT_INFO });
      careless.api.config.use((_previous, method, payload) => {
        offline.calls.push({ method, payload: payload });
        return Promise.resolve({ ok: true, result: true }) as never;
      });
      careless.on(kind, (ctx) => ctx.api.sendMessage(STRANGER, 'Les cellules fouillées'));
      careless.use(offline.bot as never);
      await expect(walk(kind, offline, (one) => careless.handleUpdate({ update_id: 1, ...one }))).rejects.toThrow();
    },
  );

  test('the same walk gets a member everything: it does meet the handlers', async () => {
    const offline = offlineBot({ allowed: [STRANGER], admins: [STRANGER] });
    const silent: string[] = [];
    for (const text of texts) {
      offline.advance(60_000);
      const before = offline.calls.length;
      await offline.handle(update('message', text, 'private', 'x'));
      if (offline.calls.length === before) silent.push(text);
    }
    for (const press of presses) {
      offline.advance(60_000);
      const before = offline.calls.length;
      await offline.handle(update('callback_query', '', 'private', press));
      if (offline.calls.length === before) silent.push(press);
    }
    expect(silent).toEqual([]);
    expect(offline.dossier.asked.length).toBeGreaterThan(3);
    expect(JSON.stringify(offline.calls)).toMatch(SECRETS);
  });
});

test('the line holds the stranger’s number, to pass on', async () => {
  const offline = offlineBot({ allowed: [MEMBER] });
  await offline.handle(textUpdate('Combien de cellules ?', { from: STRANGER }));
  expect(offline.calls.map(({ method, payload }) => [method, payload['text']])).toEqual([
    ['sendMessage', 'Désolé, ce dossier n’est pas public. Si vous devez y avoir accès, envoyez ce numéro à son responsable : 666'],
  ]);
});

test('a stranger’s inline question gets no result, a button with the number, and nothing kept by Telegram', async () => {
  const offline = offlineBot({ allowed: [MEMBER] });
  await offline.handle({ inline_query: { id: '1', from: { id: STRANGER, is_bot: false, first_name: 'M' }, query: 'cellules fouillées', offset: '' } });
  expect(offline.calls).toEqual([
    {
      method: 'answerInlineQuery',
      payload: {
        inline_query_id: '1',
        results: [],
        cache_time: 0,
        is_personal: true,
        button: { text: 'Not public – your id: 666', start_parameter: 'access' },
      },
    },
  ]);
});

test('a stranger’s press gets an alert', async () => {
  const offline = offlineBot({ allowed: [MEMBER] });
  await offline.handle({
    callback_query: {
      id: '1',
      from: { id: STRANGER, is_bot: false, first_name: 'M' },
      chat_instance: 'c',
      data: 'sources.0',
      message: textUpdate('x', { from: MEMBER, chat: -5, type: 'group' }).message,
    },
  });
  expect(offline.calls).toMatchObject([{ method: 'answerCallbackQuery', payload: { show_alert: true } }]);
});

test('in a group strangers are answered only when they speak to the bot', async () => {
  const offline = offlineBot({ allowed: [MEMBER] });
  await offline.handle(textUpdate('on mange où ?', { from: STRANGER, chat: -5, type: 'group' }));
  expect(offline.calls).toEqual([]);
  await offline.handle(textUpdate('/ask cellules', { from: STRANGER, chat: -5, type: 'group' }));
  expect(offline.calls).toHaveLength(1);
});

test('members and admins may ask; with no list everyone may', async () => {
  for (const [options, from] of [
    [{ allowed: [MEMBER] }, MEMBER],
    [{ allowed: [MEMBER], admins: [9] }, 9],
    [{}, STRANGER],
  ] as const) {
    const offline = offlineBot(options);
    await offline.handle(textUpdate('Combien de cellules fouillées ?', { from }));
    expect(offline.dossier.asked).toHaveLength(1);
  }
});

test('in groups a restricted dossier is shown in private only, whatever a member asks', async () => {
  for (const text of ['/sources', '/in', '/start', '/start p_AAAAAAAAAAAA', '/status', 'Combien de cellules @dossier_bot', '/ask combien de cellules']) {
    const offline = offlineBot({ allowed: [MEMBER], admins: [MEMBER] });
    await offline.handle(
      textUpdate(text, {
        from: MEMBER,
        chat: -5,
        type: 'group',
        ...(text.includes('@') && { entities: [{ type: 'mention', offset: text.indexOf('@'), length: 12 }] }),
      }),
    );
    const toGroup = offline.calls.filter(({ payload }) => payload['chat_id'] === -5);
    expect(toGroup).toHaveLength(1);
    expect(JSON.stringify(toGroup)).not.toMatch(SECRETS);
  }
});

test('a group sees nothing of a restricted dossier, whatever a member sends or presses there', async () => {
  const offline = offlineBot({ allowed: [STRANGER], admins: [STRANGER] });
  for (const chatType of ['group', 'supergroup', 'channel']) {
    for (const kind of ['message', 'edited_message', 'channel_post', 'edited_channel_post', 'callback_query'] as const) {
      for (const one of [...texts.map((text) => update(kind, text, chatType, 'x')), ...presses.map((press) => update(kind, '', chatType, press))]) {
        offline.advance(60_000);
        await offline.handle(one);
      }
    }
  }
  // A press on a message that was sent through inline mode: there is no telling who reads it.
  for (const press of presses)
    await offline.handle({
      callback_query: { id: '1', from: { id: STRANGER, is_bot: false, first_name: 'M' }, chat_instance: 'c', inline_message_id: 'i', data: press },
    });
  const outside = offline.calls.filter(({ payload }) => payload['chat_id'] !== STRANGER);
  expect(outside.length).toBeGreaterThan(50);
  expect(outside.map((call) => JSON.stringify(call).replace('et à Marseille ?', '')).filter((call) => SECRETS.test(call))).toEqual([]);
  // The menu of /language alone is taken up where it stands.
  const edits = offline.calls.filter(({ method }) => method.startsWith('edit'));
  expect(new Set(edits.map(({ payload }) => payload['text']))).toEqual(new Set(['Quelle langue dois-je parler ? Les documents restent tels quels.']));
});

test('an answer given in a group before access was restricted is not brought up to date there', async () => {
  const offline = offlineBot({ allowed: [MEMBER] });
  await offline.memory.conversations.write('-5', { turns: [{ questionMessage: 10, answerMessage: 900, answer: null, file: null }] });
  const question = textUpdate('@dossier_bot combien de cellules ?', {
    from: MEMBER,
    chat: -5,
    type: 'group',
    entities: [{ type: 'mention', offset: 0, length: 12 }],
  }).message;
  await offline.handle({ edited_message: question });
  expect(offline.calls.filter(({ payload }) => payload['chat_id'] === -5).map(({ payload }) => payload['text'])).toEqual(['Répondu en privé.']);
});
