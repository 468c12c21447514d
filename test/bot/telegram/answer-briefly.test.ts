import { expect, test } from 'vitest';
import { turnAway } from '../../../bot/receiving/course.js';
import { offlineBot, textUpdate, type OfflineBot } from '../../support/offline-bot.js';

const MEMBER = 5;
const from = { id: MEMBER, is_bot: false, first_name: 'A', language_code: 'fr' };
const press = (data = 'sources.0'): object => ({
  callback_query: { id: '1', from, chat_instance: 'c', data, message: textUpdate('x', { from: MEMBER }).message },
});
const inline = (query = 'cellules fouillées'): object => ({ inline_query: { id: '1', from, query, offset: '' } });

const tooLate = { ok: false, error_code: 400, description: 'Bad Request: query is too old and response timeout expired or query ID is invalid' };
const wrong = { ok: false, error_code: 400, description: 'Bad Request: RESULT_ID_DUPLICATE' };

/** Lets answers to presses and inline questions be refused, then hands the update in. @returns what was tried, and the errors in the log */
async function refused(offline: OfflineBot, update: object, refusal: object): Promise<{ tried: number; errors: number }> {
  offline.respond = ({ method }) => (method.startsWith('answer') ? refusal : undefined);
  await offline.handle(update);
  return {
    tried: offline.calls.filter(({ method }) => method.startsWith('answer')).length,
    errors: offline.log.filter((line) => line.includes('"level":"error"')).length,
  };
}

test.each([
  ['a press', press()],
  ['an inline question', inline()],
  ['a short inline question', inline('a')],
  ['an inline question without words', inline('????')],
])('%s that comes too late to be answered is no failure; any other refusal is', async (_what, update) => {
  expect(await refused(offlineBot(), update, tooLate)).toEqual({ tried: 1, errors: 0 });
  expect(await refused(offlineBot(), update, wrong)).toMatchObject({ errors: 1 });
});

test.each([
  ['a press', press()],
  ['an inline question', inline()],
])('nor is %s of a stranger, of a flood, of one turned away', async (_what, update) => {
  expect(await refused(offlineBot({ allowed: [9] }), update, tooLate)).toEqual({ tried: 1, errors: 0 });

  const flooded = offlineBot();
  for (let index = 0; index < 41; index += 1) await flooded.handle(textUpdate('/language', { from: MEMBER }));
  expect(await refused(flooded, update, tooLate)).toEqual({ tried: 1, errors: 0 });

  const busy = offlineBot();
  const given = { update_id: 1, ...update };
  turnAway(given, 'busy');
  busy.respond = () => tooLate;
  await busy.bot.handleUpdate(given);
  expect(busy.calls).toHaveLength(1);
  expect(busy.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});

test('nor is a press in a group that a restricted dossier does not answer there', async () => {
  const update = {
    callback_query: { id: '1', from, chat_instance: 'c', data: 'sources.0', message: textUpdate('x', { from: MEMBER, chat: -5, type: 'group' }).message },
  };
  expect(await refused(offlineBot({ allowed: [MEMBER] }), update, tooLate)).toEqual({ tried: 1, errors: 0 });
});
