import type { ForceReply, InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove } from 'grammy/types';
import { badRequest } from '../protocol/error.js';
import { isObject, jsonOf, type Parameters } from '../protocol/parameters.js';
import { checkUrl } from './urls.js';

export type ReplyMarkup =
  | { readonly kind: 'inline'; readonly markup: InlineKeyboardMarkup }
  | { readonly kind: 'reply'; readonly markup: ReplyKeyboardMarkup }
  | { readonly kind: 'remove'; readonly markup: ReplyKeyboardRemove }
  | { readonly kind: 'force'; readonly markup: ForceReply };

/** Bot API: "Data to be sent in a callback query to the bot when the button is pressed, 1-64 bytes". */
const MAX_CALLBACK_BYTES = 64;
/** What Telegram takes in one inline keyboard (limits.tginfo.me). */
const MAX_BUTTONS = 100;
/** Bot API: CopyTextButton, "1-256 characters". */
const MAX_COPY = 256;
/** Bot API: switch_inline_query; an inline query is at most 256 characters. */
const MAX_INLINE_QUERY = 256;

const ACTIONS = [
  'url',
  'callback_data',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
];

/** The reply_markup of a call. @throws ApiError 400 when it is not one that Telegram takes. */
export function readReplyMarkup(parameters: Parameters): ReplyMarkup | undefined {
  const value = jsonOf(parameters, 'reply_markup', "can't parse reply keyboard markup JSON object");
  return value === undefined ? undefined : checkReplyMarkup(value);
}

export function checkReplyMarkup(value: unknown): ReplyMarkup | undefined {
  if (!isObject(value)) throw badRequest('object expected as reply markup');
  if ('inline_keyboard' in value) {
    const rows = readRows(value['inline_keyboard'], 'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays', checkInlineButton);
    return { kind: 'inline', markup: { inline_keyboard: rows } as InlineKeyboardMarkup };
  }
  if ('keyboard' in value) {
    const rows = readRows(value['keyboard'], 'Field "keyboard" must be an Array of Arrays', checkReplyButton);
    if (rows.length === 0) throw badRequest('REPLY_MARKUP_INVALID');
    return { kind: 'reply', markup: { ...value, keyboard: rows } as unknown as ReplyKeyboardMarkup };
  }
  if (value['remove_keyboard'] === true) return { kind: 'remove', markup: value as unknown as ReplyKeyboardRemove };
  if (value['force_reply'] === true) return { kind: 'force', markup: value as unknown as ForceReply };
  return undefined;
}

function readRows(value: unknown, complaint: string, check: (button: unknown) => object): object[][] {
  if (!Array.isArray(value)) throw badRequest(complaint);
  const rows = value.map((row: unknown) => {
    if (!Array.isArray(row)) throw badRequest(complaint);
    return row.map(check);
  });
  if (rows.flat().length > MAX_BUTTONS) throw badRequest('reply markup is too long');
  return rows.filter((row) => row.length > 0);
}

function checkReplyButton(button: unknown): object {
  const refuse = (why: string) => badRequest(`can't parse keyboard button: ${why}`);
  if (typeof button !== 'string' && !isObject(button)) throw refuse('KeyboardButton must be a String or an Object');
  const object = typeof button === 'string' ? { text: button } : button;
  if (typeof object['text'] !== 'string') throw refuse('Can\'t find field "text"');
  if (object['text'].trim() === '') throw badRequest('keyboard button text must be non-empty');
  return object;
}

function checkInlineButton(button: unknown): object {
  const refuse = (why: string) => badRequest(`can't parse inline keyboard button: ${why}`);
  if (!isObject(button)) throw refuse('InlineKeyboardButton must be an Object');
  if (typeof button['text'] !== 'string') throw refuse('Can\'t find field "text"');
  if (button['text'].trim() === '') throw badRequest('inline keyboard button text must be non-empty');
  const actions = ACTIONS.filter(
    (action) => (button[action] !== undefined && button[action] !== '') || (action.startsWith('switch_inline') && button[action] === ''),
  );
  if (actions.length === 0) throw refuse(button['callback_data'] === '' ? 'BUTTON_DATA_INVALID' : 'Text buttons are unallowed in the inline keyboard');
  // Telegram takes the first action it finds and drops the others; that hides a fault, so it is refused here.
  if (actions.length > 1) throw refuse(`exactly one action expected, found ${actions.join(' and ')}`);
  checkAction(button, actions[0]!, refuse);
  return button;
}

function checkAction(button: Readonly<Record<string, unknown>>, action: string, refuse: (why: string) => Error): void {
  const value = button[action];
  const inner = (field: string) => (isObject(value) ? value[field] : undefined);
  switch (action) {
    case 'url':
      if (typeof value !== 'string') throw refuse('Field "url" must be of type String');
      checkUrl(value, 'inline keyboard button');
      return;
    case 'callback_data':
      if (typeof value !== 'string') throw refuse('Field "callback_data" must be of type String');
      if (!value.isWellFormed() || Buffer.byteLength(value) > MAX_CALLBACK_BYTES) throw badRequest('BUTTON_DATA_INVALID');
      return;
    case 'switch_inline_query':
    case 'switch_inline_query_current_chat':
      if (typeof value !== 'string') throw refuse(`Field "${action}" must be of type String`);
      if (value.length > MAX_INLINE_QUERY) throw badRequest('BUTTON_DATA_INVALID');
      return;
    case 'switch_inline_query_chosen_chat':
      if (!isObject(value)) throw refuse(`Field "${action}" must be of type Object`);
      return;
    case 'copy_text': {
      const text = inner('text');
      if (typeof text !== 'string') throw refuse('Can\'t find field "text"');
      if (text.length < 1 || text.length > MAX_COPY) throw badRequest('BUTTON_COPY_TEXT_INVALID');
      return;
    }
    case 'web_app':
    case 'login_url': {
      const url = inner('url');
      if (typeof url !== 'string') throw refuse('Can\'t find field "url"');
      if (!url.startsWith('https://'))
        throw badRequest(`inline keyboard button ${action === 'web_app' ? 'Web App' : 'login'} URL '${url}' is invalid: Only HTTPS links are allowed`);
      return;
    }
    default:
      throw badRequest('BUTTON_TYPE_INVALID');
  }
}
