import type { User } from 'grammy/types';
import type { Rates } from '../limits/rates.js';
import type { Room } from '../world/rooms.js';
import type { World } from '../world/world.js';
import type { Webhook } from '../world/webhook.js';
import { badRequest, forbidden } from '../protocol/error.js';
import { integerOf, textOf, type Parameters } from '../protocol/parameters.js';

/** One call of one method, with all that a method may need. */
export interface Call {
  readonly world: World;
  readonly webhook: Webhook;
  readonly rates: Rates | null;
  readonly parameters: Parameters;
  /** Aborted when the caller hangs up. */
  readonly gone: AbortSignal;
}

/** What a method gives as `result`. @throws ApiError for everything that Telegram refuses. */
export type Method = (call: Call) => unknown;

/**
 * The chat that a call names, when the bot may read it.
 * @throws ApiError 400 chat_id is empty, chat not found; 403 when the bot was put out.
 */
export function readableRoom({ world, parameters }: Call, name = 'chat_id'): Room {
  const id = textOf(parameters, name).trim();
  if (id === '') throw badRequest('chat_id is empty');
  const room = id.startsWith('@')
    ? [...world.rooms.values()].find(({ chat }) => `@${chat.username ?? ''}`.toLowerCase() === id.toLowerCase() && chat.type !== 'private')
    : world.room(Number(id));
  if (!room) throw world.users.has(Number(id)) ? forbidden("bot can't initiate conversation with a user") : badRequest('chat not found');
  if (room.movedTo !== null) throw badRequest('group chat was upgraded to a supergroup chat', { migrate_to_chat_id: room.movedTo });
  if (room.bot === 'kicked') throw forbidden(`bot was kicked from the ${room.chat.type} chat`);
  if (room.bot === 'left') throw forbidden(`bot is not a member of the ${room.chat.type} chat`);
  if (room.bot === 'absent') throw room.chat.type === 'private' ? forbidden("bot can't initiate conversation with a user") : badRequest('chat not found');
  return room;
}

/** The chat that a call names, when the bot may write there now. @throws ApiError also 403 blocked and 429. */
export function writableRoom(call: Call): Room {
  const room = readableRoom(call);
  if (room.bot === 'blocked') throw forbidden('bot was blocked by the user');
  if (room.chat.type === 'channel' && room.bot !== 'administrator') throw badRequest('need administrator rights in the channel chat');
  call.rates?.count(room.chat);
  return room;
}

/** A user that a call names. @throws ApiError 400 */
export function userOf({ world, parameters }: Call): User {
  const user = world.users.get(integerOf(parameters, 'user_id', -1));
  if (integerOf(parameters, 'user_id', -1) <= 0) throw badRequest('invalid user_id specified');
  if (!user) throw badRequest('PARTICIPANT_ID_INVALID');
  return user;
}
