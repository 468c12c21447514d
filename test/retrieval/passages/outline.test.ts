import { describe, expect, it } from 'vitest';
import type { Structure } from '../../../retrieval/documents/text/structure.js';
import { outlineOf } from '../../../retrieval/passages/outline.js';
import { seedText } from '../../support/dossiers.js';

/** Headings as "level text", white space collapsed. */
const headings = (text: string): string[] =>
  outlineOf(text).headings.map(({ start, end, level }) => `${level} ${text.slice(start, end).replaceAll(/\s+/gu, ' ')}`);
/** Sections as their heading and the texts of their blocks. */
const sections = (text: string, structure?: Structure): [string | null, ...string[]][] =>
  outlineOf(text, structure).sections.map(({ heading, blocks }) => [heading, ...blocks.map((block) => block.text)]);
/** Whether a line between two paragraphs is taken for a heading. */
const isHeading = (line: string): boolean => headings(`${body}\n\n${line}\n\n${body}`).length === 1;
/** What a format says, of a text that holds each of these strings once. */
function structureOf(text: string, told: { headings?: [level: number, written: string][]; tables?: [header: string | null, written: string][] }): Structure {
  const span = (written: string): { start: number; end: number } => ({ start: text.indexOf(written), end: text.indexOf(written) + written.length });
  return {
    headings: told.headings?.map(([level, written]) => ({ ...span(written), level })) ?? null,
    tables: (told.tables ?? []).map(([header, written]) => ({ ...span(written), header: header === null ? null : span(header) })),
    asides: [],
    unwrapped: true,
  };
}
const body = 'Une phrase assez longue pour être du texte suivi, et qui finit par un point.';

describe('outlineOf', () => {
  it('finds the headings of the seeds', () => {
    expect(headings(seedText('000'))).toEqual(['1 Texte de la question']);
    expect(headings(seedText('001'))).toEqual([
      '1 Cyberpatrouilles : Darmanin impose de nouvelles mesures pour éradiquer la livraison de drogue à domicile',
      '2 Le rôle des cyberpatrouilles',
      '2 À voir également sur Le HuffPost :',
    ]);
    expect(headings(seedText('002'))).toHaveLength(5);
    expect(headings(seedText('003'))).toEqual([
      '1 Narcotrafiquants : Qui sont ces adeptes de réseaux chiffrés et riches « businessmen » ?',
      '2 La «pieuvre» narco frappe depuis les prisons',
      '2 Des narcos fans de cryptomonnaies et de réseaux secrets',
      '2 Darmanin veut les isoler comme les terroristes',
      '2 Éradiquer le mal à la racine',
    ]);
    expect(headings(seedText('004'))).toEqual([
      '1 Treizième Réunion des chefs des services chargés au plan national de la lutte contre le trafic illicite des drogues, Europe',
      '2 Examen de thèmes spécifiques par des groupes de travail',
      '3 Thème a) : Utilisation abusive des nouvelles technologies et des nouveaux moyens de communication pour les activités liées à la drogue',
    ]);
  });

  it('knows Markdown, numbers, capitals and parts of a law, in levels', () => {
    expect(headings(`# Un\n\n${body}\n\n## Deux ##\n\n${body}`)).toEqual(['1 Un', '2 Deux']);
    expect(headings(`Le titre\n\n1. Introduction\n\n${body}\n\n1.1 Portée\n\n${body}\n\n2. Suite\n\n${body}`)).toEqual([
      '1 Le titre',
      '2 1. Introduction',
      '3 1.1 Portée',
      '2 2. Suite',
    ]);
    expect(headings(`Code pénal\n\nPartie législative\n\nLivre II : Des crimes\n\nArticle 222-34\n\n${body}\n\nArticle 222-37\n\n${body}`)).toEqual([
      '1 Code pénal',
      '2 Partie législative',
      '3 Livre II : Des crimes',
      '4 Article 222-34',
      '4 Article 222-37',
    ]);
  });

  it('takes no list, no last line, no label and no date for a heading', () => {
    expect(headings(`${body}\n\nPoints à suivre :\n1. Contacter l'avocat\n2. Préparer le dossier\n\nBonne lecture à tous.`)).toEqual([]);
    expect(headings(`${body}\n\nUn lien vers autre chose\n\nUn second lien`)).toEqual([]);
    expect(headings(`Rapporteur : Jean Dupont\n\n3 juillet 2019\n\n${body}`)).toEqual([]);
    expect(headings(`${body}\n\nUn enquêteur sous couvert d’anonymat\n\nLe vrai titre\n\n${body}`)).toEqual(['1 Le vrai titre']);
  });

  it('takes the grounds of an appeal for a list', () => {
    const ruling = `Énoncé du moyen\n\n3. Le moyen critique l'arrêt en ce qu'il a déclaré M. X coupable, alors :\n\n« 1°/ que nul ne peut être condamné deux fois ;\n\n2°/ que la contradiction de motifs équivaut à leur absence. »\n\n${body}`;
    expect(headings(ruling)).toEqual(['1 Énoncé du moyen']);
  });

  it('loses no line: what is no heading is in a section, once', () => {
    const text = seedText('004');
    const { sections } = outlineOf(text);
    const quoted = sections.flatMap(({ blocks }) => blocks).map(({ text: shown }) => shown);
    expect(new Set(quoted).size).toBe(quoted.length);
    expect(quoted).toContain('Rapporteur : Stewe Alm (Suède)');
    expect(quoted).toContain('Lisbonne, 2-5 juillet 2019');
  });

  it('quotes headings when there is nothing else', () => {
    const { headings: none, sections } = outlineOf('# Un titre\n\n# Un autre');
    expect(none).toEqual([]);
    expect(sections.flatMap(({ blocks }) => blocks)).toHaveLength(2);
  });

  it('takes for a heading a line of 80 characters and 12 words at most that begins with a capital', () => {
    expect(isHeading(`Le bilan ${'a'.repeat(71)}`)).toBe(true);
    expect(isHeading(`Le bilan ${'a'.repeat(72)}`)).toBe(false);
    expect(isHeading('Le bilan un deux trois quatre cinq six sept huit neuf dix')).toBe(true);
    expect(isHeading('Le bilan un deux trois quatre cinq six sept huit neuf dix onze')).toBe(false);
    for (const line of ['Introduction', '漢字', '10 ans de lutte', '« Rien à dire »', '(Suite)', 'Yahoo! ferme ses portes']) expect(isHeading(line)).toBe(true);
    for (const line of ['le bilan de Paris', '2020', '… et la suite', '- Le bilan']) expect(isHeading(line)).toBe(false);
  });

  it('takes nothing that ends as a sentence does for a heading', () => {
    for (const end of ['.', ';', ':', ',', '…', ' ?', '?', ' !', ' ? »', '?»', '?"']) expect(isHeading(`Le bilan de la lutte${end}`)).toBe(false);
  });

  it('takes nothing that holds the end of a sentence for a heading, but a name or a number in front', () => {
    expect(isHeading('Les drogues. Le fléau')).toBe(false);
    expect(isHeading('Le mot "oui." Le reste')).toBe(false);
    expect(isHeading('Les États-Unis vs. la drogue')).toBe(true);
    // Eight characters in front at most, the point among them.
    expect(isHeading('Annexes. Le bilan')).toBe(true);
    expect(isHeading('Chapitre. Le bilan')).toBe(false);
    expect(isHeading('Narcotrafiquants. Le bilan')).toBe(false);
  });

  it('takes longer lines for headings that a mark sets apart, 250 characters at most', () => {
    const long = (written: string, length: number): string => written.padEnd(length, 'a');
    for (const [from, to] of [
      ['**Le bilan ', '**'],
      ['Article 5 ', ''],
    ] as const) {
      const marks = (from + to).replaceAll(/[^*]/gu, '').length;
      expect(isHeading(long(from, 250 + marks - to.length) + to)).toBe(true);
      expect(isHeading(long(from, 251 + marks - to.length) + to)).toBe(false);
    }
    expect(isHeading('LE BILAN '.padEnd(250, 'A'))).toBe(true);
    expect(isHeading('LE BILAN '.padEnd(251, 'A'))).toBe(false);
    expect(headings(`${'Le titre '.padEnd(250, 'a')}\n\n${body}`)).toHaveLength(1);
    expect(headings(`${'Le titre '.padEnd(251, 'a')}\n\n${body}`)).toHaveLength(0);
    expect(isHeading('**Le bilan :**')).toBe(true);
    for (const end of ['.', ';', ',', '…']) expect(isHeading(`**Le bilan${end}**`)).toBe(false);
    // A # makes a heading of anything.
    expect(headings(`${body}\n\n# Le bilan est là. Le reste suit.\n\n${body}`)).toEqual(['1 Le bilan est là. Le reste suit.']);
  });

  it('of headings in a row takes the last, those set apart and one of another kind above one that is', () => {
    const among = (...lines: string[]): string[] => headings([body, ...lines, body].join('\n\n')).map((heading) => heading.slice(2));
    expect(among('Une ligne', 'Une autre')).toEqual(['Une autre']);
    expect(among('# Le bilan', 'Une ligne', 'Une autre')).toEqual(['Le bilan', 'Une autre']);
    expect(among('**Le bilan**', 'Une ligne', 'Une autre')).toEqual(['Le bilan', 'Une autre']);
    expect(among('Article 5', 'Une ligne', 'Une autre')).toEqual(['Article 5', 'Une autre']);
    // Capitals: eight characters at least.
    expect(among('PRODUITS', 'Une ligne', 'Une autre')).toEqual(['PRODUITS', 'Une autre']);
    expect(among('DROGUES', 'Une ligne', 'Une autre')).toEqual(['Une autre']);
    expect(among('DROGUES', 'ALCOOLS')).toEqual(['ALCOOLS']);
    expect(among('Une ligne', 'Une autre', 'ALCOOLS')).toEqual(['Une autre', 'ALCOOLS']);
    expect(among('Une ligne', '1. Introduction', 'Une autre')).toEqual(['Une autre']);
    expect(among('1. Introduction', 'Une autre')).toEqual(['Une autre']);
    expect(among('3 juillet 2019', 'ALCOOLS')).toEqual(['ALCOOLS']);
  });

  it('takes numbers for a list beside numbers of the same kind and depth, or below a colon', () => {
    const among = (...lines: string[]): string[] => headings([body, ...lines, body].join('\n\n')).map((heading) => heading.slice(2));
    expect(among("1. Contacter l'avocat", '2. Préparer le dossier')).toEqual([]);
    expect(among('1. Introduction', '1.1 Portée')).toEqual(['1.1 Portée']);
    expect(among('I. Introduction', '1. Portée')).toEqual(['1. Portée']);
    expect(among('A. Introduction', '1. Portée')).toEqual(['1. Portée']);
    expect(among('A. Louis XIV – le roi', 'B. Louis XV – le roi')).toEqual([]);
    expect(among('# Le bilan', 'A. Portée')).toEqual(['Le bilan', 'A. Portée']);
    expect(headings(`${body}\n\n1. Portée`)).toEqual([]);
    expect(among('Le bilan que voici :', '1. Portée')).toEqual([]);
    expect(among('Le bilan : la suite.', '1. Portée')).toEqual(['1. Portée']);
    expect(among('Le bilan que voici :', 'La portée')).toEqual(['La portée']);
  });

  it('takes no paragraph around a page number for a heading', () => {
    const text = `${body}\n\nLe nombre des enquêteurs de la direction des\n\n- 12 -\n\nprisons\n\n${body}`;
    expect(headings(text)).toEqual([]);
  });

  it('takes the announcement of other articles for a heading, and the links below for text', () => {
    expect(sections(`${body}\n\nSur le même sujet\n\nUn lien vers autre chose\n\nUn second lien`)).toEqual([
      [null, body],
      ['Sur le même sujet', 'Un lien vers autre chose', 'Un second lien'],
    ]);
    // Nothing is announced.
    expect(sections(`${body}\n\nUn second lien\n\nSur le même sujet`)).toEqual([[null, body, 'Un second lien', 'Sur le même sujet']]);
    expect(isHeading('À voir également : la suite.')).toBe(true);
  });

  it('gives headings of one kind one level, in the order in which the kinds come', () => {
    const levels = (...lines: string[]): string[] =>
      headings(['Le titre', ...lines.flatMap((line) => [line, body])].join('\n\n')).map((heading) => heading.slice(0, 1));
    expect(levels('I. Un', 'A. Deux', '1. Trois', 'II. Quatre', 'B. Cinq', '2. Six', '2.1 Sept')).toEqual(['1', '2', '3', '4', '2', '3', '4', '5']);
    expect(levels('I – Un', 'A. Bilan de 2020', '1. Trois', 'B. Louis XIV – le roi', 'II – Cinq')).toEqual(['1', '2', '3', '4', '3', '2']);
    expect(levels('LES PRODUITS', '**Deux**', 'Une ligne', 'LES DROGUES', '**Cinq**', 'Une autre')).toEqual(['1', '2', '3', '4', '2', '3', '4']);
    expect(levels('Article 1 bis', 'Annexe 2 bis', 'ARTICLE 3 bis')).toEqual(['1', '2', '3', '2']);
    // Those of Markdown say it themselves.
    expect(levels('## Un', '#### Deux', '### Trois')).toEqual(['1', '2', '4', '3']);
  });

  it('takes the first line for the title when it stands alone or above a heading', () => {
    expect(sections(`Le titre\n\n${body}`)).toEqual([[null, body]]);
    expect(sections(`Le titre\n\nLe bilan\n\n${body}`)).toEqual([['Le bilan', body]]);
    expect(sections(`# Le titre\n${body}`)).toEqual([['Le titre', body]]);
    expect(sections(`# Le titre\n\n${body}`)).toEqual([[null, body]]);
  });

  it('makes a section of what stands on the front page', () => {
    expect(sections(`Le titre\n\nRapporteur : Jean Dupont\n\n${body}`)).toEqual([
      [null, 'Le titre', 'Rapporteur : Jean Dupont'],
      [null, body],
    ]);
    expect(sections(`Le titre\n\nRapporteur : Jean Dupont\n\n# Le bilan\n\n${body}`)).toEqual([
      [null, 'Le titre', 'Rapporteur : Jean Dupont'],
      ['Le bilan', body],
    ]);
    expect(headings(`# Le titre\n\nRapporteur : Jean Dupont\n\n### Le bilan\n\n${body}`)).toEqual(['1 Le titre', '3 Le bilan']);
  });

  it('takes for the front page lines of 80 characters at most that do not end as a sentence', () => {
    const front = 'Rapporteur : '.padEnd(80, 'a');
    expect(sections(`Le titre\n\n${front}\n\n${body}`)).toHaveLength(2);
    expect(sections(`Le titre\n\n${front}a\n\n${body}`)).toEqual([[null, `${front}a`, body]]);
    expect(sections(`Le titre\n\nRapporteur : Jean Dupont.\n\n${body}`)).toEqual([[null, 'Rapporteur : Jean Dupont.', body]]);
  });

  it('takes the headings that the format marks, whatever others look like', () => {
    const text = `Produits\n\n# Le bilan\n\n${body}\n\nVoici la suite.\n\n${body}`;
    const structure = structureOf(text, { headings: [[2, 'Voici la suite.']] });
    expect(outlineOf(text, structure).headings).toEqual([{ start: text.indexOf('Voici'), end: text.indexOf('Voici') + 15, level: 2 }]);
    expect(sections(text, structure)).toEqual([
      [null, 'Produits', 'Le bilan'],
      [null, body],
      ['Voici la suite.', body],
    ]);
  });

  it('keeps headings above nothing but short lines', () => {
    const text = 'Produits\n\nstylo noir\n\nstylo bleu';
    const structure = structureOf(text, { headings: [[2, 'Produits']] });
    expect(outlineOf(text, structure).headings.map(({ level }) => level)).toEqual([2]);
    expect(sections(text, structure)).toEqual([['Produits', 'stylo noir', 'stylo bleu']]);
  });

  it('puts the names of a table’s columns above its rows', () => {
    const text = `Le bilan\n\n${body}\n\nNom   |\tPrix\nstylo | 5\nencre | 9\n\nVille\nParis\n\n${body}`;
    const tables: [string | null, string][] = [
      ['Nom   |\tPrix', 'Nom   |\tPrix\nstylo | 5\nencre | 9'],
      [null, 'Ville\nParis'],
    ];
    expect(sections(text, structureOf(text, { tables }))).toEqual([
      [null, body],
      ['Nom | Prix', 'Nom | Prix', 'stylo | 5', 'encre | 9'],
      [null, 'Ville', 'Paris'],
      [null, body],
    ]);
    const headed = `Le titre\n\n${body}\n\nLe bilan\n\n${text.slice(text.indexOf('Nom'))}`;
    expect(sections(headed, structureOf(headed, { tables }))).toEqual([
      [null, body],
      ['Le bilan — Nom | Prix', 'Nom | Prix', 'stylo | 5', 'encre | 9'],
      ['Le bilan', 'Ville', 'Paris'],
      ['Le bilan', body],
    ]);
  });

  it('cuts the names of columns at 250 characters, and no character in two', () => {
    const table = (header: string): string | null => {
      const text = `${header}\nstylo | 5`;
      return sections(text, structureOf(text, { tables: [[header, text]] }))[0]![0];
    };
    expect(table('a'.repeat(250))).toBe('a'.repeat(250));
    expect(table('a'.repeat(251))).toBe('a'.repeat(250));
    expect(table(`${'a'.repeat(249)}😀`)).toBe('a'.repeat(249));
    expect(table(`${'a'.repeat(248)}😀`)).toBe(`${'a'.repeat(248)}😀`);
    expect(table(`\uD83D${'a'.repeat(251)}`)).toBe(`\uD83D${'a'.repeat(249)}`);
  });
});
