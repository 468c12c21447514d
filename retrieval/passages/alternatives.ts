import { fold } from './fold.js';
import { stem } from './stem.js';

/**
 * Terms to try for a word of a question that the dossier does not know: the word without an elided one that was typed
 * without its apostrophe (lenquete → enquete). Words that the dossier knows should be left as they are.
 * @param word as written in the question.
 * @returns terms as `terms` gives them, best first; empty when there is nothing to try.
 */
export function alternatives(word: string): string[] {
  const rest = /^(?:[cdjlmnst]|qu)(?<rest>[aeiouyh][a-z]{2,})$/u.exec(fold(word))?.groups?.['rest'];
  return rest === undefined ? [] : [stem(rest)];
}
