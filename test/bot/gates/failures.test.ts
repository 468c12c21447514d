import { expect, test } from 'vitest';
import { offlineBot, textUpdate } from '../../support/offline-bot.js';

const ME = 5;
const forbidden = { ok: false, error_code: 403, description: 'Forbidden: bot was kicked from the supergroup chat' };

test.each([
  [ME, true],
  [-100, false],
])('a 403 of chat %i in the private chat of a person says that they blocked the bot: %s', async (chat, isBlocked) => {
  const offline = offlineBot();
  offline.respond = ({ method }) => (method === 'sendMessage' ? forbidden : undefined);
  const ask = offline.dossier.ask.bind(offline.dossier);
  offline.dossier.ask = async (...asked) => {
    await offline.bot.api.sendMessage(chat, 'x');
    return ask(...asked);
  };
  await offline.handle(textUpdate('Combien de cellules fouillées ?', { from: ME }));
  expect((await offline.memory.people.read(String(ME)))?.blocked !== undefined).toBe(isBlocked);
  expect(offline.calls).toHaveLength(2);
});
