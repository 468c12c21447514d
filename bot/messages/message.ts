import { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton, MessageEntity } from 'grammy/types';

/** Longest text of a message, in UTF-16 units (https://core.telegram.org/bots/api#sendmessage). */
export const MESSAGE_LIMIT = 4096;

/** Most entities of a message: Telegram drops those beyond without a word (https://limits.tginfo.me/en). */
export const MOST_ENTITIES = 100;

/** Longest caption of a file, in UTF-16 units (https://core.telegram.org/bots/api#senddocument). */
export const CAPTION_LIMIT = 1024;

/** Longest text that a copy button copies (https://core.telegram.org/bots/api#copytextbutton). */
export const COPY_LIMIT = 256;

/** Longest label that we put on a button, in UTF-16 units: on a phone Telegram shows about 40 on a row of one. */
const LABEL_LIMIT = 60;

export type Keyboard = readonly (readonly InlineKeyboardButton[])[];

/** A message ready to be sent: entities instead of a parse mode, so that nothing needs escaping. */
export interface Message {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  /** Rows of buttons; empty: none. */
  readonly keyboard: Keyboard;
}

/** A text with its buttons. Rows without a button are left out. */
export function message(text: FormattedString | string, keyboard: Keyboard = []): Message {
  const formatted = typeof text === 'string' ? new FormattedString(text) : text;
  return { text: formatted.text, entities: formatted.entities, keyboard: keyboard.filter((row) => row.length > 0) };
}

/** A button that sends `data` back. */
export function button(label: string, data: string): InlineKeyboardButton {
  return { text: shortened(label, LABEL_LIMIT), callback_data: data };
}

/** The pieces one after the other; empty ones are left out, since an entity may not be empty. */
export function joined(pieces: readonly (FormattedString | string)[], separator = ''): FormattedString {
  return FormattedString.join(
    pieces.filter((piece) => (typeof piece === 'string' ? piece : piece.text) !== ''),
    separator,
  );
}

/**
 * A text that leads to an address. One that Telegram takes for none (`http://localhost/`, a name of the house's own network) would have the whole
 * message refused: then the text stands without it.
 */
export function linked(text: FormattedString | string, address: string): FormattedString {
  return isPublicAddress(address) ? FormattedString.link(text, address) : joined([text]);
}

/** Telegram links to web addresses whose host has a dot, or is an IPv6 address in brackets (tdlib, LinkManager::check_link). */
function isPublicAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return ['http:', 'https:'].includes(protocol) && (hostname.startsWith('[') || /^[^.]+(\.[^.]+)+\.?$/.test(hostname));
}

/** A text that is not a quote, cut to a length with `…` at the end of what stays; never inside a character. */
export function shortened(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, safeCut(text, limit - 1)).trimEnd()}…`;
}

/** The first names of a list, each cut to a length; `…` stands for those that are left out. */
export function nameList(names: readonly string[], most: number, longest: number): string {
  const shown = names.slice(0, most).map((name) => shortened(name, longest));
  return `${shown.join(', ')}${names.length > most ? '…' : ''}`;
}

/**
 * The last place at or before `limit` where a text may be cut without splitting what a reader sees as one character
 * (surrogate pairs, combining marks, joined emoji). Where one such character is longer than the limit, it is cut
 * between code points.
 */
export function safeCut(text: string, limit: number): number {
  if (text.length <= limit) return text.length;
  // One unit more than the limit, so that a character that ends right there is seen whole.
  const window = text.slice(0, limit + 2);
  let cut = 0;
  for (const { index } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(window)) {
    if (index <= limit) cut = index;
  }
  if (cut > 0) return cut;
  const isPair = text.codePointAt(limit - 1)! > 0xffff;
  return isPair ? limit - 1 : limit;
}
