import { afterEach, beforeEach, expect, test } from 'vitest';
import { marked, startRig, type BotRig } from '../../support/bot-rig.js';

let rig: BotRig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(async () => {
  await rig.close();
});

test('a question in any chat gives cited excerpts; the one chosen is posted with its citation and a way into the context', async () => {
  const inline = rig.door.inline(rig.door.person, 'combien de cellules fouillées');
  const { results, personal, cached } = await inline.answer();
  expect([personal, cached]).toEqual([true, false]);
  expect(results[0]).toMatchObject({
    type: 'article',
    title: 'Pendant l’opération, environ 500 cellules ont été fouillées dans 66 prisons.',
    description: 'Opération Prison Break · ligne 2',
  });
  const posted = inline.choose(results[0]!.id);
  expect(marked(posted, 'blockquote')).toEqual(['Pendant l’opération, environ 500 cellules ont été fouillées dans 66 prisons.']);
  expect(posted.text).toContain('Opération Prison Break · 20 mai 2025 · ligne 2');
  const link = posted.reply_markup?.inline_keyboard[0]?.[0];
  expect(link).toMatchObject({ url: `https://t.me/dossier_preview_bot?start=p_${results[0]!.id}` });

  // The link opens the passage in its context, in private.
  const chat = rig.door.private();
  rig.door.start(rig.door.person, `p_${results[0]!.id}`);
  const opened = await chat.nextMessage();
  expect(marked(opened, 'blockquote')[0]).toContain('Le bilan reste provisoire.');
  expect(marked(opened, 'blockquote')[0]).toContain('127 téléphones');
});

test('an excerpt posted into the chat with the bot is no question', async () => {
  const inline = rig.door.inline(rig.door.person, 'combien de cellules fouillées');
  const { results } = await inline.answer();
  inline.choose(results[0]!.id);
  const chat = rig.door.private();
  chat.send('/help');
  expect((await chat.nextMessage()).text).toMatch(/^Comment demander/);
  expect(rig.dossier.asked).toHaveLength(1);
});

test.each(['', 'a', '  ', '???', '😀😀😀'])('%j: a hint instead of results', async (query) => {
  const { results, button } = await rig.door.inline(rig.door.person, query).answer();
  expect(results).toEqual([]);
  expect(button?.text).toBe('Écrivez une question sur le dossier');
});

test('what the dossier does not say is not offered', async () => {
  const { results, button } = await rig.door.inline(rig.door.person, 'tarte aux pommes').answer();
  expect(results).toEqual([]);
  expect(button).toMatchObject({ text: 'Le dossier ne le dit pas', start_parameter: 'hello' });
});

test('of a restricted dossier Telegram keeps nothing', async () => {
  await rig.close();
  rig = await startRig({ allowed: [1001] });
  await rig.door.inline(rig.door.person, 'combien de cellules fouillées').answer();
  expect(rig.door.calls('answerInlineQuery').at(-1)?.values).toMatchObject({ is_personal: true, cache_time: 0 });
});
