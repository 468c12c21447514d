import { describe, expect, test } from 'vitest';
import { offlineBot, textUpdate, type OfflineBot } from '../../support/offline-bot.js';

const MEMBER = 5;
const inGroup = { from: MEMBER, chat: -5, type: 'supergroup' };
const question = 'Combien de cellules fouillées ?';

async function peopleOf({ memory }: OfflineBot): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of memory.people.readAllKeys!()) keys.push(key);
  return keys;
}

describe('a group’s own talk, when the bot gets all of it', () => {
  test.each(['message', 'edited_message', 'channel_post', 'edited_channel_post'])('keeps nothing of who speaks, and is not answered: %s', async (kind) => {
    const offline = offlineBot();
    for (const text of [question, '/sources@another_bot', '@someone cellules']) await offline.handle({ [kind]: textUpdate(text, inGroup).message });
    await offline.handle({ [kind]: { ...textUpdate('', inGroup).message, new_chat_members: [{ id: 6, is_bot: false, first_name: 'B' }] } });
    expect(await peopleOf(offline)).toEqual([]);
    expect(offline.calls).toEqual([]);
  });

  test('takes nothing of what a person may ask in a minute', async () => {
    const offline = offlineBot();
    for (let index = 0; index < 50; index += 1) await offline.handle(textUpdate('on mange où ?', inGroup));
    await offline.handle(textUpdate(`/ask ${question}`, inGroup));
    expect(offline.dossier.asked).toHaveLength(1);
  });

  test('gets no line about a failure', async () => {
    const offline = offlineBot();
    offline.memory.people.write = () => Promise.reject(new Error('no room'));
    await offline.handle(textUpdate(question, inGroup));
    offline.memory.people.read = () => Promise.reject(new Error('the disk is gone'));
    await offline.handle(textUpdate(question, inGroup));
    expect(offline.calls).toEqual([]);
    // What is meant for the bot does.
    await offline.handle(textUpdate(`/ask ${question}`, inGroup));
    expect(offline.calls.map(({ payload }) => payload['text'])).toEqual([expect.stringMatching(/^Something went wrong/)]);
  });
});

test.each([
  ['a command', textUpdate('/sources', inGroup)],
  ['a command in reply to another’s message', textUpdate('/verify', { ...inGroup, reply_to_message: { message_id: 9, from: { id: 6 }, text: 'x' } })],
  ['its name', textUpdate('@dossier_bot cellules', { ...inGroup, entities: [{ type: 'mention', offset: 0, length: 12 }] })],
  ['a reply to it', textUpdate('et quand ?', { ...inGroup, reply_to_message: { message_id: 9, from: { id: 7_000_000_001 }, text: 'x' } })],
])('in a group %s is answered, and its writer seen', async (_what, update) => {
  const offline = offlineBot();
  await offline.handle(update);
  expect(offline.calls.map(({ method }) => method)).toContain('sendMessage');
  expect(await peopleOf(offline)).toEqual([String(MEMBER)]);
});
