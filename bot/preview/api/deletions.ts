import { removeMessages } from '../world/messages.js';
import type { Room } from '../world/rooms.js';
import { readableRoom, type Call } from './call.js';
import { badRequest } from '../protocol/error.js';
import { integerOf, jsonOf } from '../protocol/parameters.js';

/** Bot API, deleteMessage: "A message can only be deleted if it was sent less than 48 hours ago." */
const DELETABLE_SECONDS = 48 * 3600;

export function deleteMessage(call: Call): true {
  const room = readableRoom(call);
  const id = integerOf(call.parameters, 'message_id');
  if (id <= 0) throw badRequest('message identifier is not specified');
  checkDeletable(call, room, id, true);
  removeMessages(call.world, room, [id], true);
  return true;
}

/** Numbers of messages that are not there are passed over, as in Telegram. */
export function deleteMessages(call: Call): true {
  const room = readableRoom(call);
  const ids = jsonOf(call.parameters, 'message_ids', "can't parse message_ids JSON object");
  if (!Array.isArray(ids)) throw badRequest('expected an Array of message identifiers');
  if (ids.length < 1) throw badRequest('message identifiers are not specified');
  if (ids.length > 100) throw badRequest('too many message identifiers specified');
  const numbers = ids.map(Number);
  for (const id of numbers) checkDeletable(call, room, id, false);
  removeMessages(call.world, room, numbers, true);
  return true;
}

function checkDeletable({ world }: Call, room: Room, id: number, mustExist: boolean): void {
  const message = room.messages.get(id);
  if (!message) {
    if (mustExist) throw badRequest('message to delete not found');
    return;
  }
  const own = message.from?.id === world.bot.id;
  const allowed = room.bot === 'administrator' || ((own || room.chat.type === 'private') && world.seconds() - message.date < DELETABLE_SECONDS);
  if (!allowed) throw badRequest(own || room.chat.type === 'private' ? "message can't be deleted for everyone" : "message can't be deleted");
}
