import { afterEach, beforeEach, expect, test } from 'vitest';
import { labels, marked, startRig, type BotRig } from '../../support/bot-rig.js';

let rig: BotRig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(async () => {
  await rig.close();
});

test('a question gets the sentence that answers in bold in its blockquote, the figure underlined, then title, date and lines', async () => {
  const chat = rig.door.private();
  chat.send('Combien de cellules ont été fouillées ?');
  const answer = await chat.nextMessage();
  const [first] = marked(answer, 'blockquote');
  const text = rig.dossier.text('prisons.txt')!;
  expect(text).toContain(first);
  expect(marked(answer, 'bold')[0]).toBe('Pendant l’opération, environ 500 cellules ont été fouillées dans 66 prisons.');
  expect(marked(answer, 'underline')[0]).toBe('500');
  expect(answer.text).toContain('1. Opération Prison Break · 20 mai 2025 · ligne 2');
  expect(answer.link_preview_options?.is_disabled).toBe(true);
  expect(labels(answer)[0]).toEqual(['🔎 Contexte', '📄 Fichier', '📋 Citer']);
});
