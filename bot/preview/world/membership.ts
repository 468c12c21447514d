import type { ChatMemberUpdated, User } from 'grammy/types';
import { addMessage } from './messages.js';
import type { BotStanding, Room } from './rooms.js';
import type { World } from './world.js';

/** The user has written (or pressed Start): from now on the bot may write here. */
export function openPrivate(room: Room): void {
  if (room.bot === 'absent') room.bot = 'member';
}

/** Changes where the bot stands in a chat and tells it by `my_chat_member`. @param by who did it. */
export function setBotStanding(world: World, room: Room, by: User, standing: BotStanding): void {
  const before = room.bot;
  if (before === standing) return;
  room.bot = standing;
  const change: ChatMemberUpdated = {
    chat: room.chat,
    from: by,
    date: world.seconds(),
    old_chat_member: { user: world.author, status: memberStatus(before) } as never,
    new_chat_member: { user: world.author, status: memberStatus(standing) } as never,
  };
  world.updates.push({ my_chat_member: change });
  world.events.append({ type: 'profile' });
}

/** Makes a supergroup of a group: the old one refuses calls with `migrate_to_chat_id` from then on. */
export function upgradeGroup(world: World, room: Room, newId: number): Room {
  const by = world.users.get([...room.members.keys()][0] ?? 0) ?? world.author;
  const upgraded = world.addRoom({ id: newId, type: 'supergroup', title: room.chat.title ?? '' }, room.bot);
  for (const [user, status] of room.members) upgraded.members.set(user, status);
  const farewell = addMessage(world, room, by, { migrate_to_chat_id: newId });
  const welcome = addMessage(world, upgraded, by, { migrate_from_chat_id: room.chat.id });
  room.movedTo = newId;
  world.updates.push({ message: farewell as never });
  world.updates.push({ message: welcome as never });
  return upgraded;
}

function memberStatus(standing: BotStanding): string {
  if (standing === 'blocked') return 'kicked';
  return standing === 'absent' ? 'left' : standing;
}
