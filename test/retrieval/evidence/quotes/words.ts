import type { ComparedWord } from '../../../../retrieval/evidence/quotes/align.js';
import { looseForm, wordSpans } from '../../../../retrieval/evidence/words/word-forms.js';

const numbers = new Map<string, number>();

/** The words of a text, numbered by their loose forms as an index does. */
export function wordsOf(text: string): ComparedWord[] {
  return wordSpans(text).map(({ start, end }) => {
    const word = text.slice(start, end);
    const form = looseForm(word);
    if (!numbers.has(form)) numbers.set(form, numbers.size);
    return { text: word, number: numbers.get(form)! };
  });
}
