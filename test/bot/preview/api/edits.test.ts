import type { Message } from 'grammy/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPreview, type ChatDoor, type Preview } from '../../../../bot/preview/index.js';
import { refusalOf, resultOf } from '../../../support/telegram.js';

let now = 1_700_000_000_000;
let preview: Preview;
let chat: ChatDoor;
beforeAll(async () => {
  preview = await startPreview({ now: () => now });
  chat = preview.door.private();
});
afterAll(() => preview.close());

const keyboard = { inline_keyboard: [[{ text: 'a', callback_data: 'b' }]] };
const NOT_MODIFIED =
  '400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

async function sent(values: object = {}): Promise<Message> {
  chat.send('x');
  return resultOf<Message>(preview, 'sendMessage', { chat_id: chat.id, text: 'avant', reply_markup: keyboard, ...values });
}

describe('editMessageText', () => {
  test('changes text, entities and keyboard in place; no keyboard given takes it away', async () => {
    const { message_id } = await sent();
    const place = { chat_id: chat.id, message_id };
    const edited = await resultOf<Message>(preview, 'editMessageText', { ...place, text: 'après', entities: [{ type: 'bold', offset: 0, length: 5 }] });
    expect(edited).toMatchObject({ message_id, text: 'après', entities: [{ type: 'bold' }], edit_date: now / 1000 });
    expect(edited.reply_markup).toBeUndefined();
    expect(await refusalOf(preview, 'editMessageText', { ...place, text: 'après', entities: [{ type: 'bold', offset: 0, length: 5 }] })).toBe(NOT_MODIFIED);
    expect(await refusalOf(preview, 'editMessageText', { ...place, text: 'après' })).toBe('ok');
    expect(chat.message(message_id)?.entities).toBeUndefined();
    expect(await refusalOf(preview, 'editMessageText', { ...place, text: ' après ' })).toBe(NOT_MODIFIED);
    expect(await refusalOf(preview, 'editMessageReplyMarkup', place)).toBe(NOT_MODIFIED);
    expect(await refusalOf(preview, 'editMessageReplyMarkup', { ...place, reply_markup: keyboard })).toBe('ok');
  });

  test('the same text with another keyboard is a change', async () => {
    const { message_id } = await sent();
    const other = { inline_keyboard: [[{ text: 'a', callback_data: 'c' }]] };
    expect(await refusalOf(preview, 'editMessageText', { chat_id: chat.id, message_id, text: 'avant', reply_markup: keyboard })).toBe(NOT_MODIFIED);
    expect(await refusalOf(preview, 'editMessageText', { chat_id: chat.id, message_id, text: 'avant', reply_markup: other })).toBe('ok');
  });

  test('what cannot be edited', async () => {
    const question = chat.send('question');
    const document = chat.sendFile({ name: 'a.txt', bytes: Buffer.from('a') });
    const { message_id } = await resultOf<Message>(preview, 'sendDocument', { chat_id: chat.id, document: document.document?.file_id });
    const edit = (id: number, more: object = {}) => refusalOf(preview, 'editMessageText', { chat_id: chat.id, message_id: id, text: 'x', ...more });
    expect(await edit(99_999)).toBe('400 Bad Request: message to edit not found');
    expect(await edit(0)).toBe('400 Bad Request: message identifier is not specified');
    expect(await edit(question.message_id)).toBe("400 Bad Request: message can't be edited");
    expect(await edit(message_id)).toBe('400 Bad Request: there is no text in the message to edit');
    expect(await edit(1, { reply_markup: { keyboard: [['a']] } })).toBe('400 Bad Request: inline keyboard expected');
    expect(await edit(1, { inline_message_id: 'nothing' })).toBe('400 Bad Request: MESSAGE_ID_INVALID');
    expect(await refusalOf(preview, 'editMessageCaption', { chat_id: chat.id, message_id, caption: 'x'.repeat(1025) })).toBe(
      '400 Bad Request: message caption is too long',
    );
    expect(await refusalOf(preview, 'editMessageCaption', { chat_id: chat.id, message_id, caption: 'légende' })).toBe('ok');
  });
});

describe('deleteMessage', () => {
  test("the bot deletes its own and, in private, the user's; not after 48 hours", async () => {
    const question = chat.send('question');
    const { message_id } = await sent();
    const remove = (id: number, chatId = chat.id) => refusalOf(preview, 'deleteMessage', { chat_id: chatId, message_id: id });
    expect(await remove(question.message_id)).toBe('ok');
    expect(await remove(question.message_id)).toBe('400 Bad Request: message to delete not found');
    now += 48 * 3600 * 1000;
    expect(await remove(message_id)).toBe("400 Bad Request: message can't be deleted for everyone");

    const group = preview.door.group({ members: [preview.door.person] });
    const foreign = group.send('/x');
    expect(await remove(foreign.message_id, group.id)).toBe("400 Bad Request: message can't be deleted");
    expect(await refusalOf(preview, 'deleteMessages', { chat_id: chat.id, message_ids: [] })).toBe('400 Bad Request: message identifiers are not specified');
    expect(await refusalOf(preview, 'deleteMessages', { chat_id: chat.id, message_ids: [99_998, 99_999] })).toBe('ok');
  });

  test('an edit of what the user deleted finds nothing', async () => {
    const { message_id } = await sent();
    chat.delete(message_id);
    expect(await refusalOf(preview, 'editMessageText', { chat_id: chat.id, message_id, text: 'x' })).toBe('400 Bad Request: message to edit not found');
  });
});

describe('setMessageReaction and sendChatAction', () => {
  test.each<[object, string]>([
    [{ reaction: [{ type: 'emoji', emoji: '👀' }] }, 'ok'],
    [{ reaction: [] }, 'ok'],
    [{ reaction: [{ type: 'emoji', emoji: '🦖' }] }, '400 Bad Request: REACTION_INVALID'],
    [
      {
        reaction: [
          { type: 'emoji', emoji: '👀' },
          { type: 'emoji', emoji: '👍' },
        ],
      },
      '400 Bad Request: REACTIONS_TOO_MANY',
    ],
    [{ reaction: [{ type: 'emoji', emoji: '👀' }], message_id: 99_999 }, '400 Bad Request: message to react not found'],
  ])('%j', async (values, expected) => {
    const { message_id } = chat.send('x');
    chat.skip();
    expect(await refusalOf(preview, 'setMessageReaction', { chat_id: chat.id, message_id, ...values })).toBe(expected);
    if (expected === 'ok') expect(await chat.nextReaction()).toMatchObject({ message: message_id, ...values });
  });

  test('actions are known ones', async () => {
    expect(await refusalOf(preview, 'sendChatAction', { chat_id: chat.id, action: 'typing' })).toBe('ok');
    expect(await chat.nextAction()).toBe('typing');
    expect(await refusalOf(preview, 'sendChatAction', { chat_id: chat.id, action: 'thinking' })).toBe('400 Bad Request: wrong parameter action in request');
  });
});
