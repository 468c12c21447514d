import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../../embeddings/project-root.js';
import { readDossier, type Document } from '../../../../retrieval/documents/index.js';
import type { Unreadable } from '../../../../retrieval/index.js';
import { splitDocument } from '../../../../retrieval/passages/index.js';

const folder = join(projectRoot, 'test/files/good');
let documents: readonly Document[];
let unreadable: readonly Unreadable[];
beforeAll(async () => {
  ({ documents, unreadable } = await readDossier(folder));
});

const of = (file: string): Document => documents.find((document) => document.file === file)!;
const plain = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();
const words = (text: string): string[] => text.normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? [];

/** Share of the words of one text that another one has, each as often. */
function share(of_: string, in_: string): number {
  const left = new Map<string, number>();
  for (const word of words(in_)) left.set(word, (left.get(word) ?? 0) + 1);
  const found = words(of_).filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count > 0;
  });
  return found.length / words(of_).length;
}

/** Edits (Levenshtein) to make one text of the other, a share of the second. */
function errorRate(found: string, wanted: string): number {
  let above = Array.from({ length: wanted.length + 1 }, (_, at) => at);
  for (let row = 1; row <= found.length; row++) {
    const line = [row];
    for (let at = 1; at <= wanted.length; at++)
      line.push(Math.min(above[at]! + 1, line[at - 1]! + 1, above[at - 1]! + (found[row - 1] === wanted[at - 1] ? 0 : 1)));
    above = line;
  }
  return above[wanted.length]! / wanted.length;
}

describe('the files of test/files/good', () => {
  it('are all read, but for the program in the mail', () => {
    expect(unreadable.map(({ file }) => file)).toEqual(['mail.eml/setup.exe']);
    expect(unreadable[0]!.reason).toEqual({ code: 'foreign', kind: 'program' });
    expect(documents.length).toBe(25);
  });

  it('give passages that are slices of their texts, under headings that are theirs too', () => {
    for (const document of documents) {
      const { passages, headings } = splitDocument(document);
      expect(passages.length, document.file).toBeGreaterThan(0);
      for (const passage of passages) {
        expect(passage.start).toBeGreaterThanOrEqual(0);
        expect(document.text.slice(passage.start, passage.end).trim()).toBe(document.text.slice(passage.start, passage.end));
      }
      for (const { start, end } of headings) expect(document.text.slice(start, end).trim(), document.file).not.toBe('');
      for (const { start, end } of document.uncertain ?? []) expect(document.text.slice(start, end)).toMatch(/^\S+$/u);
    }
  });
});

describe('PDF', () => {
  it('holds the words of pdftotext', () => {
    const reference = readFileSync(join(folder, 'report.pdftotext.txt'), 'utf8');
    expect(share(reference, of('report.pdf').text)).toBeGreaterThan(0.99);
    expect(share(of('report.pdf').text, reference)).toBeGreaterThan(0.99);
  });

  it('is read column by column, with the table below row by row', () => {
    const text = plain(of('report.pdf').text);
    expect(text).toContain('L’observatoire recommande de rétablir un accueil téléphonique le samedi matin. Le covoiturage organisé');
    expect(text).toContain('du parc départemental. Voyageurs par réseau Réseau Voyageurs 2022');
    expect(text).toContain('Lignes à la demande 64 300 62 307 −3,1 %');
    const [table] = of('report.pdf').structure!.tables;
    expect(of('report.pdf').text.slice(table!.header!.start, table!.header!.end)).toBe('Réseau\tVoyageurs 2022\tVoyageurs 2023\tÉvolution');
  });

  it('knows its pages, and keeps heads and numbers of pages out of sentences', () => {
    const document = of('report.pdf');
    expect(document.pages).toHaveLength(2);
    expect(document.text.slice(document.pages![1])).toMatch(/^Moyens\n/u);
    const asides = document.structure!.asides.map(({ start, end }) => document.text.slice(start, end));
    expect(asides).toEqual([
      'Observatoire des mobilités de l’Anjou — Rapport 2023',
      'Page 1 sur 2',
      'Observatoire des mobilités de l’Anjou — Rapport 2023',
      'Page 2 sur 2',
    ]);
    for (const { start, end } of splitDocument(document).sentences) expect(document.text.slice(start, end)).not.toMatch(/Page \d sur|— Rapport 2023/u);
  });

  it('keeps the hyphen of a line end in the quote, and a footnote mark apart from the number before it', () => {
    expect(of('report.pdf').text).toContain('quarante-\ndeux collectivités');
    expect(of('report.pdf').text).toContain('juin 2017¹.');
  });

  it('takes its title from its properties', () => {
    expect(of('report.pdf')).toMatchObject({ title: 'Rapport annuel 2023 de l’observatoire des mobilités', titleFrom: 'file' });
  });
});

describe.each(['report.docx', 'report.odt', 'report.rtf'])('%s', (file) => {
  it('holds the words that LibreOffice writes as text', () => {
    // LibreOffice leaves out the text of footnotes, and glues their mark to the word before.
    const reference = readFileSync(join(folder, 'report.libreoffice.txt'), 'utf8').replace('20171', '2017 1');
    expect(share(reference, of(file).text)).toBeGreaterThanOrEqual(0.995);
    expect(share(of(file).text.replace(/\[1\] Délibération.*/u, ''), reference)).toBeGreaterThanOrEqual(0.995);
  });

  it('has headings, list, table and footnote', () => {
    const { text, structure } = of(file);
    const headings = structure!.headings!.map(({ start, end, level }) => [text.slice(start, end), level]);
    expect(headings).toContainEqual(['Voyageurs par réseau', 2]);
    expect(headings).toContainEqual(['Moyens', 1]);
    expect(text).toContain('1. rétablir l’accueil téléphonique des lignes à la demande ;\n2. publier chaque trimestre');
    expect(text).toContain('Lignes express | 1 204 000 | 1 391 500 | +15,6 %\n');
    expect(text).toContain('juin 2017[1].');
    expect(text).toMatch(/\[1\] Délibération n° 2017-118/u);
    expect(of(file)).toMatchObject({ title: 'Rapport annuel 2023 de l’observatoire des mobilités', titleFrom: 'file', date: '2024-03-18', dateFrom: 'file' });
  });

  it('puts each row of a table under the names of its columns', () => {
    const { passages } = splitDocument(of(file));
    const row = passages.find(({ start, end }) => of(file).text.slice(start, end).includes('Navettes estivales'))!;
    expect(row.heading).toBe('Voyageurs par réseau — Réseau | Voyageurs 2022 | Voyageurs 2023 | Évolution');
  });
});

describe('annex.rtf', () => {
  it('holds the words that LibreOffice writes as text, of every alphabet', () => {
    const reference = readFileSync(join(folder, 'annex.libreoffice.txt'), 'utf8');
    expect(share(reference, of('annex.rtf').text)).toBeGreaterThanOrEqual(0.995);
    expect(share(of('annex.rtf').text, reference.replaceAll('◦', '-'))).toBeGreaterThanOrEqual(0.95);
    expect(of('annex.rtf').text.replaceAll('\u00A0', ' ')).toContain(
      '« l’œuvre a coûté 12 500 € » — soit près de 3 ½ fois le devis… Les témoins Łukasz Wójcik, Αθηνά Παπαδοπούλου et Ирина Соколова ont été entendus. 😀 Fin.',
    );
  });

  it('has its headings, nested list, table and properties', () => {
    const { text, structure } = of('annex.rtf');
    expect(structure!.headings!.map(({ start, end, level }) => [text.slice(start, end), level])).toEqual([
      ['Annexe au procès-verbal', 1],
      ['Pièces', 2],
      ['Relevé', 2],
    ]);
    expect(text.replaceAll('\u00A0', ' ')).toContain('1. Le devis ;\n  - avec ses plans ;\n  - et sa notice ;\n2. la facture ;\n3. le constat d’huissier.');
    expect(text.replaceAll('\u00A0', ' ')).toContain('Date | Montant\n3 mars | 1 200 € (acompte)\n');
    expect(of('annex.rtf')).toMatchObject({ title: 'Annexe au procès-verbal', titleFrom: 'file', author: 'Zoé Lefèvre', authorFrom: 'file' });
  });
});

describe('HTML', () => {
  it('is the article, without menus, banners, related links and footer', () => {
    const { text } = of('page.html');
    expect(text).toContain('Le chantier a coûté 1,8 million d’euros');
    expect(text).toContain('- vitesse limitée à 30 km/h ;\n- stationnement interdit sur la levée.');
    expect(text).toContain('réunion publique à la mairie le 2 juillet.');
    expect(text).not.toMatch(/cookies|Sports|Noël|Mentions légales|alert|serif/u);
    expect(of('page.html')).toMatchObject({
      title: 'Le pont de Cé rouvre lundi',
      titleFrom: 'file',
      date: '2024-06-14',
      dateFrom: 'file',
      link: 'https://example.org/pont-de-ce',
    });
  });

  it('of LibreOffice keeps headings and tables', () => {
    const reference = readFileSync(join(folder, 'report.libreoffice.txt'), 'utf8');
    expect(share(reference, of('report.html').text)).toBeGreaterThanOrEqual(0.995);
    expect(of('report.html').structure!.tables).toHaveLength(1);
  });
});

describe('mail', () => {
  it('has its fields, its text in the right letters, and its subject for a title', () => {
    expect(of('mail.eml').text).toBe(
      'From: "Élise Brémond" <elise@example.org>\nTo: "Cabinet Vidal" <vidal@example.org>\nCc: archives@example.org\nDate: Wed, 10 Jan 2024 17:45:00 +0100\nSubject: RE: Calendrier de l’audience\n\n' +
        'Maître,\n\nL’audience est reportée au 22 février à 14 h. Le président entendra d’abord les parties civiles.\n\nBien à vous,\nÉlise Brémond\n',
    );
    expect(of('mail.eml')).toMatchObject({ title: 'Calendrier de l’audience', titleFrom: 'file', date: '2024-01-10', dateFrom: 'file' });
    expect(of('letter.eml').text).toContain('Le guichet unique ouvre le 4 mars à Redon.');
  });

  it('has attachments that are documents of their own, with names that lead nowhere', () => {
    const inside = documents.filter(({ container }) => container === 'mail.eml').map(({ file }) => file);
    expect(inside).toEqual(['mail.eml/attachment-4.eml', 'mail.eml/outside (2).txt', 'mail.eml/outside.txt', 'mail.eml/rapport joint.pdf']);
    expect(of('mail.eml/rapport joint.pdf').text).toBe(of('report.pdf').text);
    expect(of('mail.eml/attachment-4.eml').text).toContain('Le rapport d’autopsie est annexé au dossier 4471');
  });
});

describe('texts', () => {
  it('are read in their encoding, with all their signs', () => {
    expect(of('note.cp1252.txt').text).toContain('L’indemnité de déplacement est portée à 45 € par jour. Les agents de l’œuvre sociale n’y ont pas droit…\r\n');
    expect(of('minutes.utf16le.txt').text).toMatch(/^\uFEFFCompte rendu\n\nLe bureau s’est réuni à Nîmes/u);
    expect(of('minutes.utf16be-nomark.txt').text).toContain('Mme Zoé Lefèvre');
    expect(of('lines.csv').text).toContain('Gennes – Trèves;22410');
  });

  it('of Markdown have the headings and tables that Markdown sees, and its front matter for properties', () => {
    const { text, structure } = of('guide.md');
    expect(text).toBe(readFileSync(join(folder, 'guide.md'), 'utf8'));
    expect(structure!.headings!.map(({ start, end, level }) => [text.slice(start, end), level])).toEqual([
      ['Préambule', 1],
      ['Délais', 2],
      ['Recours', 2],
    ]);
    expect(of('guide.md')).toMatchObject({ title: 'Guide de l’instructeur', titleFrom: 'file', date: '2024-02-05', link: 'https://example.org/guide' });
    const { passages } = splitDocument(of('guide.md'));
    expect(passages.find(({ start, end }) => text.slice(start, end).includes('Plan de masse'))!.heading).toBe('Délais — | Pièce | Délai | Service |');
    expect(passages.some(({ start, end }) => text.slice(start, end).includes('url:'))).toBe(false);
  });
});

describe('tables', () => {
  it('of CSV are rows as they stand, under their first line', () => {
    const [passage] = splitDocument(of('lines.csv')).passages;
    expect(passage!.heading).toBe('Ligne;Terminus;Voyageurs');
    expect(passage!.sentences.map(({ start, end }) => of('lines.csv').text.slice(start, end))).toEqual([
      'Ligne;Terminus;Voyageurs',
      'Express 401;Angers — Cholet;512300',
      'Navette 7;Gennes – Trèves;22410',
    ]);
    expect(of('lines.csv')).toMatchObject({ title: 'lines', titleFrom: 'name' });
  });

  it('of XLSX are rows under the sheet’s name, with dates as dates', () => {
    expect(of('lines.xlsx').text).toBe(
      'lines\n\nLigne | Terminus | Voyageurs | Ouverture\nExpress 401 | Angers — Cholet | 512300 | 2019-09-02\nExpress 402 | Angers — Saumur | 431900 | 2020-01-06\nNavette 7 | Gennes — Trèves | 22410 | 2023-07-08\n',
    );
  });
});

describe('pictures of text', () => {
  const letter = readFileSync(join(projectRoot, 'test/files/source/letter.txt'), 'utf8');

  it('are recognised, clean ones with at most 2% of wrong characters', () => {
    expect(errorRate(plain(of('letter.jpg').text), plain(letter))).toBeLessThanOrEqual(0.02);
    expect(errorRate(plain(of('letter.scan.pdf').text), plain(letter))).toBeLessThanOrEqual(0.06);
  });

  it('that are faint say which words may be wrong: few, and most of those that are', () => {
    const { text, uncertain } = of('faded.jpg');
    const doubted = uncertain!.map(({ start, end }) => text.slice(start, end));
    expect(doubted.length).toBeLessThan(12);
    const wrong = words(text).filter((word) => word.length > 4 && !words(letter).includes(word));
    const owned = wrong.filter((word) => doubted.join(' ').includes(word));
    expect(owned).toContain('duarante');
    expect(owned.length).toBeGreaterThanOrEqual(wrong.length / 2);
  });

  it('of a scanned PDF know their page', () => {
    expect(of('letter.scan.pdf').pages).toEqual([0]);
    expect(of('letter.jpg').pages).toBeNull();
  });
});
