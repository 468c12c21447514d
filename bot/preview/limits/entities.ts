import type { MessageEntity } from 'grammy/types';
import { badRequest } from '../protocol/error.js';
import { isObject } from '../protocol/parameters.js';
import { cleanText } from './clean-text.js';
import { findEntities, meet } from './find-entities.js';
import { checkUrl } from './urls.js';

/** A text with its formatting, as a message carries it. */
export interface FormattedText {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

/** Telegram keeps the first 100 entities of a message and drops the others without a word; here that is an error. */
const MAX_ENTITIES = 100;
/** Bytes of UTF-8 that the Bot API server takes before it looks at a text. */
const MAX_RAW_BYTES = 32_768;

/** Types that Telegram finds by itself: taken in a request and ignored there. */
const FOUND_BY_TELEGRAM = ['mention', 'hashtag', 'cashtag', 'bot_command', 'url', 'email', 'phone_number', 'bank_card_number'];
const STYLES = ['bold', 'italic', 'underline', 'strikethrough', 'spoiler'];
const QUOTES = ['blockquote', 'expandable_blockquote'];
const MONOSPACE = ['code', 'pre', 'date_time'];
const UNBROKEN = ['text_link', 'text_mention', 'custom_emoji'];
const KNOWN = [...STYLES, ...QUOTES, ...MONOSPACE, ...UNBROKEN];

/**
 * Reads a text with its entities as a request gives them, and checks them as Telegram does.
 * Formatting that Telegram would drop in silence (a quote in a quote, bold inside code, more than 100 entities) is refused:
 * the stand-in is there to show such a fault, not to hide it.
 * @throws ApiError 400
 */
export function readFormattedText(raw: string, given: unknown): FormattedText {
  // Half of a surrogate pair has no UTF-8 form.
  if (!raw.isWellFormed()) throw badRequest('strings must be encoded in UTF-8');
  if (Buffer.byteLength(raw) > MAX_RAW_BYTES) throw badRequest('text is too long');
  const entities = Array.isArray(given) ? (given.map(readEntity).filter((entity) => entity !== null && entity.length !== 0) as MessageEntity[]) : [];
  entities.sort((a, b) => a.offset - b.offset || b.length - a.length);
  for (const entity of entities) checkBounds(raw, entity);
  checkNesting(entities);

  const clean = cleanText(raw, entities[0]?.offset);
  const placed = entities
    .map((entity) => {
      const offset = clean.place(entity.offset);
      return { ...entity, offset, length: clean.place(entity.offset + entity.length) - offset };
    })
    .filter((entity) => entity.length > 0 && clean.text.slice(entity.offset, entity.offset + entity.length).trim() !== '');
  if (placed.length > MAX_ENTITIES) throw badRequest('ENTITIES_TOO_LONG');
  return { text: clean.text, entities: withFound(clean.text, placed) };
}

/** Adds what Telegram finds by itself (commands, mentions, links), wherever it does not cross the given formatting. */
export function withFound(text: string, entities: readonly MessageEntity[]): MessageEntity[] {
  const closed = entities.filter(({ type }) => MONOSPACE.includes(type) || UNBROKEN.includes(type));
  const found = findEntities(text).filter((entity) => !closed.some((other) => meet(entity, other)));
  return [...entities, ...found].sort((a, b) => a.offset - b.offset || b.length - a.length);
}

function readEntity(value: unknown): MessageEntity | null {
  const refuse = (why: string) => badRequest(`can't parse MessageEntity: ${why}`);
  if (!isObject(value)) throw refuse('expected an Object');
  const { offset, length, type } = value;
  for (const [name, field] of Object.entries({ offset, length })) {
    if (field === undefined) throw refuse(`Can't find field "${name}"`);
    if (typeof field !== 'number' || !Number.isInteger(field)) throw refuse(`Field "${name}" must be of type Number`);
  }
  if (typeof type !== 'string' || type === '') throw refuse('Type is not specified');
  if (FOUND_BY_TELEGRAM.includes(type)) return null;
  if (!KNOWN.includes(type)) throw refuse('Unsupported type specified');
  if (type === 'text_link') {
    if (typeof value['url'] !== 'string') throw refuse('Can\'t find field "url"');
    checkUrl(value['url'], 'entity');
  }
  if (type === 'text_mention' && (!isObject(value['user']) || typeof value['user']['id'] !== 'number')) throw refuse('Can\'t find field "user"');
  if (type === 'custom_emoji' && typeof value['custom_emoji_id'] !== 'string') throw refuse('Can\'t find field "custom_emoji_id"');
  return value as unknown as MessageEntity;
}

function checkBounds(text: string, { offset, length }: MessageEntity): void {
  if (offset < 0 || offset > 1_000_000) throw badRequest(`receive an entity with incorrect offset ${offset}`);
  if (length < 0 || length > 1_000_000) throw badRequest(`receive an entity with incorrect length ${length}`);
  const end = offset + length;
  if (offset >= text.length) throw badRequest(`entity begins after the end of the text at UTF-16 offset ${offset}`);
  if (splitsPair(text, offset)) throw badRequest(`entity begins in a middle of a UTF-16 symbol at byte offset ${Buffer.byteLength(text.slice(0, offset + 1))}`);
  if (end > text.length) throw badRequest(`entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`);
  if (splitsPair(text, end)) {
    throw badRequest(
      `entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol at byte offset ${Buffer.byteLength(text.slice(0, end + 1))}`,
    );
  }
}

function splitsPair(text: string, offset: number): boolean {
  return /[\udc00-\udfff]/.test(text.charAt(offset)) && /[\ud800-\udbff]/.test(text.charAt(offset - 1));
}

/** Telegram's rules of nesting (`are_entities_valid` of tdlib); styles may cross one another, Telegram splits them. */
function checkNesting(entities: readonly MessageEntity[]): void {
  for (const [index, outer] of entities.entries()) {
    for (const inner of entities.slice(index + 1)) {
      if (inner.offset >= outer.offset + outer.length) break;
      if (!mayMeet(outer, inner)) {
        throw badRequest(
          `can't parse MessageEntity: ${inner.type} at UTF-16 offset ${inner.offset} can't meet ${outer.type} at ${outer.offset} ` +
            '(Telegram drops such formatting without a word; the local preview refuses it)',
        );
      }
    }
  }
}

function mayMeet(a: MessageEntity, b: MessageEntity): boolean {
  const one = (types: readonly string[]) => types.includes(a.type) || types.includes(b.type);
  const both = (types: readonly string[]) => types.includes(a.type) && types.includes(b.type);
  if (both(QUOTES) || both(MONOSPACE) || both(UNBROKEN)) return false;
  if (one(MONOSPACE)) return (QUOTES.includes(a.type) && holds(a, b)) || (QUOTES.includes(b.type) && holds(b, a));
  if (one(QUOTES) && one(UNBROKEN)) return QUOTES.includes(a.type) ? holds(a, b) : holds(b, a);
  return true;
}

function holds(outer: MessageEntity, inner: MessageEntity): boolean {
  return outer.offset <= inner.offset && inner.offset + inner.length <= outer.offset + outer.length;
}
