import type { Chat, User } from 'grammy/types';
import { setBotStanding } from '../world/membership.js';
import { memberCount, type Room } from '../world/rooms.js';
import { readableRoom, userOf, type Call } from './call.js';
import { badRequest, forbidden } from '../protocol/error.js';
import { textOf } from '../protocol/parameters.js';

export function getChat(call: Call): Chat & Readonly<Record<string, unknown>> {
  const room = readableRoom(call);
  return { ...room.chat, accent_color_id: 0, max_reaction_count: 11, accepted_gift_types: {} };
}

export function getChatMember(call: Call): unknown {
  const room = readableRoom(call);
  const user = userOf(call);
  return member(call, room, user);
}

export function getChatAdministrators(call: Call): unknown {
  const room = readableRoom(call);
  if (room.chat.type === 'private') throw badRequest('there are no administrators in the private chat');
  const users = [...room.members].filter(([, status]) => status === 'creator' || status === 'administrator').map(([id]) => call.world.users.get(id));
  return users.filter((user) => user !== undefined).map((user) => member(call, room, user));
}

export function getChatMemberCount(call: Call): number {
  return memberCount(readableRoom(call));
}

export function leaveChat(call: Call): true {
  const room = readableRoom(call);
  if (room.chat.type === 'private') throw badRequest("chat member status can't be changed in private chats");
  setBotStanding(call.world, room, call.world.author, 'left');
  return true;
}

function member({ world }: Call, room: Room, user: User): Readonly<Record<string, unknown>> {
  if (user.id === world.bot.id) return { user, status: room.bot === 'blocked' ? 'kicked' : room.bot };
  return { user, status: room.members.get(user.id) ?? 'left' };
}

const ACTIONS = [
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
];

export function sendChatAction(call: Call): true {
  const action = textOf(call.parameters, 'action');
  if (!ACTIONS.includes(action)) throw badRequest('wrong parameter action in request');
  const room = readableRoom(call);
  if (room.bot === 'blocked') throw forbidden('bot was blocked by the user');
  call.world.events.append({ type: 'action', chat: room.chat, action });
  return true;
}
