import { contentTerms } from '../../passages/index.js';
import type { IndexedDocument } from '../store.js';

/** The searchable words of one passage: terms as `terms()` gives them, one list a field. */
export interface PassageWords {
  readonly text: readonly string[];
  readonly heading: readonly string[];
  readonly title: readonly string[];
}

export const FIELDS = ['text', 'heading', 'title'] as const;

/** The words of a document's passages: the same terms that questions are made of. */
export function wordsOf(document: IndexedDocument): PassageWords[] {
  const title = termsOf(document.title);
  return document.passages.map(({ start, end, heading }) => ({ text: termsOf(document.text.slice(start, end)), heading: termsOf(heading ?? ''), title }));
}

function termsOf(text: string): string[] {
  return contentTerms(text).map(({ term }) => term);
}
