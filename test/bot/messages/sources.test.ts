import { expect, test } from 'vitest';
import { speechIn } from '../../../bot/languages.js';
import { MESSAGE_LIMIT, type Message } from '../../../bot/messages/message.js';
import { documentMessage, glanceMessage, outlineMessage, scopeMessage, sourcesMessage } from '../../../bot/messages/sources.js';
import { createFakeDossier } from '../../support/fake-dossier.js';

const french = speechIn('fr');
const hostile = createFakeDossier(
  Object.fromEntries(
    Array.from({ length: 23 }, (_, index) => [
      `${String(index).padStart(2, '0')}-${'n'.repeat(240)}.txt`,
      { title: 'Titre\n sans fin 😀 '.repeat(80), text: Array.from({ length: 60 }, (__, heading) => `# ${'Très long intertitre '.repeat(20)}${heading}\nTexte ${'mot '.repeat(900)}.`).join('\n\n'), date: '2024', source: `https://example.org/${'a'.repeat(500)}` },
    ]),
  ),
);
const sources = { documents: hostile.documents(), unreadable: Array.from({ length: 9 }, (_, index) => ({ file: `mauvais-${index}.pdf`, reason: 'r'.repeat(2000) })), passages: hostile.passageCount() };

function expectSendable({ text, entities, keyboard }: Message): void {
  expect(text.length).toBeGreaterThan(0);
  expect(text.length).toBeLessThanOrEqual(MESSAGE_LIMIT);
  for (const { offset, length } of entities) expect(length > 0 && offset + length <= text.length).toBe(true);
  // Telegram takes 100 buttons a message, 8 a row.
  expect(keyboard.flat().length).toBeLessThanOrEqual(100);
  for (const row of keyboard) expect(row.length).toBeLessThanOrEqual(8);
  for (const one of keyboard.flat()) expect(one.text.trim()).not.toBe('');
}

test('every page can be sent, however long titles, names and reasons are', async () => {
  for (let page = 0; page < 8; page += 1) expectSendable(sourcesMessage(sources, page, french));
  const [document] = hostile.documents();
  for (let page = 0; page < 4; page += 1) expectSendable(outlineMessage(document!, page, french));
  expectSendable(documentMessage(document!, 0, french));
  for (let page = 0; page < 4; page += 1) expectSendable(scopeMessage(hostile.documents(), [document!.file], page, french));
  const { passages } = await hostile.ask('mot', { top: 4 });
  expectSendable(glanceMessage(passages.map((extract) => ({ document: document!, extract })), 0, 6, french));
});

test('documents come first, then what could not be read, with its reason', () => {
  const dossier = createFakeDossier({ 'a.txt': { text: 'Un mot.', title: 'Premier', date: '2024-03-01' }, 'b.txt': { text: 'a\n\nb', title: 'Second', pages: [0, 3] } });
  const { text, keyboard } = sourcesMessage({ documents: dossier.documents(), unreadable: [{ file: 'c.pdf', reason: 'chiffré' }], passages: 3 }, 0, french);
  expect(text).toBe(
    '2 documents, 3 passages, un fichier non lu\n\n1. Premier\n1 mars 2024 · 7 caractères · un passage\n\n2. Second\nsans date · 2 pages · 2 passages\n\n⚠️ c.pdf\nNon lu : chiffré',
  );
  expect(keyboard[0]!.map((one) => one.text)).toEqual(['1', '2']);
});

test('an empty dossier has a list too', () => {
  expectSendable(sourcesMessage({ documents: [], unreadable: [], passages: 0 }, 5, french));
  expectSendable(scopeMessage([], [], 3, french));
});
