import type { Message } from 'grammy/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPreview, type ChatDoor, type Preview } from '../../../../bot/preview/index.js';
import { callApi, refusalOf, resultOf } from '../../../support/telegram.js';

let preview: Preview;
let chat: ChatDoor;
beforeAll(async () => {
  preview = await startPreview();
  chat = preview.door.private();
  chat.send('bonjour');
});
afterAll(() => preview.close());

const send = (values: object) => refusalOf(preview, 'sendMessage', { chat_id: chat.id, ...values });

describe('sendMessage', () => {
  test.each<[string, object, string]>([
    ['no text', {}, '400 Bad Request: message text is empty'],
    ['white space only', { text: ' \n\t' }, '400 Bad Request: text must be non-empty'],
    ['4,096 units', { text: '😀'.repeat(2048) }, 'ok'],
    ['4,097 units', { text: `${'😀'.repeat(2048)}x` }, '400 Bad Request: message is too long'],
    ['4,096 units once trimmed', { text: `  ${'x'.repeat(4096)}  ` }, 'ok'],
    ['far too long', { text: 'x'.repeat(40_000) }, '400 Bad Request: text is too long'],
    ['an unknown parse mode', { text: 'x', parse_mode: 'bbcode' }, '400 Bad Request: unsupported parse_mode'],
    [
      'HTML',
      { text: '<b>x</b>', parse_mode: 'HTML' },
      '400 Bad Request: parse_mode is not carried out by the local preview; send entities instead, which need no escaping',
    ],
    ['entities that are no JSON', { text: 'x', entities: '[' }, "400 Bad Request: can't parse entities JSON object"],
    ['markup that is no JSON', { text: 'x', reply_markup: '{' }, "400 Bad Request: can't parse reply keyboard markup JSON object"],
    ['a reply to nothing', { text: 'x', reply_parameters: { message_id: 99_999 } }, '400 Bad Request: message to be replied not found'],
    ['a reply to nothing, if need be', { text: 'x', reply_parameters: { message_id: 99_999, allow_sending_without_reply: true } }, 'ok'],
    ['a quote that is not in the message', { text: 'x', reply_parameters: { message_id: 1, quote: 'bonsoir' } }, '400 Bad Request: QUOTE_TEXT_INVALID'],
    ['a quote', { text: 'x', reply_parameters: { message_id: 1, quote: 'jour' } }, 'ok'],
    ['no chat', { chat_id: '', text: 'x' }, '400 Bad Request: chat_id is empty'],
    ['an unknown chat', { chat_id: 424_242, text: 'x' }, '400 Bad Request: chat not found'],
    ['parameters as text', { chat_id: '1001', text: 'x', entities: '[{"type":"bold","offset":0,"length":1}]' }, 'ok'],
  ])('%s', async (_what, values, expected) => {
    expect(await send(values)).toBe(expected);
  });

  test('the message comes back as users see it', async () => {
    const message = await resultOf<Message>(preview, 'sendMessage', {
      chat_id: chat.id,
      text: 'Voir /help',
      reply_parameters: { message_id: 1, quote: 'jour' },
      reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'b' }]] },
    });
    expect(message).toMatchObject({
      from: { id: preview.door.bot.id, is_bot: true },
      chat: { id: chat.id, type: 'private' },
      entities: [{ type: 'bot_command', offset: 5, length: 5 }],
      reply_to_message: { message_id: 1, text: 'bonjour' },
      quote: { text: 'jour', position: 3 },
      reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'b' }]] },
    });
    expect(chat.message(message.message_id)).toEqual(message);
  });

  test('reply keyboards go up, and down again', async () => {
    await send({ text: 'x', reply_markup: { keyboard: [['Oui']] } });
    expect(chat.keyboard()?.keyboard).toEqual([[{ text: 'Oui' }]]);
    await send({ text: 'x', reply_markup: { remove_keyboard: true } });
    expect(chat.keyboard()).toBeNull();
    await send({ text: 'x', reply_markup: { keyboard: [['Oui']], one_time_keyboard: true } });
    chat.send('Oui');
    expect(chat.keyboard()).toBeNull();
  });
});

describe('who may be written to', () => {
  test('a user who never wrote, a user who blocked the bot, and a group that put it out', async () => {
    const stranger = preview.door.user();
    expect(await send({ chat_id: stranger.id, text: 'x' })).toBe("403 Forbidden: bot can't initiate conversation with a user");
    preview.door.start(stranger);
    expect(await send({ chat_id: stranger.id, text: 'x' })).toBe('ok');
    preview.door.block(stranger);
    expect(await send({ chat_id: stranger.id, text: 'x' })).toBe('403 Forbidden: bot was blocked by the user');
    expect(preview.door.unconfirmed().at(-1)?.my_chat_member?.new_chat_member.status).toBe('kicked');
    expect(() => preview.door.private(stranger).send('x')).toThrow('blocked');
    preview.door.unblock(stranger);
    expect(await send({ chat_id: stranger.id, text: 'x' })).toBe('ok');

    const group = preview.door.group({ members: [stranger] });
    expect(await send({ chat_id: group.id, text: 'x' })).toBe('ok');
    group.kickBot();
    expect(await send({ chat_id: group.id, text: 'x' })).toBe('403 Forbidden: bot was kicked from the supergroup chat');
  });

  test('a group that became a supergroup names it', async () => {
    const group = preview.door.group({ type: 'group', members: [preview.door.person] });
    const upgraded = group.upgrade();
    expect(upgraded.chat).toMatchObject({ type: 'supergroup', title: group.chat.title });
    const answer = await callApi(preview, 'sendMessage', { chat_id: group.id, text: 'x' });
    expect(answer).toMatchObject({
      error_code: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: upgraded.id },
    });
    expect(await send({ chat_id: upgraded.id, text: 'x' })).toBe('ok');
  });

  test('a channel, as its administrator', async () => {
    const channel = preview.door.channel('Nouvelles');
    const message = await resultOf<Message>(preview, 'sendMessage', { chat_id: channel.id, text: 'x' });
    expect(message).toMatchObject({ sender_chat: { title: 'Nouvelles' } });
    expect(message.from).toBeUndefined();
  });
});

describe('copyMessage and forwardMessage', () => {
  test('a copy says the same without its origin, a forward names it', async () => {
    const original = await resultOf<Message>(preview, 'sendMessage', {
      chat_id: chat.id,
      text: 'gras',
      entities: [{ type: 'bold', offset: 0, length: 4 }],
      reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'b' }]] },
    });
    const group = preview.door.group({ members: [preview.door.person] });
    const { message_id } = await resultOf<{ message_id: number }>(preview, 'copyMessage', {
      chat_id: group.id,
      from_chat_id: chat.id,
      message_id: original.message_id,
    });
    const copy = group.message(message_id);
    expect(copy).toMatchObject({ text: 'gras', entities: original.entities });
    expect(copy?.forward_origin).toBeUndefined();
    expect(copy?.reply_markup).toBeUndefined();
    const forwarded = await resultOf<Message>(preview, 'forwardMessage', { chat_id: group.id, from_chat_id: chat.id, message_id: original.message_id });
    expect(forwarded).toMatchObject({ text: 'gras', forward_origin: { type: 'user', sender_user: { id: preview.door.bot.id } } });
  });

  test('what is not there, or protected', async () => {
    const values = { chat_id: chat.id, from_chat_id: chat.id, message_id: 99_999 };
    expect(await refusalOf(preview, 'copyMessage', values)).toBe('400 Bad Request: message to copy not found');
    expect(await refusalOf(preview, 'forwardMessage', values)).toBe('400 Bad Request: message to forward not found');
    const { message_id } = await resultOf<Message>(preview, 'sendMessage', { chat_id: chat.id, text: 'x', protect_content: true });
    expect(await refusalOf(preview, 'forwardMessage', { ...values, message_id })).toBe("400 Bad Request: message can't be forwarded");
  });
});

test('with rates on, the sixth message of a burst is refused with retry_after, in the body and the header', async () => {
  const now = 1_000_000;
  const strict = await startPreview({ rates: true, now: () => now });
  strict.door.private().send('x');
  for (let count = 0; count < 5; count++) expect(await refusalOf(strict, 'sendMessage', { chat_id: 1001, text: 'x' })).toBe('ok');
  const response = await fetch(`${strict.apiRoot}/bot${strict.token}/sendMessage?chat_id=1001&text=x`);
  expect(response.status).toBe(429);
  expect(response.headers.get('retry-after')).toBe('1');
  expect(await response.json()).toEqual({ ok: false, error_code: 429, description: 'Too Many Requests: retry after 1', parameters: { retry_after: 1 } });
  await strict.close();
});
