import type { Message } from 'grammy/types';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

test("the bot deletes its own and, in private, the user's; not after 48 hours", async () => {
  const question = chat.send('question');
  const { message_id } = await resultOf<Message>(preview, 'sendMessage', { chat_id: chat.id, text: 'avant' });
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
