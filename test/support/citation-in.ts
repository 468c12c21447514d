import type { Citation } from '../../retrieval/search/answer.js';
import { cite, type CitedDocument } from '../../retrieval/search/cite.js';

/** The citation of a phrase where a text first has it. */
export function citationIn(text: string, phrase: string, document: Partial<CitedDocument> = {}): Citation {
  const start = text.indexOf(phrase);
  if (start < 0) throw new Error(`citing “${phrase}”: a phrase of the text expected, found none`);
  return cite({ file: 'a.txt', title: 'Rapport', date: null, pages: null, ...document, text }, start, start + phrase.length);
}
