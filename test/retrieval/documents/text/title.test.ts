import { describe, expect, it } from 'vitest';
import { findTitle, titleFromName } from '../../../../retrieval/documents/text/title.js';
import { hostileText, seeded } from '../../../support/seeded.js';
import { hasPiaf, piafTexts, seedText } from '../../../support/dossiers.js';

const body = 'Une phrase assez longue pour être du texte suivi, et qui finit par un point. En voici une autre.';

describe('findTitle', () => {
  it.each([
    ['000', 'Risques de rapprochement entre narcotrafiquants et cybercriminels au sein des établissements pénitentiaires'],
    ['001', 'Cyberpatrouilles : Darmanin impose de nouvelles mesures pour éradiquer la livraison de drogue à domicile'],
    ['002', 'Une vaste opération de perquisitions a été menée dans 66 prisons à travers la France'],
    ['003', 'Narcotrafiquants : Qui sont ces adeptes de réseaux chiffrés et riches « businessmen » ?'],
    ['004', 'Treizième Réunion des chefs des services chargés au plan national de la lutte contre le trafic illicite des drogues, Europe'],
  ])('finds the title of seed %s', (number, title) => {
    expect(findTitle(seedText(number))).toBe(title);
  });

  it.each([
    ['a first line', `Sport\n\n${body}`, 'Sport'],
    ['a first line that could be a label', `Anglais\n\n${body}`, 'Anglais'],
    ['a report that is named', `Rapport d'Oslo\n\n${body}`, "Rapport d'Oslo"],
    ['Markdown', `Menu\n\n# Le *vrai* titre\n\n## Partie\n\n${body}`, 'Le *vrai* titre'],
    ['front matter', `---\ntitle: "Annual report"\ndate: 2024-03-21\n---\n\n# Other\n\n${body}`, 'Annual report'],
    ['an e-mail', `De : a@example.org\nDate : 12 mars 2024\nObjet : Compte rendu de la réunion\n\n${body}`, 'Compte rendu de la réunion'],
    [
      'a title page',
      `RAPPORT D'INFORMATION\n\nfait au nom de la commission des lois,\n\nPar M. Dupont\n\n${body}`,
      "RAPPORT D'INFORMATION fait au nom de la commission des lois",
    ],
    [
      'a generic heading',
      `Introduction\n\nLe 3 mai 2024, la cour a rendu son arrêt dans l'affaire Dupont. Suite.`,
      "La cour a rendu son arrêt dans l'affaire Dupont",
    ],
    ['running text alone', body, 'Une phrase assez longue pour être du texte suivi, et qui finit par un point'],
    [
      'a question to a minister',
      `Question écrite\n\nMme Marie Petit interroge M. le ministre de la santé sur la pénurie de médicaments dans les pharmacies rurales. ${body}`,
      'Pénurie de médicaments dans les pharmacies rurales',
    ],
    ['nothing but a generic line', 'Introduction', 'Introduction'],
    [
      'a press article',
      `Home\nNews\n\nPolice seize 2.5 tonnes of cocaine in Le Havre\nBy Jane Smith\nPublished on 3 July 2019\n\n${body}`,
      'Police seize 2.5 tonnes of cocaine in Le Havre',
    ],
    [
      'a resolution',
      `United Nations      A/RES/70/1\n\nDistr.: General\n21 October 2015\n\nSeventieth session\n\nResolution adopted on 25 September 2015\n\n${body}`,
      'Resolution adopted on 25 September 2015',
    ],
    ['a sitting', `Compte rendu intégral\nSéance du mardi 4 février 2025\n\n${body}`, 'Compte rendu intégral – Séance du mardi 4 février 2025'],
    ['a byte-order mark', `\uFEFFLe titre\r\n\r\n${body}`, 'Le titre'],
  ])('finds the title of %s', (_name, text, title) => {
    expect(findTitle(text)).toBe(title);
  });

  it.each(['', ' \n ', '12 34\n56', '* * *'])('finds none in %j', (text) => {
    expect(findTitle(text)).toBeNull();
  });

  it('cuts a long title at a word', () => {
    const title = findTitle(`${'Un titre très long '.repeat(13).trim()}\n\n${body}`)!;
    expect(title.length).toBeLessThanOrEqual(161);
    expect(title).toMatch(/(?:Un|titre|très|long)…$/u);
  });

  it.skipIf(!hasPiaf)('takes the first line of every PIAF article', () => {
    for (const [, text] of piafTexts) expect(findTitle(text)).toBe(text.split('\n')[0]!.trim());
  });

  it('gives one line of any text, taken from it', () => {
    const random = seeded(41);
    for (let round = 0; round < 300; round++) {
      const title = findTitle(hostileText(random, 1 + Math.floor(random() * 60)));
      if (title !== null) {
        expect(title).not.toMatch(/[\n\r]/u);
        expect(title.trim()).not.toBe('');
      }
    }
  });
});

describe('titleFromName', () => {
  it.each([
    ['rapport_final-2.txt', 'rapport final-2'],
    ['.txt', '.txt'],
    ['a.b.c.md', 'a.b.c'],
    ['_', '_'],
  ])('%s → %s', (name, title) => {
    expect(titleFromName(name)).toBe(title);
  });
});
