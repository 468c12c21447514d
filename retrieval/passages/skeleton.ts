import { fold } from './fold.js';

/**
 * What is left of a word when everything that scanners and hasty fingers confuse is made the same: rn and m, vv and w, cl
 * and d, 0 and o, 1, l and i, ce for œ, doubled letters. Two words with one skeleton may be the same word misread; use it
 * to look up words that the dossier does not know, never to index.
 */
export function skeleton(word: string): string {
  return fold(word)
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('cl', 'd')
    .replaceAll('0', 'o')
    .replaceAll(/[1l]/gu, 'i')
    .replaceAll(/ceu|oeu/gu, 'eu')
    .replaceAll('ph', 'f')
    .replaceAll(/(\p{L})\1+/gu, '$1');
}
