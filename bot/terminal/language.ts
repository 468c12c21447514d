import { languageOf } from '../../retrieval/search/language.js';
import type { Language } from '../languages.js';

/** The language to answer a question in; French when its words do not tell, since most dossiers are. */
export function answerLanguage(question: string): Language {
  return languageOf(question) ?? 'fr';
}
