import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Citation } from '../../retrieval/search/answer.js';
import type { Language } from '../languages.js';
import { printable, type Style } from './style.js';
import { WORDS, type Words } from './words.js';

/** What the place of a quote is said with. */
export interface PlaceLayout {
  readonly style: Style;
  readonly words: Words;
  /** The dossier's folder, for links; `null`: no links. */
  readonly folder: string | null;
}

/** `title (date), lignes 12–14 — file:12` */
export function placeText({ title, date, file, lines, page }: Citation, { style, words, folder }: PlaceLayout): string {
  const about = `${printable(title)}${date === null ? '' : ` (${date})`}`.replace(/\s+/gu, ' ');
  const name = page === null ? `${printable(file)}:${lines[0]}` : printable(file);
  return `${about}, ${words.place({ lines, page })} — ${folder === null ? name : style.link(name, pathToFileURL(join(folder, file)).href)}`;
}

/** The same, softly and without a link, as under what evidence quotes. */
export function placeLine(citation: Citation, style: Style, language: Language): string {
  return style.soft(placeText(citation, { style, words: WORDS[language], folder: null }));
}

/** A quote on one line, as it stands but for white space. */
export function inline(quote: string): string {
  return printable(quote.replace(/\s+/gu, ' ').trim());
}
