import type { Message } from 'grammy/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPreview, type ChatDoor, type Preview } from '../../../../bot/preview/index.js';
import { refusalOf, resultOf } from '../../../support/telegram.js';

const now = 1_700_000_000_000;
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

  test('an edit of what the user deleted finds nothing', async () => {
    const { message_id } = await sent();
    chat.delete(message_id);
    expect(await refusalOf(preview, 'editMessageText', { chat_id: chat.id, message_id, text: 'x' })).toBe('400 Bad Request: message to edit not found');
  });
});
