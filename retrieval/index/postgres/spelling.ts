import { CLOSE_FROM_LETTERS, CLOSE_MOST, CLOSE_SHARE, CLOSE_WEIGHT } from '../words/word-index.js';

/*
 * Close spellings of a word that no passage holds, as the embedded store finds them: one letter in 5…7 changed, left out or put in, two
 * in 8…12. The database gives the terms that can be meant at all: when no more than n letters are touched, one of n + 1 pieces of
 * the word stands whole in the term. Those are compared letter by letter here.
 */

/** Letters that may be touched in a word; 0: it is looked up as it is only. */
export function mostChanges(term: string): number {
  return term.length < CLOSE_FROM_LETTERS || /\d/u.test(term) ? 0 : Math.min(CLOSE_MOST, Math.round(term.length * CLOSE_SHARE));
}

/** What a close spelling weighs against the word itself. */
export function spellingWeight(spelling: string, distance: number): number {
  return (CLOSE_WEIGHT * spelling.length) / (spelling.length + distance);
}

/** LIKE patterns, one of which every close spelling of the word fits. */
export function patternsFor(term: string): string[] {
  const pieces = mostChanges(term) + 1;
  return Array.from({ length: pieces }, (_, piece) => {
    const from = Math.floor((piece * term.length) / pieces);
    const to = Math.floor(((piece + 1) * term.length) / pieces);
    const text = term.slice(from, to).replace(/[\\%_]/gu, '\\$&');
    return `${from === 0 ? '' : '%'}${text}${to === term.length ? '' : '%'}`;
  });
}

/** Letters to change, leave out or put in to make one word the other (Levenshtein 1966), in UTF-16 units; `most` + 1 when it takes more. */
export function distanceBetween(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const now = [row];
    for (let at = 1; at <= other.length; at++) {
      now.push(Math.min(before[at]! + 1, now[at - 1]! + 1, before[at - 1]! + (one[row - 1] === other[at - 1] ? 0 : 1)));
    }
    if (Math.min(...now) > most) return most + 1;
    before = now;
  }
  return Math.min(before[other.length]!, most + 1);
}
