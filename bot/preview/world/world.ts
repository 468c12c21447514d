import { randomInt } from 'node:crypto';
import type { BotCommand, Chat, InlineQuery, User, UserFromGetMe } from 'grammy/types';
import { EventLog, type InlineAnswer } from './events.js';
import { FileStore } from './files.js';
import { newRoom, type BotStanding, type Room } from './rooms.js';
import { UpdateQueue } from './updates.js';

/** A pressed button that waits for the bot's answer. */
export interface PendingCallback {
  readonly id: string;
  readonly user: User;
  /** Seconds since 1970. */
  readonly asked: number;
}

export interface PendingInline {
  readonly query: InlineQuery;
  readonly asked: number;
}

export interface WorldOptions {
  readonly botUser: UserFromGetMe;
  /** Milliseconds since 1970; tests pass their own clock. */
  readonly now: () => number;
  /** Messages kept in a chat; older ones count as deleted. */
  readonly history: number;
  /** Whether the bot is told which inline result was chosen (BotFather's /setinlinefeedback). */
  readonly inlineFeedback: boolean;
}

/** How long a button press or an inline query takes an answer; Telegram does not say, it is about that in practice. */
const QUERY_LIFETIME_SECONDS = 30;
/** Queries remembered at most: an answer to an older one comes too late in any case. */
const MAX_QUERIES = 10_000;

/** The stand-in's whole state: users, chats, messages, files, and what the bot has yet to get. It lives as long as the server. */
export class World {
  readonly users = new Map<number, User>();
  readonly rooms = new Map<number, Room>();
  readonly files = new FileStore();
  readonly events = new EventLog();
  readonly updates = new UpdateQueue(randomInt(100_000_000, 900_000_000));
  readonly callbacks = new Map<string, PendingCallback>();
  readonly inlineQueries = new Map<string, PendingInline>();
  readonly inlineAnswers = new Map<string, { readonly answer: InlineAnswer; readonly until: number }>();
  /** What a user sees for an inline query, by the query's id. */
  readonly shownAnswers = new Map<string, { readonly query: string; readonly answer: InlineAnswer }>();
  /** Messages sent through inline mode, by their `inline_message_id`. */
  readonly inlineMessages = new Map<string, { readonly room: Room; readonly message: number }>();
  /** By scope and language: see `commandKey`. */
  readonly commands = new Map<string, readonly BotCommand[]>();
  /** `name`, `description` and `short_description` by language; '' for all others. */
  readonly profile = { name: new Map<string, string>(), description: new Map<string, string>(), short_description: new Map<string, string>() };
  private lastQuery = randomInt(1_000_000);

  constructor(readonly options: WorldOptions) {}

  get bot(): UserFromGetMe {
    return this.options.botUser;
  }

  /** The bot as messages name it: without what only getMe tells. */
  get author(): User {
    const { id, first_name, username } = this.bot;
    return { id, is_bot: true, first_name, username };
  }

  /** Seconds since 1970, as Telegram dates things. */
  seconds(): number {
    return Math.floor(this.options.now() / 1000);
  }

  room(chatId: number): Room | undefined {
    return this.rooms.get(chatId);
  }

  /** Adds a chat. @throws Error when its id is taken. */
  addRoom(chat: Chat, bot: BotStanding): Room {
    if (this.rooms.has(chat.id)) throw new Error(`adding chat ${chat.id} to the preview: a new id expected, found one in use`);
    const room = newRoom(chat, bot);
    this.rooms.set(chat.id, room);
    return room;
  }

  /** The private chat of a user with the bot, made when there is none; the bot has not met the user then. */
  privateRoom(user: User): Room {
    const known = this.rooms.get(user.id);
    if (known) return known;
    const names = { first_name: user.first_name, ...(user.last_name && { last_name: user.last_name }), ...(user.username && { username: user.username }) };
    const room = this.addRoom({ id: user.id, type: 'private', ...names }, 'absent');
    room.members.set(user.id, 'member');
    return room;
  }

  newQueryId(): string {
    this.lastQuery += 1;
    for (const queries of [this.callbacks, this.inlineQueries, this.inlineAnswers, this.shownAnswers]) {
      const oldest = queries.size > MAX_QUERIES ? queries.keys().next().value : undefined;
      if (oldest !== undefined) queries.delete(oldest);
    }
    return `${this.bot.id}${String(this.lastQuery).padStart(9, '0')}`;
  }

  /** Whether a query asked then still takes an answer. */
  takesAnswer(asked: number): boolean {
    return this.seconds() - asked <= QUERY_LIFETIME_SECONDS;
  }

  /** Shows a user the answer to an inline query. */
  showInline(query: InlineQuery, answer: InlineAnswer): void {
    this.shownAnswers.set(query.id, { query: query.query, answer });
    this.events.append({ type: 'inline', user: query.from.id, query: query.id, answer });
  }
}
