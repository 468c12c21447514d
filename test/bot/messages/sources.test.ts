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
      {
        title: 'Titre\n sans fin 😀 '.repeat(80),
        text: Array.from({ length: 60 }, (__, heading) => `# ${'Très long intertitre '.repeat(20)}${heading}\nTexte ${'mot '.repeat(900)}.`).join('\n\n'),
        date: '2024',
        source: `https://example.org/${'a'.repeat(500)}`,
      },
    ]),
  ),
);
const sources = {
  documents: hostile.documents(),
  unreadable: Array.from({ length: 9 }, (_, index) => ({ file: `mauvais-${index}.pdf`, reason: { code: 'reader-failed', detail: 'r'.repeat(2000) } as const })),
  passages: hostile.passageCount(),
};

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
  expectSendable(glanceMessage({ items: passages.map((extract) => ({ document: document!, extract })), page: 0, pages: 6 }, french));
});

test('a document says where its title, author, date and link were read, its other names, and words read with uncertainty', () => {
  const [document] = createFakeDossier({ 'a.pdf': { text: 'Un mot.', title: 'Premier', date: '2024-03-01', source: 'https://example.org/a' } }).documents();
  const names = Array.from({ length: 7 }, (_, at) => `copie ${at}.pdf`);
  const { text } = documentMessage(
    { ...document!, titleFrom: 'dossier.json', author: 'Zoé L.', authorFrom: 'file', dateFrom: 'text', linkFrom: 'file', names, uncertainWords: 3 },
    0,
    french,
  );
  expect(text).toContain('Titre d’après dossier.json\n');
  expect(text).toContain('Auteur : Zoé L. (d’après les données du fichier)\n');
  expect(text).toContain('(d’après le texte)\n');
  expect(text).toContain('https://example.org/a (les données du fichier)');
  expect(text).toContain('Aussi sous 7 autres noms : copie 0.pdf, copie 1.pdf, copie 2.pdf, copie 3.pdf, copie 4.pdf…\n');
  expect(text).toContain('3 mots lus avec incertitude\n');
  expect(documentMessage({ ...document!, names: ['b.pdf'] }, 0, speechIn('en')).text).toContain('Also under the name: b.pdf\n');
  expect(documentMessage(document!, 0, french).text).not.toMatch(/Aussi|Auteur|incertitude/u);
});

test('documents come first, then what could not be read, with its reason', () => {
  const dossier = createFakeDossier({
    'a.txt': { text: 'Un mot.', title: 'Premier', date: '2024-03-01' },
    'b.txt': { text: 'a\n\nb', title: 'Second', pages: [0, 3] },
  });
  const { text, keyboard } = sourcesMessage(
    { documents: dossier.documents(), unreadable: [{ file: 'c.pdf', reason: { code: 'encrypted' } }], passages: 3 },
    0,
    french,
  );
  expect(text).toBe(
    '2 documents, 3 passages, un fichier non lu\n\n1. Premier\n1 mars 2024 · 7 caractères · un passage\n\n2. Second\nsans date · 2 pages · 2 passages\n\n⚠️ c.pdf\nNon lu : protégé par un mot de passe ; enregistrez-le sans',
  );
  expect(keyboard[0]!.map((one) => one.text)).toEqual(['1', '2']);
});

test('an empty dossier has a list too', () => {
  expectSendable(sourcesMessage({ documents: [], unreadable: [], passages: 0 }, 5, french));
  expectSendable(scopeMessage([], [], 3, french));
});
