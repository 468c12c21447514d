import type { Message, MessageOrigin, User } from 'grammy/types';
import type { MessageContent } from './message-content.js';
import type { Room } from './rooms.js';
import type { World } from './world.js';

/** Puts a message into a chat and tells those who look. In a channel the channel itself is the sender. */
export function addMessage(world: World, room: Room, from: User, content: MessageContent): Message {
  room.lastMessageId += 1;
  const sender = room.chat.type === 'channel' ? { sender_chat: room.chat } : { from };
  const message = { message_id: room.lastMessageId, ...sender, chat: room.chat, date: world.seconds(), ...content } as Message;
  room.messages.set(message.message_id, message);
  forgetOldest(room, world.options.history);
  world.events.append({ type: 'message', chat: room.chat, message, byBot: from.id === world.bot.id });
  return message;
}

/** Replaces parts of a message; a field set to `undefined` goes. */
export function changeMessage(world: World, room: Room, message: Message, changes: Readonly<Record<string, unknown>>, byBot: boolean): Message {
  const merged: Readonly<Record<string, unknown>> = { ...message, ...changes, edit_date: world.seconds() };
  const changed = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)) as unknown as Message;
  room.messages.set(message.message_id, changed);
  world.events.append({ type: 'edited', chat: room.chat, message: changed, byBot });
  return changed;
}

export function removeMessages(world: World, room: Room, ids: readonly number[], byBot: boolean): void {
  const removed = ids.filter((id) => room.messages.delete(id));
  if (removed.length > 0) world.events.append({ type: 'deleted', chat: room.chat, messages: removed, byBot });
}

/** A message as it stands in another's `reply_to_message`: without the one that it answers itself. */
export function asReplied(message: Message): NonNullable<Message['reply_to_message']> {
  return without(message, ['reply_to_message']) as unknown as NonNullable<Message['reply_to_message']>;
}

/** What a message says when it is passed on: its content and where it came from first. */
export function asForwarded(message: Message): MessageContent {
  const { from, date, forward_origin } = message;
  const origin: MessageOrigin =
    forward_origin ??
    (from ? { type: 'user', sender_user: from, date } : { type: 'channel', chat: message.chat as never, message_id: message.message_id, date });
  return { ...without(message, NOT_PASSED_ON), forward_origin: origin };
}

const NOT_PASSED_ON = ['message_id', 'chat', 'from', 'sender_chat', 'date', 'edit_date', 'reply_to_message', 'quote', 'reply_markup'];

function without(message: Message, names: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(message).filter(([name]) => !names.includes(name)));
}

function forgetOldest(room: Room, history: number): void {
  const oldest = room.messages.size > history ? room.messages.keys().next().value : undefined;
  if (oldest === undefined) return;
  room.messages.delete(oldest);
  room.reactions.delete(oldest);
}
