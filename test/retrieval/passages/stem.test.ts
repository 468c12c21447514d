import { describe, expect, it } from 'vitest';
import { fold } from '../../../retrieval/passages/fold.js';
import { stem } from '../../../retrieval/passages/stem.js';

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

  it('leaves short words, figures and other scripts alone', () => {
    for (const word of ['mur', 'bus', 'km2', '2025', 'москва', '漢字', '']) expect(stem(word)).toBe(word);
  });
});
