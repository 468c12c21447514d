import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPreview, type Preview } from '../../../../bot/preview/index.js';
import { refusalOf, resultOf } from '../../../support/telegram.js';

let preview: Preview;
beforeAll(async () => {
  preview = await startPreview({ botName: 'Dossier', botUsername: 'dossier_bot' });
});
afterAll(() => preview.close());

const command = (name: string, description = 'x') => ({ command: name, description });

/** The commands that the page shows in a chat. */
async function shown(chatId: number): Promise<string[]> {
  const state = (await (await fetch(`${preview.pageUrl}page/state`)).json()) as { chats: { chat: { id: number }; commands: { command: string }[] }[] };
  return state.chats.find(({ chat }) => chat.id === chatId)!.commands.map((one) => one.command);
}

describe('setMyCommands', () => {
  test.each<[string, object, string]>([
    ['a good name', { commands: [command('start_2')] }, 'ok'],
    ['a capital', { commands: [command('Start')] }, '400 Bad Request: BOT_COMMAND_INVALID'],
    ['33 characters', { commands: [command('a'.repeat(33))] }, '400 Bad Request: BOT_COMMAND_INVALID'],
    ['no description', { commands: [command('a', '')] }, '400 Bad Request: BOT_COMMAND_DESCRIPTION_INVALID'],
    ['257 characters of description', { commands: [command('a', 'x'.repeat(257))] }, '400 Bad Request: BOT_COMMAND_DESCRIPTION_INVALID'],
    ['101 commands', { commands: Array.from({ length: 101 }, (_, index) => command(`c${index}`)) }, '400 Bad Request: BOT_COMMANDS_TOO_MUCH'],
    ['a language of three letters', { commands: [], language_code: 'fra' }, '400 Bad Request: invalid language code specified'],
    ['an unknown scope', { commands: [], scope: { type: 'everyone' } }, "400 Bad Request: can't parse BotCommandScope: Unsupported type specified"],
    ['a scope of an unknown chat', { commands: [], scope: { type: 'chat', chat_id: 5 } }, '400 Bad Request: chat not found'],
  ])('%s', async (_what, values, expected) => {
    expect(await refusalOf(preview, 'setMyCommands', values)).toBe(expected);
  });

  test("the narrowest scope wins, in the user's language before the others", async () => {
    const set = (name: string, more: object) => resultOf(preview, 'setMyCommands', { commands: [command(name)], ...more });
    const group = preview.door.demoGroup.id;
    await set('default', {});
    expect([await shown(1001), await shown(group)]).toEqual([['default'], ['default']]);
    await set('default_fr', { language_code: 'fr' });
    await set('groups', { scope: { type: 'all_group_chats' } });
    expect([await shown(1001), await shown(group)]).toEqual([['default_fr'], ['groups']]);
    preview.door.setLanguage(preview.door.person, 'en');
    expect(await shown(1001)).toEqual(['default']);
    await set('administrators', { scope: { type: 'all_chat_administrators' } });
    expect(await shown(group)).toEqual(['administrators']);
    await set('mine', { scope: { type: 'chat', chat_id: 1001 } });
    expect(await shown(1001)).toEqual(['mine']);
    expect(await resultOf(preview, 'getMyCommands', { scope: { type: 'chat', chat_id: 1001 } })).toEqual([command('mine')]);
    await resultOf(preview, 'deleteMyCommands', { scope: { type: 'chat', chat_id: 1001 } });
    expect(await shown(1001)).toEqual(['default']);
  });
});

test('names and descriptions by language, within their lengths', async () => {
  expect(await refusalOf(preview, 'setMyDescription', { description: 'x'.repeat(513) })).toBe('400 Bad Request: BOT_DESCRIPTION_INVALID');
  expect(await refusalOf(preview, 'setMyShortDescription', { short_description: 'x'.repeat(121) })).toBe('400 Bad Request: BOT_ABOUT_INVALID');
  expect(await refusalOf(preview, 'setMyName', { name: 'x'.repeat(65) })).toBe('400 Bad Request: BOT_TITLE_INVALID');
  await resultOf(preview, 'setMyDescription', { description: 'Interroge un dossier', language_code: 'fr' });
  await resultOf(preview, 'setMyDescription', { description: 'Asks a dossier' });
  expect(await resultOf(preview, 'getMyDescription', { language_code: 'fr' })).toEqual({ description: 'Interroge un dossier' });
  expect(await resultOf(preview, 'getMyDescription', { language_code: 'de' })).toEqual({ description: 'Asks a dossier' });
  expect(await resultOf(preview, 'getMyName')).toEqual({ name: 'Dossier' });
});

test('getMe tells what BotFather would', async () => {
  expect(await resultOf(preview, 'getMe')).toMatchObject({
    id: 7_000_000_001,
    is_bot: true,
    username: 'dossier_bot',
    supports_inline_queries: true,
    can_read_all_group_messages: false,
  });
});

test('methods are found in any case; unknown ones and wrong tokens are refused as Telegram does', async () => {
  expect(await refusalOf(preview, 'GETME')).toBe('ok');
  expect(await refusalOf(preview, 'getYou')).toBe('404 Not Found: method not found');
  const wrong = await fetch(`${preview.apiRoot}/bot7000000001:wrong/getMe`);
  expect([wrong.status, await wrong.json()]).toEqual([401, { ok: false, error_code: 401, description: 'Unauthorized' }]);
});
