import { describe, expect, it } from 'vitest';
import { fold } from '../../../../retrieval/passages/words/fold.js';
import { stem } from '../../../../retrieval/passages/words/stem.js';

const stems = (words: string): Set<string> => new Set(words.split(' ').map((word) => stem(fold(word))));

describe('stem', () => {
  it.each([
    'arrêté arrêter arrêtent arrêtés arrêtée arrêtées arrêtèrent arrête arreter arretees',
    'mange mangent mangeait manger mangé',
    'fouiller fouillé fouillées fouilles fouille',
    'détenu détenus détenue détenues',
    'loi lois',
    'cheval chevaux',
    'travail travaux',
    'milieu milieux',
    'président présidents présidente',
    'différent différents différente',
    'numérique numériques',
    'opération opérations',
    'criminel criminels criminelle criminelles',
    'utiliser utilisé utilisation utilisent',
    'search searched searching searches',
    'study studies studied',
    'encrypted encryption encrypt',
    'operation operations opération',
  ])('brings together %s', (words) => {
    expect([...stems(words)]).toHaveLength(1);
  });

  it.each(['prison prisonnier', 'pays payer', 'Paris parasite', 'cellule celle', 'trafic trafiquant'])('keeps apart %s', (words) => {
    expect([...stems(words)]).toHaveLength(2);
  });

  it.each([
    'présent présents présente présentes',
    'présenter présentent',
    'permanent permanente permanentes',
    'mécontent mécontente',
    'mécontentement mécontentements',
    'augmente augmenter augmentent',
    'profiter profite profitèrent profiterent',
    'limiter limitèrent limité',
    'créée créées créés',
    'niveau niveaux',
    'noyau noyaux',
    'feu feux',
    'neveu neveux',
    'arrive arrivent',
    'marque marquent',
    'class classes',
  ])('brings together the forms of %s', (words) => {
    expect([...stems(words)]).toHaveLength(1);
  });

  it('leaves short words, figures and other scripts alone', () => {
    for (const word of ['mur', 'bus', 'km2', '2025', 'москва', '漢字', '', '14ers', 'covid19s', '1ere', 'h1n1s', 'roːmas']) expect(stem(word)).toBe(word);
  });

  it('takes words of four letters for French, whatever their ending', () => {
    for (const word of ['army', 'jury', 'only', 'pied', 'sing']) expect(stem(word)).toBe(word);
    expect(stem('lies')).toBe('lie');
  });

  it('takes no s off a double one, and no plural off four letters in -aux', () => {
    for (const word of ['urss', 'express', 'congress', 'taux', 'faux']) expect(stem(word)).toBe(word);
    expect(stem('chevaux')).toBe('cheval');
  });

  it('leaves no accent, and keeps the word where its stem would be a letter or two', () => {
    expect(['annees', 'armee', 'entree', 'idees'].map((word) => stem(word))).toEqual(['anne', 'arme', 'entre', 'ide']);
    expect(['tiers', 'fier', 'neant', 'rues'].map((word) => stem(word))).toEqual(['tier', 'fier', 'neant', 'rue']);
  });

  it('says the same of a word after many others', () => {
    const words = ['arretees', 'searching', 'chevaux'];
    const first = words.map((word) => stem(word));
    for (let number = 0; number < 25_001; number++) stem(`mot${number}`);
    expect(words.map((word) => stem(word))).toEqual(first);
    expect(words.map((word) => stem(word))).toEqual(first);
  });
});
