import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPreview, type Preview } from '../../../../bot/preview/index.js';
import { refusalOf, resultOf } from '../../../support/telegram.js';

let preview: Preview;
beforeAll(async () => {
  preview = await startPreview();
});
afterAll(() => preview.close());

test('members are what they are, and strangers have left', async () => {
  const { door } = preview;
  const [owner, member, stranger] = [door.user(), door.user(), door.user()];
  const group = door.group({ title: 'Rédaction', members: [owner, member], bot: 'administrator' });
  const status = async (id: number) => (await resultOf<{ status: string }>(preview, 'getChatMember', { chat_id: group.id, user_id: id })).status;
  expect([await status(owner.id), await status(member.id), await status(stranger.id), await status(door.bot.id)]).toEqual([
    'creator',
    'member',
    'left',
    'administrator',
  ]);
  door.setMember(group, member, 'kicked');
  expect(await status(member.id)).toBe('kicked');
  expect(await resultOf(preview, 'getChatMemberCount', { chat_id: group.id })).toBe(2);
  expect(await resultOf(preview, 'getChatAdministrators', { chat_id: group.id })).toEqual([{ user: owner, status: 'creator' }]);
  expect(await refusalOf(preview, 'getChatMember', { chat_id: group.id, user_id: 9 })).toBe('400 Bad Request: PARTICIPANT_ID_INVALID');
  expect(await refusalOf(preview, 'getChatMember', { chat_id: group.id, user_id: 'x' })).toBe('400 Bad Request: invalid user_id specified');
  expect(await resultOf(preview, 'getChat', { chat_id: group.id })).toMatchObject({ id: group.id, title: 'Rédaction', type: 'supergroup' });
  expect(await refusalOf(preview, 'leaveChat', { chat_id: group.id })).toBe('ok');
  expect(await refusalOf(preview, 'getChat', { chat_id: group.id })).toBe('403 Forbidden: bot is not a member of the supergroup chat');
});

test('in a group, privacy mode lets through commands, mentions and replies to the bot only', async () => {
  const { door } = preview;
  const group = door.group({ members: [door.user()] });
  const seen = (send: () => void) => {
    const before = door.unconfirmed().length;
    send();
    return door.unconfirmed().length > before;
  };
  const { message_id } = await resultOf<{ message_id: number }>(preview, 'sendMessage', { chat_id: group.id, text: 'x' });
  const other = group.send('bavardage');
  expect(seen(() => group.send('bavardage'))).toBe(false);
  expect(seen(() => group.send('/help'))).toBe(true);
  expect(seen(() => group.send('/help@another_bot'))).toBe(false);
  expect(seen(() => group.send(`/help@${door.bot.username}`))).toBe(true);
  expect(seen(() => group.send(`@${door.bot.username} combien ?`))).toBe(true);
  expect(seen(() => group.send('merci', { replyTo: message_id }))).toBe(true);
  expect(seen(() => group.send('merci', { replyTo: other.message_id }))).toBe(false);
  group.addBot('administrator');
  expect(seen(() => group.send('bavardage'))).toBe(true);
});

test('the page counts those who are in a group now', async () => {
  const { door, pageUrl } = preview;
  const leaver = door.user();
  const group = door.group({ members: [door.person, leaver] });
  door.setMember(group, leaver, 'left');
  const { chats } = (await (await fetch(`${pageUrl}page/state`)).json()) as { chats: { chat: { id: number }; members: number }[] };
  expect(chats.find(({ chat }) => chat.id === group.id)?.members).toBe(2);
});

test('actions are known ones', async () => {
  const chat = preview.door.private();
  chat.send('x');
  expect(await refusalOf(preview, 'sendChatAction', { chat_id: chat.id, action: 'typing' })).toBe('ok');
  expect(await chat.nextAction()).toBe('typing');
  expect(await refusalOf(preview, 'sendChatAction', { chat_id: chat.id, action: 'thinking' })).toBe('400 Bad Request: wrong parameter action in request');
});
