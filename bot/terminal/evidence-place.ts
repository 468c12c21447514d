import type { Citation } from '../../retrieval/search/answer.js';
import type { Language } from '../languages.js';
import { printable, type Style } from './style.js';
import { WORDS } from './words.js';

/** `title (date), lignes 12–14 — file:12`, as under an answer's passages. */
export function placeLine(citation: Citation, style: Style, language: Language): string {
  const { title, date, file, lines, page } = citation;
  const name = page === null ? `${file}:${lines[0]}` : file;
  return style.soft(printable(`${title}${date === null ? '' : ` (${date})`}, ${WORDS[language].place(citation)} — ${name}`).replace(/\s+/gu, ' '));
}

/** A quote on one line, as it stands but for white space. */
export function inline(quote: string): string {
  return printable(quote.replace(/\s+/gu, ' ').trim());
}
