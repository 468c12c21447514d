import { Api } from 'grammy';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { COMMANDS, setCommandMenus } from '../../bot/commands.js';
import { createLog } from '../../bot/log.js';
import { startRig, type BotRig } from '../support/bot-rig.js';

let rig: BotRig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(async () => {
  await rig.close();
});

test('the menus of commands are set for each place in both languages', async () => {
  const api = new Api(rig.preview.token, { apiRoot: rig.preview.apiRoot });
  await setCommandMenus(api, new Set([1001]), createLog('silent'));
  const privates = await api.getMyCommands({ scope: { type: 'all_private_chats' }, language_code: 'fr' });
  expect(privates[1]).toEqual({ command: 'sources', description: 'Les documents du dossier' });
  expect((await api.getMyCommands({ scope: { type: 'all_group_chats' } })).map(({ command }) => command)).toContain('private');
  expect((await api.getMyCommands({ scope: { type: 'chat', chat_id: 1001 }, language_code: 'en' })).map(({ command }) => command)).toContain('reindex');
  expect(privates.map(({ command }) => command)).not.toContain('admin');
});

test('/help lists what the menu does, in its words', async () => {
  const chat = rig.door.private();
  chat.send('/help');
  const lines = (await chat.nextMessage()).text!.split('\n');
  expect(lines).toContain('/sources – Les documents du dossier');
  expect(lines.flatMap((line) => /^\/(\w+) – /.exec(line)?.[1] ?? [])).toEqual(COMMANDS.private.slice(1));
});
