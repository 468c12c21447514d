import type { WordSegment } from './word-segment.js';

/*
 * Close spellings of a question's word that no passage holds, by one rule for both stores: one letter in 5…7 changed, left out or put in,
 * two in 8…12.
 */

/** Shorter words have none: everything is near them. */
const CLOSE_FROM_LETTERS = 5;

/** Share of a term's letters that a close spelling may change, and the most. */
const CLOSE_SHARE = 0.2;
const CLOSE_MOST = 6;

/** What a close spelling is worth against the word itself, before the letters that differ are taken off. */
const CLOSE_WEIGHT = 0.45;

/** Letters that a spelling of a term may change; 0: it is looked up as it is only, and so are figures. */
export function mostChanges(term: string): number {
  return term.length < CLOSE_FROM_LETTERS || /\d/u.test(term) ? 0 : Math.min(CLOSE_MOST, Math.round(term.length * CLOSE_SHARE));
}

/** What a close spelling weighs against the term itself. */
export function spellingWeight({ term, distance }: CloseTerm): number {
  return (CLOSE_WEIGHT * term.length) / (term.length + distance);
}

/** A term and how many letters must change to make it from the one asked for. */
export interface CloseTerm {
  readonly term: string;
  /** Levenshtein distance in UTF-16 units, 1 or more. */
  readonly distance: number;
}

/**
 * The terms at most `most` changes away. The sorted terms are gone through as a tree: rows of the distance matrix are kept for the
 * letters that a term shares with the one before, and terms that begin as one that is already too far are passed over.
 */
export function closeTerms(segment: WordSegment, asked: string, most: number): CloseTerm[] {
  const width = asked.length + 1;
  const deepest = asked.length + most;
  // Row d: distances of the first d letters of the term at hand from each beginning of the one asked for.
  const matrix = new Uint16Array((deepest + 1) * width);
  for (let at = 0; at < width; at++) matrix[at] = at;
  const found: CloseTerm[] = [];
  let done = 0;
  let tooFarFrom = Infinity;
  for (let number = 0; number < segment.terms; number++) {
    const shared = segment.shared[number]!;
    if (shared >= tooFarFrom) continue;
    tooFarFrom = Infinity;
    const length = segment.lengthOf(number);
    let depth = Math.min(done, shared);
    while (depth < length) {
      if (depth === deepest) {
        tooFarFrom = depth + 1;
        break;
      }
      if (nextRow(matrix, depth, width, segment.letter(number, depth), asked) > most) {
        tooFarFrom = depth + 1;
        break;
      }
      depth++;
    }
    done = depth;
    if (depth < length) continue;
    const distance = matrix[depth * width + asked.length]!;
    if (distance > 0 && distance <= most) found.push({ term: segment.termAt(number), distance });
  }
  return found;
}

/** Works out the row after `depth`. @returns the least distance in it. */
function nextRow(matrix: Uint16Array, depth: number, width: number, letter: number, asked: string): number {
  const above = depth * width;
  const row = above + width;
  let least = (matrix[row] = depth + 1);
  for (let at = 1; at < width; at++) {
    const changed = matrix[above + at - 1]! + (asked.charCodeAt(at - 1) === letter ? 0 : 1);
    const value = Math.min(changed, matrix[above + at]! + 1, matrix[row + at - 1]! + 1);
    matrix[row + at] = value;
    if (value < least) least = value;
  }
  return least;
}
