import type { QuoteIndex } from '../words/quote-index.js';
import { documentsOf, placesOf, surfaceOf } from '../words/quote-places.js';
import type { CountedWord } from '../words/subject-words.js';
import { isFigure, looseForm } from '../words/word-forms.js';

/** Shortest word that spellings are sought for: of three letters everything is near. */
const SHORTEST = 4;
/** Spellings shown. */
const MOST = 3;

interface Spelling {
  readonly number: number;
  readonly form: string;
  /** A bit a letter. */
  readonly letters: number;
}

const spellings = new WeakMap<QuoteIndex, readonly Spelling[]>();

/**
 * Words of the dossier that a word may be a slip of: one edit away (two from six letters on), noise of scans forgiven; the nearest first, of those
 * the commonest. None for figures: another figure is another figure.
 */
export function closeSpellings(index: QuoteIndex, word: string): CountedWord[] {
  const form = looseForm(word);
  if (form.length < SHORTEST || isFigure(word)) return [];
  const most = form.length < 6 ? 1 : 2;
  const letters = lettersOf(form);
  const near: { readonly number: number; readonly edits: number; readonly times: number }[] = [];
  for (const { number, form: other, letters: have } of spellingsOf(index)) {
    // Each edit changes two kinds of letters at most.
    if (Math.abs(other.length - form.length) > most || bits(letters ^ have) > 2 * most) continue;
    const edits = editDistance(form, other, most);
    if (edits > 0 && edits <= most) near.push({ number, edits, times: index.byWord.from[number + 1]! - index.byWord.from[number]! });
  }
  near.sort((a, b) => a.edits - b.edits || b.times - a.times || a.number - b.number);
  return near.slice(0, MOST).map(({ number }) => ({ word: surfaceOf(index, number), documents: documentsOf(index, placesOf(index.byWord, number)) }));
}

function spellingsOf(index: QuoteIndex): readonly Spelling[] {
  const made = spellings.get(index);
  if (made) return made;
  const list = [...index.vocabulary]
    .filter(([form]) => form.length >= SHORTEST - 1 && /^\p{L}/u.test(form))
    .map(([form, number]) => ({ number, form, letters: lettersOf(form) }));
  spellings.set(index, list);
  return list;
}

function lettersOf(form: string): number {
  let letters = 0;
  for (let at = 0; at < form.length; at++) letters |= 1 << (form.charCodeAt(at) & 31);
  return letters;
}

function bits(value: number): number {
  let left = value;
  let count = 0;
  for (; left !== 0; left &= left - 1) count++;
  return count;
}

/**
 * Edits from one word to another, two letters changing places counted as one (Damerau 1964; optimal string alignment). Stops once more than `most` are sure.
 * @returns `most + 1` when there are more.
 */
export function editDistance(one: string, other: string, most: number): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const now = [row];
    let least = row;
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      let cost = Math.min(last[column]! + 1, now[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) cost = Math.min(cost, before[column - 2]! + 1);
      now.push(cost);
      least = Math.min(least, cost);
    }
    // Places that change hands look two rows back, so a row may come to one less than the one before it.
    if (least > most + 1) return most + 1;
    [before, last] = [last, now];
  }
  return Math.min(last[other.length]!, most + 1);
}
