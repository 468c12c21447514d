import { afterEach, beforeEach, expect, test } from 'vitest';
import { labels, startRig, type BotRig } from '../../support/bot-rig.js';

let rig: BotRig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(async () => {
  await rig.close();
});

test('/start says what the bot does and offers questions that the dossier answers', async () => {
  const chat = rig.door.private();
  rig.door.start(rig.door.person);
  const welcome = await chat.nextMessage();
  expect(welcome.text).toContain('2 documents (6 passages)');
  const [example] = labels(welcome)[0]!;
  chat.press(welcome, example!);
  const answer = await chat.nextMessage();
  expect(answer.text!.startsWith(example!.replace(/…$/, ''))).toBe(true);
  expect(answer.text).not.toContain('Le dossier ne le dit pas');
});

test.each(['p_AAAAAAAAAAAA', 'p_x', 'rien', 'ref_1', 'p_____________'])('the link payload %s, stale or unknown, is no failure', async (payload) => {
  const chat = rig.door.private();
  rig.door.start(rig.door.person, payload);
  expect((await chat.nextMessage()).text).toMatch(payload.length === 14 ? /n’est plus dans le dossier/ : /^Interrogez ce dossier/);
});

test('the language is Telegram’s until one is chosen; the choice is remembered, and can be given back', async () => {
  const user = rig.door.user({ language: 'de' });
  const chat = rig.door.private(user);
  chat.send('/language');
  const menu = await chat.nextMessage();
  expect(labels(menu)).toEqual([['Français', '✓ English'], ['As Telegram']]);
  expect(await chat.press(menu, 'Français').answer()).toMatchObject({ text: 'Je parle maintenant : Français' });
  expect(labels(await chat.nextEdit())).toEqual([['✓ Français', 'English'], ['Comme Telegram']]);
  await rig.restart();
  chat.send('/help');
  expect((await chat.nextMessage()).text).toMatch(/^Comment demander/);
  chat.press(menu, { data: 'language.auto' });
  await chat.nextEdit();
  chat.send('/help');
  expect((await chat.nextMessage()).text).toMatch(/^How to ask/);
  chat.send('/language fr');
  expect((await chat.nextMessage()).text).toMatch(/^Quelle langue/);
});

test('what is not text gets one line, an album too; Telegram’s own lines get none', async () => {
  const chat = rig.door.private();
  const base = { date: 1, chat: chat.chat, from: rig.door.person };
  chat.send('/help');
  await chat.nextMessage();
  const photo = [{ file_id: 'a', file_unique_id: 'a', width: 1, height: 1 }];
  rig.door.push({ message: { ...base, message_id: 801, photo, media_group_id: 'g' } as never });
  rig.door.push({ message: { ...base, message_id: 802, photo, media_group_id: 'g' } as never });
  rig.door.push({ message: { ...base, message_id: 803, pinned_message: { message_id: 1 } } as never });
  rig.door.push({ message: { ...base, message_id: 804, sticker: {} } as never });
  rig.door.push({ message: { ...base, message_id: 805, voice: {} } as never });
  rig.door.push({ message: { ...base, message_id: 806, location: {}, forward_origin: { type: 'hidden_user', sender_user_name: 'x', date: 1 } } as never });
  chat.send('/help');
  const texts: string[] = [];
  for (let text = ''; !text.startsWith('Comment demander');) texts.push((text = (await chat.nextMessage()).text ?? ''));
  expect(texts.slice(0, -1)).toEqual(Array.from({ length: 4 }, () => 'Je ne lis que les messages écrits : posez votre question par écrit.'));
});

test('a document from someone who is no admin is not taken', async () => {
  const chat = rig.door.private();
  chat.sendFile({ name: 'a.txt', bytes: Buffer.from('x') });
  expect((await chat.nextMessage()).text).toMatch(/^Seuls les administrateurs/);
  expect(rig.door.count('getFile')).toBe(0);
});

test('blocking and coming back are noted', async () => {
  const chat = rig.door.private();
  chat.send('/help');
  await chat.nextMessage();
  rig.door.block(rig.door.person);
  await expect.poll(async () => (await rig.memory.people.read('1001'))?.blocked).toBeDefined();
  rig.door.unblock(rig.door.person);
  await expect.poll(async () => (await rig.memory.people.read('1001'))?.blocked).toBeUndefined();
});
