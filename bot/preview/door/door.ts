import type { Chat, Message, Update, User, UserFromGetMe } from 'grammy/types';
import type { CallLog, LoggedCall } from '../call-log.js';
import type { Fault, Faults } from '../faults.js';
import { START_PARAMETER } from '../limits/inline-results.js';
import { askInline } from '../world/inline-mode.js';
import { setBotStanding } from '../world/membership.js';
import type { MemberStatus, Room } from '../world/rooms.js';
import type { UpdateContent } from '../world/updates.js';
import { ActError, say } from '../world/user-acts.js';
import type { World } from '../world/world.js';
import { openChatDoor, type ChatDoor } from './chat-door.js';
import { openInlineDoor, type InlineDoor } from './inline-door.js';
import { DEADLINE } from './deadline.js';

export interface NewUser {
  readonly id?: number;
  readonly firstName?: string;
  readonly username?: string;
  /** As Telegram gives it: `fr`, `en`, `pt-br`; left out when the app gives none. */
  readonly language?: string;
}

export interface NewGroup {
  readonly title?: string;
  readonly type?: 'group' | 'supergroup';
  readonly members: readonly User[];
  /** Where the bot stands; `member` when left out. */
  readonly bot?: 'member' | 'administrator';
}

/** The tests' way in: what users do, what they see, and what goes wrong. */
export interface Door {
  /** Whom the page speaks as. */
  readonly person: User;
  readonly bot: UserFromGetMe;
  /** The demo group of the page. */
  readonly demoGroup: ChatDoor;
  /** Makes a user, who has not met the bot yet. */
  user(options?: NewUser): User;
  /** A user's private chat with the bot; the bot may write there once the user has. */
  private(user?: User): ChatDoor;
  group(options: NewGroup): ChatDoor;
  /** A channel where the bot is an administrator. */
  channel(title?: string): ChatDoor;
  /** The chat with this id. @throws Error when there is none. */
  chat(id: number): ChatDoor;
  setLanguage(user: User, language: string | undefined): void;
  setMember(chat: ChatDoor, user: User, status: MemberStatus): void;
  /** A user blocks the bot, or takes it back. */
  block(user: User): void;
  unblock(user: User): void;
  /** Follows t.me/BOT?start=payload. @throws ActError when the payload is not 1 to 64 of A–Z a–z 0–9 _ -. */
  start(user: User, payload?: string): Message;
  /** Types `@bot query`, in a chat or (without one) in the user's own. */
  inline(user: User, query: string, options?: { readonly offset?: string; readonly chat?: ChatDoor }): InlineDoor;
  /** Sends any update as it is: every kind that Telegram has. @returns its number, or null when the bot has not asked for this kind. */
  push(update: UpdateContent): number | null;
  /** Sends an update once more, as Telegram does after a kill or a slow webhook. */
  pushAgain(update: Update): void;
  /** Lets the next `times` calls of a method (`*`: of any) fail. */
  fail(method: string, fault: Fault, times?: number): void;
  heal(): void;
  /** How often the bot has called a method, or anything. */
  count(method?: string): number;
  /** The last calls with their parameters, oldest first. */
  calls(method?: string): readonly LoggedCall[];
  /** Updates that the bot has not confirmed yet. */
  unconfirmed(): readonly Update[];
  /** Resolves once the bot has confirmed every update. */
  drained(milliseconds?: number): Promise<void>;
}

export function openDoor(world: World, faults: Faults, log: CallLog, person: User, demoGroup: Room): Door {
  // Numbers far from one another, as Telegram's are; groups negative, supergroups and channels below -10^12.
  let nextUser = 500_001;
  let nextGroup = 4_000_001;
  const doors = new Map<Room, ChatDoor>();
  const doorOf = (room: Room, speaker: User): ChatDoor => {
    const known = doors.get(room) ?? openChatDoor(world, room, speaker, (id) => doorOf(roomNamed(world, id), speaker));
    doors.set(room, known);
    return known;
  };
  const addChat = (chat: Chat, options: NewGroup): ChatDoor => {
    const room = world.addRoom(chat, options.bot ?? 'member');
    options.members.forEach((user, index) => room.members.set(user.id, index === 0 ? 'creator' : 'member'));
    world.events.append({ type: 'profile' });
    return doorOf(room, options.members[0] ?? person);
  };

  return {
    person,
    bot: world.bot,
    demoGroup: doorOf(demoGroup, person),
    user(options = {}) {
      const id = options.id ?? nextUser++;
      const user: User = {
        id,
        is_bot: false,
        first_name: options.firstName ?? `User ${id}`,
        ...(options.username !== undefined && { username: options.username }),
        ...(options.language !== undefined && { language_code: options.language }),
      };
      if (world.users.has(id)) throw new Error(`adding user ${id} to the preview: a new id expected, found one in use`);
      world.users.set(id, user);
      return user;
    },
    private: (user = person) => doorOf(world.privateRoom(user), user),
    group(options) {
      const type = options.type ?? 'supergroup';
      const number = nextGroup++;
      const title = options.title ?? `Group ${number}`;
      return addChat(type === 'group' ? { id: -number, type, title } : { id: -1_000_000_000_000 - number, type, title }, options);
    },
    channel(title = 'Channel') {
      return addChat({ id: -1_000_000_000_000 - nextGroup++, type: 'channel', title }, { members: [person], bot: 'administrator' });
    },
    chat: (id) => doorOf(roomNamed(world, id), person),
    setLanguage(user, language) {
      if (language === undefined) delete user.language_code;
      else user.language_code = language;
      world.events.append({ type: 'profile' });
    },
    setMember(chat, user, status) {
      roomNamed(world, chat.id).members.set(user.id, status);
      world.events.append({ type: 'profile' });
    },
    block(user) {
      setBotStanding(world, world.privateRoom(user), user, 'blocked');
    },
    unblock(user) {
      setBotStanding(world, world.privateRoom(user), user, 'member');
    },
    start(user, payload = '') {
      if (payload !== '' && !START_PARAMETER.test(payload))
        throw new ActError(`starting with a payload: 1 to 64 characters of A-Z a-z 0-9 _ - expected, found "${payload}"`);
      return say(world, world.privateRoom(user), user, `/start ${payload}`.trim());
    },
    inline(user, query, options = {}) {
      const room = options.chat ? roomNamed(world, options.chat.id) : world.privateRoom(user);
      return openInlineDoor(world, room, user, world.events.next, askInline(world, room, user, query, options.offset));
    },
    push: (update) => world.updates.push(update)?.update_id ?? null,
    pushAgain: (update) => {
      world.updates.pushAgain(update);
    },
    fail: (method, fault, times = 1) => {
      faults.add(method, fault, times);
    },
    heal: () => {
      faults.clear();
    },
    count: (method) => log.count(method),
    calls: (method) => log.list(method),
    unconfirmed: () => world.updates.waiting(),
    drained: (milliseconds = DEADLINE) => world.updates.drained(milliseconds),
  };
}

function roomNamed(world: World, id: number): Room {
  const room = world.room(id);
  if (!room) throw new Error(`looking for chat ${id} of the preview: a chat expected, found none`);
  return room;
}
