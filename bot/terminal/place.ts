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

/** Names the words in a stretch of a scan's text that were read with little confidence; empty when there are none. */
export function uncertainText(uncertain: Citation['uncertain'], text: string, start: number, { style, words }: Pick<PlaceLayout, 'style' | 'words'>): string {
  const found = (uncertain ?? [])
    .filter(([from, to]) => from >= start && to <= start + text.length)
    .map(([from, to]) => printable(text.slice(from - start, to - start)));
  return found.length === 0 ? '' : style.warning(words.uncertain(found.join(', ')));
}

/** The same as a line of its own under what evidence quotes. */
export function uncertainLine({ uncertain, quote, start }: Citation, style: Style, language: Language): string {
  const said = uncertainText(uncertain, quote, start, { style, words: WORDS[language] });
  return said === '' ? '' : `\n  ${said}`;
}

/** A quote on one line, as it stands but for white space. */
export function inline(quote: string): string {
  return printable(quote.replace(/\s+/gu, ' ').trim());
}
