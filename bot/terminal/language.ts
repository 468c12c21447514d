import { languageOf } from '../../retrieval/search/index.js';
import { languageIn, type Language } from '../languages.js';

/** The language to answer a question in; French when its words do not tell, since most dossiers are. */
export function answerLanguage(question: string): Language {
  return languageOf(question) ?? 'fr';
}

/** Before any question the system's language is all there is to go by. */
export function systemLanguage(env: Readonly<Record<string, string | undefined>>): Language {
  // An empty one counts as none (POSIX).
  const locale = ['LC_ALL', 'LC_MESSAGES', 'LANG'].map((name) => env[name] ?? '').find((value) => value !== '') ?? '';
  return languageIn(locale) ?? 'fr';
}
