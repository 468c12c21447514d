import type { Message, MessageEntity, ReactionType, Update, User } from 'grammy/types';
import { cleanText } from '../limits/clean-text.js';
import { withFound } from '../limits/entities.js';
import { MAX_CAPTION, MAX_TEXT } from '../limits/message-text.js';
import { openPrivate } from './membership.js';
import { captionContent, fileContent, textContent, type MessageContent } from './message-content.js';
import { addMessage, asForwarded, asReplied, changeMessage } from './messages.js';
import { seesMessage } from './privacy.js';
import type { Room } from './rooms.js';
import type { World } from './world.js';

export interface SayOptions {
  /** Number of the message answered. */
  readonly replyTo?: number | undefined;
  /** Part of the answered message that is quoted. */
  readonly quote?: string | undefined;
  /** Formatting beyond what Telegram finds by itself. */
  readonly entities?: readonly MessageEntity[] | undefined;
}

/** Why an act is refused, for the page to say in its user's language: what is written, what it is about, where it goes, or something else. */
export type ActReason = 'empty' | 'tooLong' | 'gone' | 'blocked' | 'moved' | 'refused';

/** A user's act that the chat or the limits do not allow. The message is for tests and logs. */
export class ActError extends Error {
  override readonly name = 'ActError';
  constructor(
    message: string,
    readonly reason: ActReason = 'refused',
  ) {
    super(message);
  }
}

/** A user writes. @throws ActError when the text is empty or over 4,096 units, or the user blocked the bot. */
export function say(world: World, room: Room, user: User, text: string, options: SayOptions = {}): Message {
  const clean = cleanText(text, options.entities?.[0]?.offset).text;
  if (clean === '') throw new ActError('sending a text: at least one visible character expected, found none', 'empty');
  if (clean.length > MAX_TEXT)
    throw new ActError(`sending a text: at most ${MAX_TEXT} UTF-16 units expected, found ${clean.length}; Telegram's apps split longer ones`, 'tooLong');
  const entities = withFound(clean, options.entities ?? []);
  return deliver(world, room, user, { ...textContent({ text: clean, entities }), ...replyFields(room, options) });
}

export interface FileToSend {
  readonly name: string;
  readonly bytes: Buffer;
  /** MIME type. */
  readonly type?: string | undefined;
  readonly caption?: string | undefined;
}

/** A user sends a file. @throws ActError when the caption is over 1,024 units. */
export function sendFile(world: World, room: Room, user: User, file: FileToSend, options: SayOptions = {}): Message {
  const caption = cleanText(file.caption ?? '').text;
  if (caption.length > MAX_CAPTION)
    throw new ActError(`sending a file: a caption of at most ${MAX_CAPTION} UTF-16 units expected, found ${caption.length}`, 'tooLong');
  const stored = world.files.add('document', file.name, file.type ?? 'application/octet-stream', file.bytes);
  const formatted = { text: caption, entities: withFound(caption, []) };
  return deliver(world, room, user, { ...fileContent(stored), ...captionContent(formatted), ...replyFields(room, options) });
}

/** A user changes a text of their own. @throws ActError when there is no such message of theirs. */
export function editOwn(world: World, room: Room, user: User, messageId: number, text: string): Message {
  const message = room.messages.get(messageId);
  const own = message?.from?.id === user.id || (room.chat.type === 'channel' && message?.sender_chat?.id === room.chat.id);
  if (!message || !own || message.text === undefined) throw new ActError(`editing message ${messageId}: a text of the user's own expected, found none`, 'gone');
  const clean = cleanText(text).text;
  if (clean === '' || clean.length > MAX_TEXT)
    throw new ActError(`editing message ${messageId}: 1 to ${MAX_TEXT} UTF-16 units expected, found ${clean.length}`, clean === '' ? 'empty' : 'tooLong');
  const changed = changeMessage(world, room, message, { entities: undefined, ...textContent({ text: clean, entities: withFound(clean, []) }) }, false);
  const edited = changed as NonNullable<Update['edited_message'] & Update['edited_channel_post']>;
  if (seesMessage(world, room, changed)) world.updates.push(room.chat.type === 'channel' ? { edited_channel_post: edited } : { edited_message: edited });
  return changed;
}

/** A user passes a message on into a chat. */
export function forward(world: World, room: Room, user: User, original: Message): Message {
  return deliver(world, room, user, asForwarded(original));
}

/** Presses a button that asks the bot. @returns the query's id. @throws ActError when the message has no such button. */
export function pressButton(world: World, room: Room, user: User, messageId: number, data: string): string {
  const message = room.messages.get(messageId);
  const buttons = message?.reply_markup?.inline_keyboard.flat() ?? [];
  if (!message || !buttons.some((button) => 'callback_data' in button && button.callback_data === data)) {
    throw new ActError(`pressing "${data}" of message ${messageId}: a button with that data expected, found ${describeButtons(message)}`, 'gone');
  }
  return pressStale(world, room, user, messageId, data);
}

/** Sends a press whatever the message holds now, as a phone does that has not yet seen the newest keyboard. */
export function pressStale(world: World, room: Room, user: User, messageId: number, data: string): string {
  const id = world.newQueryId();
  world.callbacks.set(id, { id, user, asked: world.seconds() });
  const inlineId = [...world.inlineMessages].find(([, place]) => place.room === room && place.message === messageId)?.[0];
  const message = room.messages.get(messageId) ?? { message_id: messageId, chat: room.chat, date: 0 as const };
  world.updates.push({
    callback_query: { id, from: user, chat_instance: String(room.chat.id), data, ...(inlineId ? { inline_message_id: inlineId } : { message }) },
  });
  return id;
}

/** Sets a user's reactions; the bot hears of it only where it is an administrator or in private, and only on request. */
export function react(world: World, room: Room, user: User, messageId: number, emoji: readonly string[]): void {
  const reaction = emoji.map((one) => ({ type: 'emoji', emoji: one }) as ReactionType);
  if (room.chat.type !== 'private' && room.bot !== 'administrator') return;
  world.updates.push({ message_reaction: { chat: room.chat, message_id: messageId, user, date: world.seconds(), old_reaction: [], new_reaction: reaction } });
}

/** Puts a user's message into the chat and, when the bot may see it, into its updates. */
export function deliver(world: World, room: Room, user: User, content: MessageContent): Message {
  if (room.movedTo !== null) throw new ActError(`writing in chat ${room.chat.id}: it was upgraded, its members write in ${room.movedTo}`, 'moved');
  if (room.bot === 'blocked') throw new ActError(`writing in chat ${room.chat.id}: the user has blocked the bot; unblock it first`, 'blocked');
  if (room.chat.type === 'private') openPrivate(room);
  const message = addMessage(world, room, user, content);
  const update = message as NonNullable<Update['message'] & Update['channel_post']>;
  if (seesMessage(world, room, message)) world.updates.push(room.chat.type === 'channel' ? { channel_post: update } : { message: update });
  if (room.keyboard?.one_time_keyboard) {
    room.keyboard = null;
    world.events.append({ type: 'keyboard', chat: room.chat, keyboard: null });
  }
  return message;
}

function replyFields(room: Room, { replyTo, quote }: SayOptions): MessageContent {
  if (replyTo === undefined) return {};
  const replied = room.messages.get(replyTo);
  if (!replied) throw new ActError(`replying to message ${replyTo} of chat ${room.chat.id}: a message expected, found none`, 'gone');
  const position = quote ? (replied.text ?? replied.caption ?? '').indexOf(quote) : -1;
  return { reply_to_message: asReplied(replied), ...(quote && position >= 0 && { quote: { text: quote, position, is_manual: true as const } }) };
}

function describeButtons(message: Message | undefined): string {
  if (!message) return 'no such message';
  const buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
  return buttons.map((button) => `"${button.text}"${'callback_data' in button ? ` (${button.callback_data})` : ''}`).join(', ') || 'no buttons';
}
