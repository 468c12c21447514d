import { describe, expect, test } from 'vitest';
import { documentKey } from '../../../bot/document-key.js';
import { speechIn } from '../../../bot/speech.js';
import { MESSAGE_LIMIT, type Message } from '../../../bot/messages/message.js';
import { documentMessage, glanceMessage, outlineMessage, scopeMessage, sourcesMessage } from '../../../bot/messages/sources.js';
import type { DocumentSummary } from '../../../retrieval/dossier.js';
import { asRead, buttonsAsRead } from '../../support/as-read.js';
import { citationIn } from '../../support/citation-in.js';
import { createFakeDossier } from '../../support/fake-dossier.js';

const french = speechIn('fr');
const english = speechIn('en');
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
  expect(documentMessage({ ...document!, names: ['b.pdf'] }, 0, english).text).toContain('Also under the name: b.pdf\n');
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
    '2 documents, 3 passages, un fichier non lu\n\n1. Premier\n1er mars 2024 · 7 caractères · un passage\n\n2. Second\nsans date · 2 pages · 2 passages\n\n⚠️ c.pdf\nNon lu : protégé par un mot de passe ; enregistrez-le sans',
  );
  expect(keyboard[0]!.map((one) => one.text)).toEqual(['1', '2']);
});

test('an empty dossier has a list too', () => {
  expectSendable(sourcesMessage({ documents: [], unreadable: [], passages: 0 }, 5, french));
  expectSendable(scopeMessage([], [], 3, french));
});

describe('the list of documents, in English and by pages', () => {
  const many = createFakeDossier(
    Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`${String(at).padStart(2, '0')}.txt`, { text: 'Un.', title: `Titre ${at}` }])),
  );
  const documents = many.documents();
  const keys = documents.map(({ file }) => documentKey(file));
  const list = (count: number, unreadable: number, page: number, speech = french): Message =>
    sourcesMessage(
      {
        documents: documents.slice(0, count),
        unreadable: Array.from({ length: unreadable }, (_, at) => ({ file: `${at}.gif`, reason: { code: 'empty' } as const })),
        passages: count,
      },
      page,
      speech,
    );

  test('one document, one page', () => {
    const [own] = createFakeDossier({ 'a.pdf': { text: 'Un.\n\nDeux.', title: 'Title', pages: [0] } }).documents();
    const one = sourcesMessage({ documents: [own!], unreadable: [], passages: 2 }, 0, english);
    expect(asRead(one)).toBe('<b>One document, 2 passages</b>\n\n1. <b>Title</b>\nno date · one page · 2 passages');
    expect(buttonsAsRead(one)).toEqual([[`1 → document.${documentKey('a.pdf')}.0`], ['What is in it → glance.0', 'Choose documents → menu.0']]);
  });

  test('five entries a page, documents first; numbers go on from page to page', () => {
    expect(buttonsAsRead(list(5, 0, 0))).toEqual([
      [0, 1, 2, 3, 4].map((at) => `${at + 1} → document.${keys[at]!}.0`),
      ['Ce qu’il contient → glance.0', 'Choisir des documents → menu.0'],
    ]);
    const pages = [0, 1, 2].map((page) => list(12, 1, page));
    expect(pages.map(({ text }) => text.split('\n').filter((line) => /^(?:\d+\.|⚠️) /.test(line)))).toEqual([
      ['1. Titre 0', '2. Titre 1', '3. Titre 2', '4. Titre 3', '5. Titre 4'],
      ['6. Titre 5', '7. Titre 6', '8. Titre 7', '9. Titre 8', '10. Titre 9'],
      ['11. Titre 10', '12. Titre 11', '⚠️ 0.gif'],
    ]);
    for (const { text } of pages) expect(text.split('\n')[0]).toBe('12 documents, 12 passages, un fichier non lu');
    const glance = ['Ce qu’il contient → glance.0', 'Choisir des documents → menu.0'];
    expect(pages.map(buttonsAsRead)).toEqual([
      [[0, 1, 2, 3, 4].map((at) => `${at + 1} → document.${keys[at]!}.0`), ['1/3 → none', '› → sources.1'], glance],
      [[5, 6, 7, 8, 9].map((at) => `${at + 1} → document.${keys[at]!}.1`), ['‹ → sources.0', '2/3 → none', '› → sources.2'], glance],
      [[10, 11].map((at) => `${at + 1} → document.${keys[at]!}.2`), ['‹ → sources.1', '3/3 → none'], glance],
    ]);
    expect(list(12, 1, 9)).toEqual(pages[2]);
  });

  test('nothing but files that could not be read: no document to open, to glance at or to choose', () => {
    const page = list(0, 2, 0, english);
    expect(asRead(page)).toBe(
      '<b>0 documents, 0 passages, 2 files not read</b>\n\n' +
        '⚠️ <b>0.gif</b>\nNot read: text expected, found an empty file; there is nothing to search in it\n\n⚠️ <b>1.gif</b>\nNot read: text expected, found an empty file; there is nothing to search in it',
    );
    expect(page.keyboard).toEqual([]);
    expect(buttonsAsRead(list(0, 6, 1))).toEqual([['‹ → sources.0', '2/2 → none']]);
  });

  test('names of files are cut at 100 characters, reasons at 300', () => {
    const said = (file: string, detail: string): string[] =>
      asRead(sourcesMessage({ documents: [], unreadable: [{ file, reason: { code: 'cannot-open', detail } }], passages: 0 }, 0, english))
        .split('\n')
        .slice(2);
    const around = 'cannot be opened (); check that it is there and its permissions'.length;
    expect(said('f'.repeat(100), 'd'.repeat(300 - around))).toEqual([
      `⚠️ <b>${'f'.repeat(100)}</b>`,
      `Not read: cannot be opened (${'d'.repeat(300 - around)}); check that it is there and its permissions`,
    ]);
    expect(said('f'.repeat(101), 'd'.repeat(301 - around))).toEqual([
      `⚠️ <b>${'f'.repeat(99)}…</b>`,
      `Not read: cannot be opened (${'d'.repeat(301 - around)}); check that it is there and its permissio…`,
    ]);
  });
});

describe('one document', () => {
  const [plain] = createFakeDossier({ 'a.txt': 'Un mot.' }).documents();
  const key = documentKey('a.txt');

  test('of which little is known', () => {
    expect(asRead(documentMessage(plain!, 0, french))).toBe(
      '<b>Un mot.</b>\nFichier : a.txt\nTitre d’après le texte\nsans date\n7 caractères · un passage\nLu, couvert par la recherche',
    );
    expect(asRead(documentMessage(plain!, 0, english))).toBe(
      '<b>Un mot.</b>\nFile: a.txt\nTitle from the text\nno date\n7 characters · one passage\nRead and searched',
    );
    expect(buttonsAsRead(documentMessage(plain!, 3, french))).toEqual([
      [`📄 Fichier → sendfile.${key}`],
      [`Chercher dans ce seul document → only.${key}`],
      ['‹ Retour → sources.3'],
    ]);
  });

  const whole: DocumentSummary = {
    ...plain!,
    title: 'Rapport',
    titleFrom: 'name',
    author: 'Zoé L.',
    authorFrom: 'file',
    date: '2024-03-02',
    dateFrom: 'dossier.json',
    link: 'https://example.org/a',
    linkFrom: 'dossier.json',
    pages: 3,
    passages: 4,
    names: ['copie.txt'],
    uncertainWords: 1,
    outline: [{ start: 0, end: 2, level: 1, text: 'Un', line: 1 }],
  };

  test('of which everything is known', () => {
    expect(asRead(documentMessage(whole, 0, french)).split('\n')).toEqual([
      '<b>Rapport</b>',
      'Fichier : a.txt',
      'Titre d’après le nom du fichier',
      'Date : 2 mars 2024 (d’après dossier.json)',
      'Auteur : Zoé L. (d’après les données du fichier)',
      '3 pages · 4 passages',
      'Un mot lu avec incertitude',
      'Aussi sous le nom : copie.txt',
      'Lu, couvert par la recherche',
      '<a https://example.org/a>https://example.org/a</a> (dossier.json)',
    ]);
    const more = { ...whole, uncertainWords: 2, names: ['b', 'c', 'd', 'e', 'f'] };
    expect(asRead(documentMessage(more, 0, english)).split('\n')).toEqual([
      '<b>Rapport</b>',
      'File: a.txt',
      'Title from the file’s name',
      'Date: 2 March 2024 (from dossier.json)',
      'Author: Zoé L. (from the file’s own data)',
      '3 pages · 4 passages',
      '2 words read with uncertainty',
      'Also under 5 other names: b, c, d, e, f',
      'Read and searched',
      '<a https://example.org/a>https://example.org/a</a> (dossier.json)',
    ]);
    expect(asRead(documentMessage({ ...more, names: [...more.names, 'g'] }, 0, english))).toContain('Also under 6 other names: b, c, d, e, f…\n');
    expect(buttonsAsRead(documentMessage(whole, 2, english))).toEqual([
      [`Outline → outline.${key}.0`, `📄 File → sendfile.${key}`],
      [`Ask only this document → only.${key}`],
      ['‹ Back → sources.2'],
    ]);
  });

  test('a link or a date whose origin is not known', () => {
    expect(asRead(documentMessage({ ...plain!, link: 'https://example.org/a' }, 0, french))).toMatch(
      /\nLu, couvert par la recherche\n<a \S+>https:\/\/example\.org\/a<\/a>$/,
    );
  });

  test('long names, authors and addresses are cut at 100 characters', () => {
    const [most, more] = [100, 101].map((length) =>
      asRead(
        documentMessage(
          { ...whole, file: 'f'.repeat(length), author: 'a'.repeat(length), names: ['n'.repeat(length)], link: `https://e.org/${'l'.repeat(length - 14)}` },
          0,
          english,
        ),
      ),
    );
    for (const letter of ['f', 'a', 'n']) {
      expect(most).toContain(`: ${letter.repeat(100)}`);
      expect(more).toContain(`: ${letter.repeat(99)}…`);
    }
    expect(most).toContain(`>https://e.org/${'l'.repeat(86)}</a>`);
    expect(more).toContain(`<a https://e.org/${'l'.repeat(87)}>https://e.org/${'l'.repeat(85)}…</a>`);
  });
});

describe('the headings of a document', () => {
  const [plain] = createFakeDossier({ 'a.txt': { text: 'Un mot.', title: 'Rapport' } }).documents();
  const key = documentKey('a.txt');
  const outlined = (headings: readonly { readonly text: string; readonly level?: number; readonly line?: number }[], page = 0, speech = french): Message =>
    outlineMessage({ ...plain!, outline: headings.map(({ text, level = 1, line = 1 }) => ({ start: 0, end: 1, text, level, line })) }, page, speech);

  test('with their lines, set in by their level as far as the fifth', () => {
    const levels = [1, 2, 3, 4, 5, 6].map((level) => ({ text: `Niveau\n  ${level}`, level, line: 1000 * level }));
    expect(asRead(outlined(levels)).split('\n')).toEqual([
      '<b>Rapport</b>',
      '',
      '• Niveau 1 (ligne 1000)',
      '\u2003• Niveau 2 (ligne 2000)',
      '\u2003\u2003• Niveau 3 (ligne 3000)',
      '\u2003\u2003\u2003• Niveau 4 (ligne 4000)',
      '\u2003\u2003\u2003\u2003• Niveau 5 (ligne 5000)',
      '\u2003\u2003\u2003\u2003• Niveau 6 (ligne 6000)',
    ]);
    const one = outlined([{ text: 'Title', line: 7 }], 0, english);
    expect(asRead(one)).toBe('<b>Rapport</b>\n\n• Title (line 7)');
    expect(buttonsAsRead(one)).toEqual([[`‹ Back → document.${key}.0`]]);
  });

  test('none', () => {
    expect(asRead(outlined([]))).toBe('<b>Rapport</b>\n\nAucun intertitre trouvé dans ce document.');
    expect(asRead(outlined([], 4, english))).toBe('<b>Rapport</b>\n\nNo headings were found in this document.');
    expect(buttonsAsRead(outlined([], 4))).toEqual([[`‹ Retour → document.${key}.0`]]);
  });

  test('twenty-five a page', () => {
    const headings = (count: number) => Array.from({ length: count }, (_, at) => ({ text: `T${at}` }));
    expect(buttonsAsRead(outlined(headings(25)))).toEqual([[`‹ Retour → document.${key}.0`]]);
    const pages = [0, 1, 2].map((page) => outlined(headings(51), page));
    expect(pages.map(({ text }) => text.match(/T\d+/g)!)).toEqual([
      Array.from({ length: 25 }, (_, at) => `T${at}`),
      Array.from({ length: 25 }, (_, at) => `T${25 + at}`),
      ['T50'],
    ]);
    expect(pages.map((page) => buttonsAsRead(page)[0])).toEqual([
      ['1/3 → none', `› → outline.${key}.1`],
      [`‹ → outline.${key}.0`, '2/3 → none', `› → outline.${key}.2`],
      [`‹ → outline.${key}.1`, '3/3 → none'],
    ]);
    expect(outlined(headings(51), 9)).toEqual(pages[2]);
  });

  test('a long one is cut at 120 characters', () => {
    expect(outlined([{ text: 'x'.repeat(120) }]).text).toContain(`• ${'x'.repeat(120)} (`);
    expect(outlined([{ text: 'x'.repeat(121) }]).text).toContain(`• ${'x'.repeat(119)}… (`);
  });
});

describe('a glance at the dossier', () => {
  const [plain] = createFakeDossier({ 'a.txt': { text: 'Un mot.', title: 'Rapport' } }).documents();
  const extract = citationIn('Un mot.', 'Un mot.');

  test('a sentence a document, its title linked; a document without a text says so', () => {
    const glimpses = [
      { document: { ...plain!, link: 'https://example.org/a' }, extract },
      { document: { ...plain!, title: 'Vide' }, extract: null },
      { document: plain!, extract: { ...extract, uncertain: [[3, 6] as const] } },
    ];
    expect(asRead(glanceMessage({ items: glimpses, page: 0, pages: 1 }, french)).split('\n\n')).toEqual([
      '<b>Ce que contient ce dossier</b>',
      '<quote>Un mot.</quote>\n<a https://example.org/a><i>Rapport</i></a> · ligne 1',
      '<b>Vide</b>\n(pas de texte)',
      '<quote>Un <i>mot</i>.</quote>\n<i>Rapport</i> · ligne 1\n⚠️ Un mot en italique : lecture incertaine du scan.',
    ]);
    const empty = glanceMessage({ items: [], page: 0, pages: 1 }, english);
    expect(asRead(empty)).toBe('<b>What is in this dossier</b>');
    expect(buttonsAsRead(empty)).toEqual([['‹ Back → sources.0']]);
    expect(asRead(glanceMessage({ items: glimpses.slice(1, 2), page: 0, pages: 1 }, english))).toMatch(/<b>Vide<\/b>\n\(no text\)$/);
  });

  test('by pages', () => {
    expect(buttonsAsRead(glanceMessage({ items: [{ document: plain!, extract }], page: 1, pages: 3 }, french))).toEqual([
      ['‹ → glance.0', '2/3 → none', '› → glance.2'],
      ['‹ Retour → sources.0'],
    ]);
  });
});

describe('the menu of /in', () => {
  const many = createFakeDossier(Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`${at}.txt`, { text: 'Un.', title: `Titre\n ${at}` }]))).documents();
  const row = (at: number, page: number, mark = '☐'): string[] => [`${mark} Titre ${at} → toggle.${documentKey(`${at}.txt`)}.${page}`];

  test('nothing chosen: every document unmarked, no button for all', () => {
    const menu = scopeMessage(many.slice(0, 8), [], 0, french);
    expect(asRead(menu)).toBe('Les questions vont à tous les documents. Choisissez ceux à interroger :');
    expect(asRead(scopeMessage(many, [], 0, english))).toBe('Questions go to all documents. Choose those to ask:');
    expect(buttonsAsRead(menu)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((at) => row(at, 0)));
  });

  test('those chosen are marked, on their page; eight a page', () => {
    const first = scopeMessage(many, ['1.txt'], 0, french);
    expect(asRead(first)).toBe('Les questions ne vont qu’au document coché ici.');
    expect(buttonsAsRead(first)).toEqual([
      row(0, 0),
      row(1, 0, '☑'),
      ...[2, 3, 4, 5, 6, 7].map((at) => row(at, 0)),
      ['1/2 → none', '› → menu.1'],
      ['Chercher dans tous les documents → all.0'],
    ]);
    const second = scopeMessage(many, ['1.txt', '8.txt'], 5, english);
    expect(asRead(second)).toBe('Questions go to the 2 marked documents only.');
    expect(buttonsAsRead(second)).toEqual([row(8, 1, '☑'), ['‹ → menu.0', '2/2 → none'], ['Ask all documents → all.1']]);
    expect(asRead(scopeMessage(many, ['1.txt'], 0, english))).toBe('Questions go to the document marked here only.');
    expect(asRead(scopeMessage(many, ['1.txt', '8.txt'], 0, french))).toBe('Les questions ne vont qu’aux 2 documents cochés.');
  });
});
