import type { InlineQueryResult, InlineQueryResultsButton } from 'grammy/types';
import { badRequest } from '../protocol/error.js';
import { isObject, type Parameters } from '../protocol/parameters.js';
import type { FileStore } from '../world/files.js';
import { checkReplyMarkup, type ReplyMarkup } from './keyboards.js';
import { readCaption, readText } from './message-text.js';
import type { FormattedText } from './entities.js';

/** Bot API, answerInlineQuery: "No more than 50 results per query are allowed." */
const MAX_RESULTS = 50;
/** Bot API: "Unique identifier for this result, 1-64 Bytes"; the same for `next_offset`. */
const MAX_ID_BYTES = 64;
/** Bot API, start_parameter and t.me/bot?start=…: "1-64 characters, only A-Z, a-z, 0-9, _ and - are allowed." */
export const START_PARAMETER = /^[A-Za-z0-9_-]{1,64}$/;

/** What choosing a result will send. */
export interface InlineMessage {
  readonly text: FormattedText | null;
  readonly file: { readonly id: string; readonly caption: FormattedText } | null;
  readonly markup: ReplyMarkup | undefined;
}

/** Checks a list of inline results. @throws ApiError 400 */
export function checkResults(value: unknown, files: FileStore): readonly InlineQueryResult[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw badRequest('expected an Array of inline query results');
  if (value.length > MAX_RESULTS) throw badRequest('too many inline query results specified');
  const seen = new Set<string>();
  for (const result of value as unknown[]) {
    if (!isObject(result)) throw badRequest("can't parse inline query result: Inline query result must be an object");
    const { type, id } = result;
    if (typeof type !== 'string') throw badRequest('can\'t parse inline query result: Can\'t find field "type"');
    if (typeof id !== 'string' && typeof id !== 'number') throw badRequest('can\'t parse inline query result: Can\'t find field "id"');
    const bytes = Buffer.byteLength(String(id));
    if (bytes < 1 || bytes > MAX_ID_BYTES) throw badRequest('RESULT_ID_INVALID');
    if (seen.has(String(id))) throw badRequest('RESULT_ID_DUPLICATE');
    seen.add(String(id));
    if (type === 'article' && (typeof result['title'] !== 'string' || result['title'].trim() === '')) throw badRequest('ARTICLE_TITLE_EMPTY');
    readInlineMessage(result as unknown as InlineQueryResult, files);
  }
  // Users choose a result by its id as text.
  return (value as (object & { readonly id: string | number })[]).map((result) => ({ ...result, id: String(result.id) }) as InlineQueryResult);
}

/** The message of a result. @throws ApiError 400 when Telegram would not take it. */
export function readInlineMessage(result: InlineQueryResult, files: FileStore): InlineMessage {
  const fields = result as unknown as Readonly<Record<string, unknown>>;
  const refuse = (why: string) => badRequest(`can't parse inline query result: ${why}`);
  const markup = fields['reply_markup'] === undefined ? undefined : checkReplyMarkup(fields['reply_markup']);
  if (markup && markup.kind !== 'inline') throw badRequest('inline keyboard expected');
  const content = fields['input_message_content'];
  if (content !== undefined && (!isObject(content) || !('message_text' in content)))
    throw refuse('only texts are carried out by the local preview as input_message_content');
  const text = isObject(content) ? readText(asParameters(content), 'message_text') : null;
  if (result.type === 'article') {
    if (!text) throw refuse('Input message content is not specified');
    return { text, file: null, markup };
  }
  const cached = result.type === 'document' ? fields['document_file_id'] : result.type === 'photo' ? fields['photo_file_id'] : undefined;
  if (typeof cached !== 'string')
    throw refuse(`type "${result.type}" is unsupported for the inline query result (the local preview takes article and cached document and photo)`);
  if (!files.withId(cached)) throw badRequest('wrong file identifier/HTTP URL specified');
  return { text, file: text ? null : { id: cached, caption: readCaption(asParameters(fields)) }, markup };
}

/** The button above inline results. @throws ApiError 400 */
export function checkResultsButton(value: unknown): InlineQueryResultsButton | null {
  if (value === undefined) return null;
  const refuse = (why: string) => badRequest(`can't parse inline query results button: ${why}`);
  if (!isObject(value)) throw refuse('InlineQueryResultsButton must be an Object');
  if (typeof value['text'] !== 'string' || value['text'] === '') throw refuse('Can\'t find field "text"');
  const start = value['start_parameter'];
  if ((start === undefined) === (value['web_app'] === undefined)) throw refuse('InlineQueryResultsButton must have exactly one optional field');
  if (start !== undefined && (typeof start !== 'string' || !START_PARAMETER.test(start))) throw badRequest('START_PARAM_INVALID');
  return value as unknown as InlineQueryResultsButton;
}

export function checkNextOffset(offset: string): string {
  if (Buffer.byteLength(offset) > MAX_ID_BYTES) throw badRequest('NEXT_OFFSET_INVALID');
  return offset;
}

function asParameters(values: Readonly<Record<string, unknown>>): Parameters {
  return { values, uploads: new Map() };
}
