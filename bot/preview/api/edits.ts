import { isDeepStrictEqual } from 'node:util';
import type { Message } from 'grammy/types';
import { readReplyMarkup } from '../limits/keyboards.js';
import { readCaption, readText } from '../limits/message-text.js';
import { captionContent, textContent } from '../world/message-content.js';
import { changeMessage } from '../world/messages.js';
import type { Room } from '../world/rooms.js';
import { readableRoom, type Call } from './call.js';
import { badRequest, forbidden } from '../protocol/error.js';
import { integerOf, textOf } from '../protocol/parameters.js';
import { keyboardContent, linkPreviewContent } from './messages.js';

export function editMessageText(call: Call): Message | true {
  const text = readText(call.parameters);
  return edit(call, (message) => {
    if (message.text === undefined) throw badRequest('there is no text in the message to edit');
    return { text: undefined, entities: undefined, link_preview_options: undefined, ...textContent(text), ...linkPreviewContent(call.parameters) };
  });
}

export function editMessageCaption(call: Call): Message | true {
  const caption = readCaption(call.parameters);
  return edit(call, (message) => {
    if (!message.document && !message.photo) throw badRequest('there is no caption in the message to edit');
    return { caption: undefined, caption_entities: undefined, ...captionContent(caption) };
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
  const changes = { ...changesOf(message), reply_markup: undefined, ...keyboardContent(markup) };
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
