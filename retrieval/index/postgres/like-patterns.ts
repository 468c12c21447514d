import { mostChanges } from '../words/close-terms.js';

/**
 * LIKE patterns, one of which every close spelling of a word fits: when no more than n letters are touched, one of n + 1 pieces of the word
 * stands whole in it.
 */
export function patternsFor(term: string): string[] {
  const pieces = mostChanges(term) + 1;
  return Array.from({ length: pieces }, (_, piece) => {
    const from = Math.floor((piece * term.length) / pieces);
    const to = Math.floor(((piece + 1) * term.length) / pieces);
    const text = term.slice(from, to).replace(/[\\%_]/gu, '\\$&');
    return `${from === 0 ? '' : '%'}${text}${to === term.length ? '' : '%'}`;
  });
}
