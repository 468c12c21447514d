import type { Chat, Message, ReactionType, ReplyKeyboardMarkup } from 'grammy/types';

/** Where the bot stands in a chat. `absent`: it never met this chat. `blocked`: by the user of a private chat. */
export type BotStanding = 'absent' | 'member' | 'administrator' | 'kicked' | 'left' | 'blocked';
export type MemberStatus = 'creator' | 'administrator' | 'member' | 'left' | 'kicked';

/** A chat with all that is in it. */
export interface Room {
  readonly chat: Chat;
  /** By message number, in order. */
  readonly messages: Map<number, Message>;
  /** The bot's own, by message number. */
  readonly reactions: Map<number, readonly ReactionType[]>;
  readonly members: Map<number, MemberStatus>;
  lastMessageId: number;
  bot: BotStanding;
  /** The supergroup that this group became. */
  movedTo: number | null;
  /** The reply keyboard that the bot has put up. */
  keyboard: ReplyKeyboardMarkup | null;
}

/** Whether a user is in a chat now. */
export function isMember(room: Room, user: number): boolean {
  return !['left', 'kicked', undefined].includes(room.members.get(user));
}

/** Who is in a chat now, the bot counted. */
export function memberCount(room: Room): number {
  return [...room.members.keys()].filter((user) => isMember(room, user)).length + 1;
}

export function newRoom(chat: Chat, bot: BotStanding): Room {
  return { chat, messages: new Map(), reactions: new Map(), members: new Map(), lastMessageId: 0, bot, movedTo: null, keyboard: null };
}
