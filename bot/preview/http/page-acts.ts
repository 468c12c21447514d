import type { User } from 'grammy/types';
import { z } from 'zod';
import { MAX_TEXT } from '../limits/message-text.js';
import { START_PARAMETER } from '../limits/inline-results.js';
import { askInline, chooseResult } from '../world/inline-mode.js';
import { removeMessages } from '../world/messages.js';
import { isMember, type Room } from '../world/rooms.js';
import { ActError, editOwn, pressButton, say } from '../world/user-acts.js';
import type { World } from '../world/world.js';
import { splitText } from './split-text.js';

const chat = z.number().int();
const message = z.number().int().positive();

/** What the page may do for its user. */
export const pageAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal('send'), chat, text: z.string().min(1).max(100_000), replyTo: message.optional() }),
  z.object({ act: z.literal('edit'), chat, message, text: z.string().min(1).max(MAX_TEXT) }),
  z.object({ act: z.literal('delete'), chat, message }),
  z.object({ act: z.literal('press'), chat, message, row: z.number().int().min(0), column: z.number().int().min(0) }),
  z.object({ act: z.literal('inline'), chat, query: z.string().max(256), offset: z.string().max(64) }),
  z.object({ act: z.literal('choose'), chat, query: z.string(), result: z.string() }),
  z.object({ act: z.literal('start'), payload: z.union([z.literal(''), z.string().regex(START_PARAMETER)]) }),
  z.object({ act: z.literal('language'), language: z.enum(['fr', 'en']) }),
]);
export type PageAct = z.infer<typeof pageAct>;

/** Carries out an act of the page's user. @returns what the page needs of it. @throws ActError */
export function carryOutAct(world: World, person: User, act: PageAct): Readonly<Record<string, unknown>> {
  switch (act.act) {
    case 'send': {
      const room = roomOf(world, person, act.chat);
      // Telegram's apps send a longer text as several messages.
      const sent = splitText(act.text, MAX_TEXT).map((part, index) => say(world, room, person, part, { replyTo: index === 0 ? act.replyTo : undefined }));
      return { messages: sent.map(({ message_id }) => message_id) };
    }
    case 'edit':
      editOwn(world, roomOf(world, person, act.chat), person, act.message, act.text);
      return {};
    case 'delete':
      removeMessages(world, roomOf(world, person, act.chat), [act.message], false);
      return {};
    case 'press': {
      const room = roomOf(world, person, act.chat);
      const button = room.messages.get(act.message)?.reply_markup?.inline_keyboard[act.row]?.[act.column];
      if (!button || !('callback_data' in button)) throw new ActError('pressing a button: one that is still there expected, found none', 'gone');
      return { query: pressButton(world, room, person, act.message, button.callback_data) };
    }
    case 'inline':
      return { query: askInline(world, roomOf(world, person, act.chat), person, act.query, act.offset) };
    case 'choose':
      return { message: chooseResult(world, roomOf(world, person, act.chat), person, act.query, act.result).message_id };
    case 'start':
      say(world, world.privateRoom(person), person, `/start ${act.payload}`.trim());
      return {};
    case 'language':
      person.language_code = act.language;
      world.events.append({ type: 'profile' });
      return {};
  }
}

/** A chat that the page's user is in. @throws ActError */
export function roomOf(world: World, person: User, id: number): Room {
  const room = world.room(id);
  if (!room || !isMember(room, person.id)) throw new ActError(`acting in chat ${id}: a chat of the page's user expected, found none`, 'gone');
  return room;
}
