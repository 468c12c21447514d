import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPreview, type ChatDoor, type Preview } from '../../../../bot/preview/index.js';
import { refusalOf } from '../../../support/telegram.js';

let preview: Preview;
let chat: ChatDoor;
beforeAll(async () => {
  preview = await startPreview();
  chat = preview.door.private();
});
afterAll(() => preview.close());

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
