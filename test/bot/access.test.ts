import { API_CONSTANTS } from 'grammy';
import { describe, expect, test } from 'vitest';
import { callbackData } from '../../bot/callback-data.js';
import { offlineBot, textUpdate, type OfflineBot } from '../support/offline-bot.js';

const STRANGER = 666;
const MEMBER = 5;

/** Everything that any update may hold, so that one shape serves every kind: what a handler looks for, it finds. */
function update(kind: string, text: string, chatType: string, data: string): object {
  const from = { id: STRANGER, is_bot: false, first_name: 'Mallory', language_code: 'fr' };
  const chat = { id: chatType === 'private' ? STRANGER : -100, type: chatType, title: 'G', first_name: 'M' };
  const command = /^\/\w+/.exec(text)?.[0];
  const message = {
    message_id: 3, date: 1, from, chat, text, caption: text,
    document: { file_id: 'F', file_unique_id: 'f', file_name: 'a.txt', file_size: 10 },
    entities: [...(command === undefined ? [] : [{ type: 'bot_command', offset: 0, length: command.length }]), { type: 'mention', offset: text.length - 12, length: 12 }],
  };
  return {
    [kind]: {
      ...message, id: '1', query: text, offset: '', data, chat_instance: 'x', message, inline_message_id: undefined, result_id: 'r', user: from, actor_chat: chat, option_ids: [0],
      old_chat_member: { status: 'member', user: from }, new_chat_member: { status: 'kicked', user: from },
    },
  };
}

/** Words of the dossier that no stranger may see. */
const SECRETS = /cellules|téléphones|Prison Break|drones|Marseille|120|prisons\.txt|loi\.txt|2 documents|6 passages/;

function expectNothingOfTheDossier(offline: OfflineBot): void {
  expect(offline.dossier.asked).toEqual([]);
  expect(JSON.stringify(offline.calls)).not.toMatch(SECRETS);
}

describe('a stranger gets at most one polite line and nothing of the dossier', () => {
  const texts = ['Combien ? @dossier_bot', '/start @dossier_bot', '/sources @dossier_bot', '/in @dossier_bot', '/ask fouille @dossier_bot', '/help @dossier_bot', '/admin @dossier_bot', '/status @dossier_bot', '/feedback @dossier_bot', '/start p_AAAAAAAAAAAA @dossier_bot'];
  const presses = [callbackData('sources', { page: 0 }), callbackData('glance', { page: 0 }), callbackData('admin', { show: 'status' }), callbackData('menu', { page: 0 }), 'x'];

  test.each(API_CONSTANTS.ALL_UPDATE_TYPES)('%s', async (kind) => {
    for (const [index, text] of texts.entries()) {
      for (const chatType of ['private', 'group', 'supergroup', 'channel']) {
        const offline = offlineBot({ allowed: [MEMBER] });
        await offline.handle(update(kind, text, chatType, presses[index % presses.length]!));
        expectNothingOfTheDossier(offline);
        expect(offline.calls.length).toBeLessThanOrEqual(1);
        expect(await offline.memory.answers.read('x')).toBeUndefined();
        expect(offline.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
      }
    }
  });
});

test('the line holds the stranger’s number, to pass on', async () => {
  const offline = offlineBot({ allowed: [MEMBER] });
  await offline.handle(textUpdate('Combien de cellules ?', { from: STRANGER }));
  expect(offline.calls.map(({ method, payload }) => [method, payload['text']])).toEqual([['sendMessage', 'Désolé, ce dossier n’est pas public. Si vous devez y avoir accès, envoyez ce numéro à son responsable : 666']]);
});

test('a stranger’s inline question gets no result, a button with the number, and nothing kept by Telegram', async () => {
  const offline = offlineBot({ allowed: [MEMBER] });
  await offline.handle({ inline_query: { id: '1', from: { id: STRANGER, is_bot: false, first_name: 'M' }, query: 'cellules fouillées', offset: '' } });
  expect(offline.calls).toEqual([{ method: 'answerInlineQuery', payload: { inline_query_id: '1', results: [], cache_time: 0, is_personal: true, button: { text: 'Not public – your id: 666', start_parameter: 'access' } } }]);
});

test('a stranger’s press gets an alert', async () => {
  const offline = offlineBot({ allowed: [MEMBER] });
  await offline.handle({ callback_query: { id: '1', from: { id: STRANGER, is_bot: false, first_name: 'M' }, chat_instance: 'c', data: 'sources.0', message: textUpdate('x', { from: MEMBER, chat: -5, type: 'group' }).message } });
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
  for (const [options, from] of [[{ allowed: [MEMBER] }, MEMBER], [{ allowed: [MEMBER], admins: [9] }, 9], [{}, STRANGER]] as const) {
    const offline = offlineBot(options);
    await offline.handle(textUpdate('Combien de cellules fouillées ?', { from }));
    expect(offline.dossier.asked).toHaveLength(1);
  }
});

test('in groups a restricted dossier is shown in private only, whatever a member asks', async () => {
  for (const text of ['/sources', '/in', '/start', '/start p_AAAAAAAAAAAA', '/status', 'Combien de cellules @dossier_bot', '/ask combien de cellules']) {
    const offline = offlineBot({ allowed: [MEMBER], admins: [MEMBER] });
    await offline.handle(textUpdate(text, { from: MEMBER, chat: -5, type: 'group', ...(text.includes('@') && { entities: [{ type: 'mention', offset: text.indexOf('@'), length: 12 }] }) }));
    const toGroup = offline.calls.filter(({ payload }) => payload['chat_id'] === -5);
    expect(toGroup).toHaveLength(1);
    expect(JSON.stringify(toGroup)).not.toMatch(SECRETS);
  }
});
