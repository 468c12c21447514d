import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Citation } from '../../retrieval/search/index.js';
import type { Speech } from '../speech.js';
import { place } from '../messages/place.js';
import { printable, type Style } from './style.js';

/** What the place of a quote is said with. */
export interface PlaceLayout {
  readonly style: Style;
  readonly speech: Speech;
  /** The dossier's folder, for links; `null`: no links. */
  readonly folder: string | null;
}

/** `title (date), lignes 12–14 — file:12` */
export function placeText({ title, date, file, lines, page }: Citation, { style, speech, folder }: PlaceLayout): string {
  const about = `${printable(title)}${date === null ? '' : ` (${date})`}`.replace(/\s+/gu, ' ');
  const name = page === null ? `${printable(file)}:${lines[0]}` : printable(file);
  return `${about}, ${place({ lines, page }, speech)} — ${folder === null ? name : style.link(name, pathToFileURL(join(folder, file)).href)}`;
}

/** The same, softly and without a link, as under what evidence quotes. */
export function placeLine(citation: Citation, style: Style, speech: Speech): string {
  return style.soft(placeText(citation, { style, speech, folder: null }));
}

/** Names the words in a stretch of a scan's text that were read with little confidence; empty when there are none. */
export function uncertainText(uncertain: Citation['uncertain'], text: string, start: number, style: Style, { say }: Speech): string {
  const found = (uncertain ?? [])
    .filter(([from, to]) => from >= start && to <= start + text.length)
    .map(([from, to]) => printable(text.slice(from - start, to - start)));
  return found.length === 0 ? '' : style.warning(say('terminal-uncertain', { words: found.join(', ') }));
}

/** The same as a line of its own under what evidence quotes. */
export function uncertainLine({ uncertain, quote, start }: Citation, style: Style, speech: Speech): string {
  const said = uncertainText(uncertain, quote, start, style, speech);
  return said === '' ? '' : `\n  ${said}`;
}

/** A quote on one line, as it stands but for white space. */
export function inline(quote: string): string {
  return printable(quote.replace(/\s+/gu, ' ').trim());
}
