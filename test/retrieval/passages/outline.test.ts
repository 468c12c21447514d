import { describe, expect, it } from 'vitest';
import { outlineOf } from '../../../retrieval/passages/outline.js';
import { seedText } from '../../support/dossiers.js';

/** Headings as "level text", white space collapsed. */
const headings = (text: string): string[] =>
  outlineOf(text).headings.map(({ start, end, level }) => `${level} ${text.slice(start, end).replaceAll(/\s+/gu, ' ')}`);
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
});
