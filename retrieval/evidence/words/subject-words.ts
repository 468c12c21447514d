import { fold, isFunctionWord, stem } from '../../passages/index.js';
import type { QuoteIndex } from './quote-index.js';
import { documentsOf, placesOf, surfaceOf } from './quote-places.js';
import { looseForm, wordSpans } from './word-forms.js';

/** A word of a question or subject, and where the dossier has it: any ending, accents or none, noise of scans forgiven. */
export interface SubjectWord {
  /** As it was asked. */
  readonly word: string;
  /** Places of the index, ascending; empty when the dossier never has it. */
  readonly places: Uint32Array;
  /** Documents that have it. */
  readonly documents: number;
}

/** A word and how many documents have it, in any of its endings. */
export interface CountedWord {
  readonly word: string;
  readonly documents: number;
}

const stems = new WeakMap<QuoteIndex, ReadonlyMap<string, readonly number[]>>();

/** Stem → words of the vocabulary with that stem. Worked out once an index. */
export function stemsOf(index: QuoteIndex): ReadonlyMap<string, readonly number[]> {
  const made = stems.get(index);
  if (made) return made;
  const lists = new Map<string, number[]>();
  for (let number = 0; number < index.vocabulary.size; number++) {
    const key = stem(fold(surfaceOf(index, number)));
    const list = lists.get(key);
    if (list) list.push(number);
    else lists.set(key, [number]);
  }
  stems.set(index, lists);
  return lists;
}

/** The words of a text that carry its subject, each once, in order: no function words, no single letters; figures count. */
export function subjectWords(index: QuoteIndex, text: string): SubjectWord[] {
  const found = new Map<string, SubjectWord>();
  for (const { start, end } of wordSpans(text)) {
    const word = text.slice(start, end);
    const key = stem(fold(word));
    if (found.has(key) || isFunctionWord(word) || !/[\p{L}\p{N}]/u.test(word) || (word.length === 1 && !/\d/u.test(word))) continue;
    const places = placesOfWord(index, word, key);
    found.set(key, { word, places, documents: documentsOf(index, places) });
  }
  return [...found.values()];
}

function placesOfWord(index: QuoteIndex, word: string, key: string): Uint32Array {
  const loose = index.vocabulary.get(looseForm(word));
  const numbers = new Set([...(stemsOf(index).get(key) ?? []), ...(loose === undefined ? [] : [loose])]);
  return Uint32Array.from([...numbers].flatMap((number) => [...placesOf(index.byWord, number)])).sort();
}
