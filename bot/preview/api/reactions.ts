import { REACTIONS } from '../limits/reactions.js';
import { writableRoom, type Call } from './call.js';
import { badRequest } from '../protocol/error.js';
import { integerOf, isObject, jsonOf } from '../protocol/parameters.js';

export function setMessageReaction(call: Call): true {
  const room = writableRoom(call);
  const id = integerOf(call.parameters, 'message_id');
  if (!room.messages.has(id)) throw badRequest('message to react not found');
  const value = jsonOf(call.parameters, 'reaction', "can't parse reaction types JSON object") ?? [];
  if (!Array.isArray(value)) throw badRequest('expected an Array of ReactionType');
  if (value.length > 1) throw badRequest('REACTIONS_TOO_MANY');
  for (const one of value as unknown[]) {
    if (!isObject(one)) throw badRequest("can't parse ReactionType: expected an Object");
    if (one['type'] !== 'emoji') throw badRequest("can't parse ReactionType: invalid reaction type specified");
    if (typeof one['emoji'] !== 'string' || !REACTIONS.has(one['emoji'])) throw badRequest('REACTION_INVALID');
  }
  room.reactions.set(id, value as never);
  call.world.events.append({ type: 'reaction', chat: room.chat, message: id, reaction: value as never });
  return true;
}
