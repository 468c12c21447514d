import type { Chat, InlineKeyboardButton, Message, ReactionType, ReplyKeyboardMarkup, User } from 'grammy/types';
import type { CallbackAnswer, PreviewEvent } from '../world/events.js';
import { setBotStanding, upgradeGroup } from '../world/membership.js';
import { removeMessages } from '../world/messages.js';
import type { Room } from '../world/rooms.js';
import { ActError, editOwn, forward, pressButton, pressStale, react, say, sendFile, type FileToSend, type SayOptions } from '../world/user-acts.js';
import type { World } from '../world/world.js';
import { DEADLINE } from './deadline.js';

export interface Speaking {
  /** Who does it; the chat's own user when left out. */
  readonly from?: User;
}

/** A pressed button. */
export interface PressDoor {
  readonly id: string;
  /** What the bot answered. @throws Error when nothing comes in time. */
  answer(milliseconds?: number): Promise<CallbackAnswer>;
}

/** A chat as its users see and use it. The `next…` calls give what came in order, each thing once. */
export interface ChatDoor {
  readonly id: number;
  readonly chat: Chat;
  /** Writes a text. @throws ActError over 4,096 UTF-16 units. */
  send(text: string, options?: SayOptions & Speaking): Message;
  sendFile(file: FileToSend, options?: SayOptions & Speaking): Message;
  edit(message: Message | number, text: string, options?: Speaking): Message;
  delete(message: Message | number): void;
  /** Passes a message of any chat on into this one. */
  forward(message: Message, options?: Speaking): Message;
  /** Presses a button, by its label or its data; without data, only buttons that ask the bot. @throws ActError when it is not there. */
  press(message: Message | number, button: string | { readonly data: string }, options?: Speaking): PressDoor;
  /** Presses a button that may no longer be there, as a phone with an old keyboard does. */
  pressStale(message: Message | number, data: string, options?: Speaking): PressDoor;
  react(message: Message | number, emoji: readonly string[], options?: Speaking): void;
  /** All messages that are there now, oldest first. */
  messages(): readonly Message[];
  /** A message as it stands now. */
  message(id: number): Message | undefined;
  /** The reply keyboard that is up. */
  keyboard(): ReplyKeyboardMarkup | null;
  /** The next new message of the bot. */
  nextMessage(milliseconds?: number): Promise<Message>;
  /** The next edit by the bot. */
  nextEdit(milliseconds?: number): Promise<Message>;
  /** The numbers of the messages that the bot deletes next. */
  nextDeletion(milliseconds?: number): Promise<readonly number[]>;
  /** The next `typing` or the like. */
  nextAction(milliseconds?: number): Promise<string>;
  nextReaction(milliseconds?: number): Promise<{ readonly message: number; readonly reaction: readonly ReactionType[] }>;
  /** Lets the `next…` calls start from now. */
  skip(): void;
  /** Puts the bot out of a group. */
  kickBot(options?: Speaking): void;
  addBot(standing: 'member' | 'administrator', options?: Speaking): void;
  /** Makes a supergroup of a group; this chat then refuses calls, naming the new one. */
  upgrade(): ChatDoor;
}

/** @param speaker who speaks when nobody is named. @param open the door of another chat */
export function openChatDoor(world: World, room: Room, speaker: User, open: (id: number) => ChatDoor): ChatDoor {
  const cursors = { message: world.events.next, edited: world.events.next, deleted: world.events.next, action: world.events.next, reaction: world.events.next };
  // Waits of one kind queue up, so that two at once get two different things.
  const queues: Partial<Record<keyof typeof cursors, Promise<unknown>>> = {};
  const next = <T>(kind: keyof typeof cursors, what: string, milliseconds: number, match: (event: PreviewEvent) => T | undefined): Promise<T> => {
    const here = (event: PreviewEvent) => (event.type === kind && event.chat.id === room.chat.id ? match(event) : undefined);
    const wait = async () => {
      const { value, number } = await world.events.wait(cursors[kind], here, `${what} in chat ${room.chat.id}`, milliseconds);
      cursors[kind] = number + 1;
      return value;
    };
    const result = (queues[kind] ?? Promise.resolve()).then(wait, wait);
    queues[kind] = result.catch(() => undefined);
    return result;
  };
  const byBot = (event: PreviewEvent) => ('byBot' in event && event.byBot && 'message' in event ? event.message : undefined);
  const pressed = (id: string): PressDoor => {
    const from = world.events.next;
    return {
      id,
      answer: async (milliseconds = DEADLINE) =>
        (
          await world.events.wait(
            from,
            (event) => (event.type === 'callback' && event.query === id ? event.answer : undefined),
            `the answer to button press ${id}`,
            milliseconds,
          )
        ).value,
    };
  };

  return {
    id: room.chat.id,
    chat: room.chat,
    send: (text, options = {}) => say(world, room, options.from ?? speaker, text, options),
    sendFile: (file, options = {}) => sendFile(world, room, options.from ?? speaker, file, options),
    edit: (message, text, options = {}) => editOwn(world, room, options.from ?? speaker, idOf(message), text),
    delete: (message) => {
      removeMessages(world, room, [idOf(message)], false);
    },
    forward: (message, options = {}) => forward(world, room, options.from ?? speaker, message),
    press(message, button, options = {}) {
      const data = typeof button === 'string' ? dataOf(room, idOf(message), button) : button.data;
      return pressed(pressButton(world, room, options.from ?? speaker, idOf(message), data));
    },
    pressStale: (message, data, options = {}) => pressed(pressStale(world, room, options.from ?? speaker, idOf(message), data)),
    react: (message, emoji, options = {}) => {
      react(world, room, options.from ?? speaker, idOf(message), emoji);
    },
    messages: () => [...room.messages.values()],
    message: (id) => room.messages.get(id),
    keyboard: () => room.keyboard,
    nextMessage: (milliseconds = DEADLINE) => next('message', 'a message of the bot', milliseconds, byBot),
    nextEdit: (milliseconds = DEADLINE) => next('edited', 'an edit by the bot', milliseconds, byBot),
    nextDeletion: (milliseconds = DEADLINE) =>
      next('deleted', 'a deletion by the bot', milliseconds, (event) => (event.type === 'deleted' && event.byBot ? event.messages : undefined)),
    nextAction: (milliseconds = DEADLINE) => next('action', 'a chat action', milliseconds, (event) => (event.type === 'action' ? event.action : undefined)),
    nextReaction: (milliseconds = DEADLINE) =>
      next('reaction', 'a reaction of the bot', milliseconds, (event) =>
        event.type === 'reaction' ? { message: event.message, reaction: event.reaction } : undefined,
      ),
    skip: () => {
      for (const kind of Object.keys(cursors) as (keyof typeof cursors)[]) cursors[kind] = world.events.next;
    },
    kickBot: (options = {}) => {
      setBotStanding(world, room, options.from ?? speaker, 'kicked');
    },
    addBot: (standing, options = {}) => {
      setBotStanding(world, room, options.from ?? speaker, standing);
    },
    upgrade: () => open(upgradeGroup(world, room, -1_000_000_000_000 + room.chat.id).chat.id),
  };
}

function idOf(message: Message | number): number {
  return typeof message === 'number' ? message : message.message_id;
}

function dataOf(room: Room, messageId: number, label: string): string {
  const buttons: InlineKeyboardButton[] = room.messages.get(messageId)?.reply_markup?.inline_keyboard.flat() ?? [];
  const found = buttons.find((button) => button.text === label && 'callback_data' in button);
  if (!found || !('callback_data' in found)) {
    throw new ActError(
      `pressing "${label}" of message ${messageId}: such a button expected, found ${buttons.map(({ text }) => `"${text}"`).join(', ') || 'none'}`,
    );
  }
  return found.callback_data;
}
