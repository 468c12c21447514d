import { isDeepStrictEqual } from 'node:util';
import type { Message } from 'grammy/types';
import { readReplyMarkup } from '../limits/keyboards.js';
import { readCaption, readText } from '../limits/message-text.js';
import { REACTIONS } from '../limits/reactions.js';
import { changeMessage, removeMessages } from '../world/messages.js';
import type { Room } from '../world/rooms.js';
import { readableRoom, writableRoom, type Call } from './call.js';
import { badRequest, forbidden } from '../protocol/error.js';
import { integerOf, isObject, jsonOf, textOf } from '../protocol/parameters.js';
import { captionFields, inlineFields, linkPreview, textFields } from './messages.js';

export function editMessageText(call: Call): Message | true {
  const text = readText(call.parameters);
  return edit(call, (message) => {
    if (message.text === undefined) throw badRequest('there is no text in the message to edit');
    return { text: undefined, entities: undefined, link_preview_options: undefined, ...textFields(text), ...linkPreview(call.parameters) };
  });
}

export function editMessageCaption(call: Call): Message | true {
  const caption = readCaption(call.parameters);
  return edit(call, (message) => {
    if (!message.document && !message.photo) throw badRequest('there is no caption in the message to edit');
    return { caption: undefined, caption_entities: undefined, ...captionFields(caption) };
  });
}

export function editMessageReplyMarkup(call: Call): Message | true {
  return edit(call, () => ({}));
}

/** An edit without `reply_markup` takes the keyboard away, as in Telegram. */
function edit(call: Call, changesOf: (message: Message) => Readonly<Record<string, unknown>>): Message | true {
  const markup = readReplyMarkup(call.parameters);
  if (markup && markup.kind !== 'inline') throw badRequest('inline keyboard expected');
  const { room, message, inline } = editable(call);
  const changes = { ...changesOf(message), reply_markup: undefined, ...inlineFields(markup) };
  const same = Object.entries(changes).every(([name, value]) => isDeepStrictEqual(message[name as keyof Message], value));
  if (same) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  const changed = changeMessage(call.world, room, message, changes, true);
  return inline ? true : changed;
}

function editable(call: Call): { readonly room: Room; readonly message: Message; readonly inline: boolean } {
  const inlineId = textOf(call.parameters, 'inline_message_id');
  if (inlineId !== '') {
    const place = call.world.inlineMessages.get(inlineId);
    const message = place?.room.messages.get(place.message);
    if (!place || !message) throw badRequest('MESSAGE_ID_INVALID');
    return { room: place.room, message, inline: true };
  }
  const room = readableRoom(call);
  if (room.bot === 'blocked') throw forbidden('bot was blocked by the user');
  const id = integerOf(call.parameters, 'message_id');
  if (id <= 0) throw badRequest('message identifier is not specified');
  const message = room.messages.get(id);
  if (!message) throw badRequest('message to edit not found');
  const own = message.from?.id === call.world.bot.id || (room.chat.type === 'channel' && room.bot === 'administrator');
  if (!own || message.forward_origin) throw badRequest("message can't be edited");
  return { room, message, inline: false };
}

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

/** Bot API, deleteMessage: "A message can only be deleted if it was sent less than 48 hours ago." */
const DELETABLE_SECONDS = 48 * 3600;

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
