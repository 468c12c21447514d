import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPreview, type Preview } from '../../../../bot/preview/index.js';
import { resultOf } from '../../../support/telegram.js';

let preview: Preview;
beforeAll(async () => {
  preview = await startPreview({ history: 50 });
});
afterAll(() => preview.close());

const last = () => preview.door.unconfirmed().at(-1);

describe('what users do becomes updates', () => {
  test('texts with their commands and replies', () => {
    const chat = preview.door.private(preview.door.user({ firstName: 'Zoé', language: 'fr' }));
    const first = chat.send(' /in annexe ');
    expect(last()?.message).toMatchObject({
      text: '/in annexe',
      from: { first_name: 'Zoé', language_code: 'fr' },
      entities: [{ type: 'bot_command', offset: 0, length: 3 }],
    });
    chat.send('et là ?', { replyTo: first.message_id, quote: 'annexe' });
    expect(last()?.message).toMatchObject({ reply_to_message: { message_id: first.message_id }, quote: { text: 'annexe', position: 4 } });
    expect(() => chat.send('x', { replyTo: 999 })).toThrow('replying to message 999');
    expect(() => chat.send('  ')).toThrow('at least one visible character expected');
    expect(() => chat.send('x'.repeat(4097))).toThrow('at most 4096 UTF-16 units expected, found 4097');
  });

  test('edits, forwards, reactions, language, deep links', () => {
    const user = preview.door.user();
    const chat = preview.door.private(user);
    const message = chat.send('un');
    chat.edit(message, 'deux');
    expect(last()?.edited_message).toMatchObject({ message_id: message.message_id, text: 'deux' });
    expect(() => chat.edit(message, '')).toThrow('found 0');
    expect(() => chat.edit(999, 'x')).toThrow("a text of the user's own expected, found none");
    chat.forward(preview.door.demoGroup.send('ailleurs'));
    expect(last()?.message).toMatchObject({ text: 'ailleurs', forward_origin: { type: 'user', sender_user: { id: 1001 } } });
    preview.door.setLanguage(user, 'en');
    preview.door.start(user, 'doc_12-A');
    expect(last()?.message).toMatchObject({ text: '/start doc_12-A', from: { language_code: 'en' } });
    expect(() => preview.door.start(user, 'a b')).toThrow('1 to 64 characters');
    expect(() => preview.door.start(user, 'a'.repeat(65))).toThrow('1 to 64 characters');
  });

  test('channel posts have no sender', () => {
    const channel = preview.door.channel();
    const post = channel.send('nouvelle');
    expect(last()?.channel_post).toMatchObject({ text: 'nouvelle', sender_chat: { id: channel.id } });
    expect(last()?.channel_post?.from).toBeUndefined();
    channel.edit(post, 'corrigée');
    expect(last()?.edited_channel_post?.text).toBe('corrigée');
  });
});

describe('what the bot does is waited for', () => {
  test('each thing once, in order, from before the wait or after it', async () => {
    const chat = preview.door.private(preview.door.user());
    chat.send('x');
    const send = (text: string) => resultOf<{ message_id: number }>(preview, 'sendMessage', { chat_id: chat.id, text });
    const early = await send('un');
    const waiting = Promise.all([chat.nextMessage(), chat.nextMessage()]);
    await send('deux');
    expect((await waiting).map(({ text }) => text)).toEqual(['un', 'deux']);
    await resultOf(preview, 'editMessageText', { chat_id: chat.id, message_id: early.message_id, text: 'changé' });
    expect((await chat.nextEdit()).text).toBe('changé');
    await resultOf(preview, 'deleteMessage', { chat_id: chat.id, message_id: early.message_id });
    expect(await chat.nextDeletion()).toEqual([early.message_id]);
    await send('trois');
    chat.skip();
    await send('quatre');
    expect((await chat.nextMessage()).text).toBe('quatre');
  });

  test('what never comes is said, with what came instead', async () => {
    const chat = preview.door.private(preview.door.user());
    chat.send('question');
    await expect(chat.nextMessage(5)).rejects.toThrow(
      /waiting 5 ms for a message of the bot in chat \d+: none came; since then: message 1 in \d+ by a user: question/,
    );
    await expect(preview.door.drained(5)).rejects.toThrow('are still unconfirmed');
  });

  test('other chats are not mixed in', async () => {
    const [one, two] = [preview.door.private(preview.door.user()), preview.door.private(preview.door.user())];
    one.send('x');
    two.send('x');
    await resultOf(preview, 'sendMessage', { chat_id: two.id, text: 'à deux' });
    await resultOf(preview, 'sendMessage', { chat_id: one.id, text: 'à un' });
    expect((await one.nextMessage()).text).toBe('à un');
  });
});

test('old messages are forgotten, so that memory stays flat', async () => {
  const chat = preview.door.private(preview.door.user());
  for (let count = 0; count < 120; count++) chat.send(`message ${count}`);
  expect(chat.messages()).toHaveLength(50);
  expect(chat.messages()[0]?.text).toBe('message 70');
  await resultOf(preview, 'getUpdates', { offset: -1 });
});
