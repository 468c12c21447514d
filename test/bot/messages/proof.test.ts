import { describe, expect, test } from 'vitest';
import { speechIn } from '../../../bot/speech.js';
import { MESSAGE_LIMIT } from '../../../bot/messages/message.js';
import { proofMessage } from '../../../bot/messages/proof.js';
import type { CitationState, LedgerEntry } from '../../../retrieval/evidence/index.js';
import { asRead } from '../../support/as-read.js';
import { citationIn } from '../../support/citation-in.js';

const french = speechIn('fr');
const english = speechIn('en');
const link = (file: string): string | null => (file === 'loi.txt' ? 'https://example.org/loi' : null);

const entry: LedgerEntry = {
  id: 'abcdefghijklmnop',
  file: 'a.txt',
  hash: '0'.repeat(64),
  start: 7,
  end: 27,
  quote: 'Le vol est interdit.',
  title: 'Règlement',
  lines: [2, 3],
  page: null,
  before: '',
  after: '',
  when: '2025-11-20T23:59:59.000Z',
};
const place = citationIn('Un.\nDeux.\nLe vol est permis.', 'Le vol est permis.', { file: 'loi.txt', title: 'Loi', date: '2025-05-20' });

function read(state: CitationState, speech = french, more: Partial<LedgerEntry> = {}): string[] {
  return asRead(proofMessage({ ...entry, ...more }, state, { speech, link })).split('\n');
}
const THEN = ['Cité le 20 novembre 2025 :', '<quote>Le vol est interdit.</quote>', '<i>Règlement</i> · lignes 2–3'];
const SAID = ['Quoted on 20 November 2025:', '<quote>Le vol est interdit.</quote>', '<i>Règlement</i> · lines 2–3'];
const NOW = '<a https://example.org/loi><i>Loi</i></a> · 20 mai 2025 · ligne 3';
const STANDS = '<a https://example.org/loi><i>Loi</i></a> · 20 May 2025 · line 3';
const ID = '<code>c_abcdefghijklmnop</code>';

describe('unchanged', () => {
  test('the quote once; nothing of now, which is the same', () => {
    const state = { state: 'unchanged', place, documentChanged: false } as const;
    expect(read(state)).toEqual(['<b>✅ Inchangé : le document le dit toujours, au même endroit.</b>', ...THEN, ID]);
    expect(read(state, english)).toEqual(['<b>✅ Unchanged: the document still says it, in the same place.</b>', ...SAID, ID]);
    expect(proofMessage(entry, state, { speech: french, link }).keyboard).toEqual([]);
  });

  test('the rest of the document has changed', () => {
    const state = { state: 'unchanged', place, documentChanged: true } as const;
    expect(read(state)).toEqual(['<b>✅ Inchangé : le document le dit toujours, au même endroit.</b>', 'Le reste du document a changé depuis.', ...THEN, ID]);
    expect(read(state, english)[1]).toBe('The rest of the document has changed since.');
  });

  test('the page where there are pages', () => {
    expect(read({ state: 'unchanged', place, documentChanged: false }, french, { page: 4 })[3]).toBe('<i>Règlement</i> · page 4');
  });
});

describe('moved', () => {
  test('further in its document: where it stands now, without the words again', () => {
    const state = { state: 'moved', place, documentChanged: true, renamed: false, also: [] } as const;
    expect(read(state)).toEqual([
      '<b>↪️ Déplacé : les mêmes mots sont ailleurs.</b>',
      'Dans le même document, plus haut ou plus bas.',
      ...THEN,
      'Maintenant :',
      NOW,
      ID,
    ]);
    expect(read(state, english)).toEqual([
      '<b>↪️ Moved: the same words stand elsewhere.</b>',
      'In the same document, further up or down.',
      ...SAID,
      'Now:',
      STANDS,
      ID,
    ]);
  });

  test('in a file of another name', () => {
    const state = { state: 'moved', place, documentChanged: false, renamed: true, also: [] } as const;
    expect(read(state)[1]).toBe('Dans un fichier d’un autre nom.');
    expect(read(state, english)[1]).toBe('In a file of another name.');
  });
});

describe('altered', () => {
  const side = (text: string) => ({ start: 0, end: text.length, text });
  const difference = { what: 'changed', kind: 'words', touches: null, quoted: side('interdit'), written: side('permis') } as const;

  test('what was changed, and what stands there now', () => {
    const state = { state: 'altered', place, differences: [difference] } as const;
    expect(read(state)).toEqual([
      '<b>✏️ Modifié : le texte a changé.</b>',
      ...THEN,
      '• <b>interdit</b> au lieu de <b>permis</b> (mots)',
      'Maintenant :',
      '<quote>Le vol est permis.</quote>',
      NOW,
      ID,
    ]);
    expect(read(state, english)).toEqual([
      '<b>✏️ Altered: the text was changed.</b>',
      ...SAID,
      '• <b>interdit</b> for <b>permis</b> (words)',
      'Now:',
      '<quote>Le vol est permis.</quote>',
      STANDS,
      ID,
    ]);
  });

  test('of twelve long differences between two long quotes those that fit, and how many more there are', () => {
    const most = `${'mot '.repeat(374)}mots`;
    const long = { ...difference, quoted: side('a'.repeat(80)), written: side('b'.repeat(80)) };
    const now = { ...place, title: 'T'.repeat(120), quote: most, end: place.start + most.length };
    const { text } = proofMessage(
      { ...entry, quote: most, end: 7 + most.length, title: 'R'.repeat(120) },
      { state: 'altered', place: now, differences: Array<typeof long>(12).fill(long) },
      { speech: french, link },
    );
    expect(text.length).toBeLessThanOrEqual(MESSAGE_LIMIT);
    expect(text.split(most)).toHaveLength(3);
    const shown = text.split(`• ${'a'.repeat(80)} au lieu de ${'b'.repeat(80)} (mots)`).length - 1;
    expect(shown).toBeGreaterThan(0);
    expect(text).toContain(`\net ${12 - shown} autres différences\n`);
    // One more would not have fitted.
    expect(text.length + 182).toBeGreaterThan(MESSAGE_LIMIT);
  });

  test('nothing but typography', () => {
    const state = { state: 'altered', place, differences: [] } as const;
    expect(read(state)[4]).toBe('Seuls des espaces, fins de ligne ou signes ont changé.');
    expect(read(state, english)[4]).toBe('Only spaces, line ends or marks were changed.');
  });
});

describe('gone', () => {
  test('with what comes closest', () => {
    const state = { state: 'gone', closest: place, documentGone: false } as const;
    const quote = '<quote>Le vol est permis.</quote>';
    expect(read(state)).toEqual(['<b>❌ Disparu : le dossier ne le dit plus.</b>', ...THEN, 'Ce qui s’en approche le plus :', quote, NOW, ID]);
    expect(read(state, english)).toEqual(['<b>❌ Gone: the dossier no longer says it.</b>', ...SAID, 'What comes closest:', quote, STANDS, ID]);
  });

  test('with its document, and nothing that comes close', () => {
    const state = { state: 'gone', closest: null, documentGone: true } as const;
    expect(read(state)).toEqual(['<b>❌ Disparu : le dossier ne le dit plus.</b>', ...THEN, 'Le fichier a.txt n’est plus dans le dossier.', ID]);
    expect(read(state, english)[4]).toBe('The file a.txt is no longer in the dossier.');
    expect(read(state, french, { file: 'f'.repeat(200) })[4]).toBe(`Le fichier ${'f'.repeat(200)} n’est plus dans le dossier.`);
    expect(read(state, french, { file: 'f'.repeat(201) })[4]).toBe(`Le fichier ${'f'.repeat(199)}… n’est plus dans le dossier.`);
  });
});

describe('long quotes', () => {
  const quotes = (quote: string, now: string): string[] => {
    const { text, entities } = proofMessage(
      { ...entry, quote, end: 7 + quote.length },
      { state: 'gone', closest: { ...place, quote: now, end: place.start + now.length }, documentGone: false },
      { speech: french, link },
    );
    expect(text.length).toBeLessThanOrEqual(MESSAGE_LIMIT);
    return entities.filter(({ type }) => type === 'expandable_blockquote').map(({ offset, length }) => text.slice(offset, offset + length));
  };

  test('1,500 characters are shown whole; of a longer one what comes before the last space there', () => {
    const most = `${'mot '.repeat(374)}mots`;
    expect(most).toHaveLength(1500);
    expect(quotes(most, most)).toEqual([most, most]);
    expect(quotes(`${most} de plus`, `${most}x`)).toEqual([`${'mot '.repeat(373)}mot`, `${'mot '.repeat(373)}mot`]);
  });

  test('one without a space is cut between two characters', () => {
    expect(quotes('x'.repeat(1501), `${'x'.repeat(1499)}😀`)).toEqual(['x'.repeat(1500), 'x'.repeat(1499)]);
  });
});

describe('words of a scan read with uncertainty are in italics, and a line says so', () => {
  const WARNING = '⚠️ Un mot en italique : lecture incertaine du scan.';

  test('in the quote given out, where the same words still stand', () => {
    const marked = { ...place, quote: entry.quote, uncertain: [[place.start + 3, place.start + 6]] as const };
    const then = ['<quote>Le <i>vol</i> est interdit.</quote>', '<i>Règlement</i> · lignes 2–3', WARNING];
    expect(read({ state: 'moved', place: marked, documentChanged: true, renamed: false, also: [] })).toEqual(expect.arrayContaining(then));
    expect(read({ state: 'unchanged', place: { ...marked, ...entry, uncertain: [[10, 13]] }, documentChanged: false })).toEqual(expect.arrayContaining(then));
  });

  test('in what stands there now, those shown', () => {
    const uncertain = [[place.start + 3, place.start + 6]] as const;
    const now = ['<quote>Le <i>vol</i> est permis.</quote>', NOW, WARNING, ID];
    expect(read({ state: 'altered', place: { ...place, uncertain }, differences: [] }).slice(-4)).toEqual(now);
    expect(read({ state: 'gone', closest: { ...place, uncertain }, documentGone: false }).slice(-4)).toEqual(now);
    const quote = `${'mot '.repeat(400)}fin`;
    const long = { ...place, quote, end: place.start + quote.length, uncertain: [[place.start + 1600, place.start + 1603]] as const };
    expect(read({ state: 'gone', closest: long, documentGone: false }).join()).not.toContain('⚠️');
  });
});
