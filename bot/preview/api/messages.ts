import type { Message, MessageId } from 'grammy/types';
import { readReplyMarkup, type ReplyMarkup } from '../limits/keyboards.js';
import { readCaption, readText } from '../limits/message-text.js';
import { textContent, type MessageContent } from '../world/message-content.js';
import { addMessage, asForwarded, asReplied } from '../world/messages.js';
import type { Room } from '../world/rooms.js';
import type { World } from '../world/world.js';
import { readableRoom, writableRoom, type Call } from './call.js';
import { badRequest } from '../protocol/error.js';
import { booleanOf, integerOf, isObject, jsonOf, type Parameters } from '../protocol/parameters.js';

export function sendMessage(call: Call): Message {
  const text = readText(call.parameters);
  const markup = readReplyMarkup(call.parameters);
  const room = writableRoom(call);
  return sendAsBot(call.world, room, { ...textContent(text), ...linkPreviewContent(call.parameters), ...replyContent(call, room) }, markup, call.parameters);
}

/** Puts a message of the bot into a chat, with its keyboard. */
export function sendAsBot(world: World, room: Room, content: MessageContent, markup: ReplyMarkup | undefined, parameters: Parameters): Message {
  const keyboardBefore = room.keyboard;
  if (markup?.kind === 'reply') room.keyboard = markup.markup;
  if (markup?.kind === 'remove') room.keyboard = null;
  const message = addMessage(world, room, world.author, {
    ...content,
    ...(booleanOf(parameters, 'protect_content') && { has_protected_content: true as const }),
    ...keyboardContent(markup),
  });
  if (markup?.kind === 'force')
    world.events.append({ type: 'force', chat: room.chat, message: message.message_id, placeholder: markup.markup.input_field_placeholder ?? '' });
  if (room.keyboard !== keyboardBefore) world.events.append({ type: 'keyboard', chat: room.chat, keyboard: room.keyboard });
  return message;
}

export function copyMessage(call: Call): MessageId {
  const { room, original } = readOriginal(call, 'copy');
  if (original.text === undefined && !original.document && !original.photo) throw badRequest("message can't be copied");
  const { text, entities, document, photo, caption, caption_entities } = original;
  const newCaption = call.parameters.values['caption'] === undefined ? undefined : readCaption(call.parameters);
  const content = dropMissing({
    text,
    entities,
    document,
    photo,
    caption: newCaption ? newCaption.text || undefined : caption,
    caption_entities: newCaption ? newCaption.entities : caption_entities,
  });
  const { message_id } = sendAsBot(call.world, room, { ...content, ...replyContent(call, room) }, readReplyMarkup(call.parameters), call.parameters);
  return { message_id };
}

export function forwardMessage(call: Call): Message {
  const { room, original } = readOriginal(call, 'forward');
  if (original.has_protected_content) throw badRequest("message can't be forwarded");
  return sendAsBot(call.world, room, asForwarded(original), undefined, call.parameters);
}

/** The fields of `reply_parameters` (or the older `reply_to_message_id`). @throws ApiError 400 when there is nothing to reply to. */
export function replyContent(call: Call, room: Room): MessageContent {
  const value = jsonOf(call.parameters, 'reply_parameters', "can't parse reply parameters JSON object");
  if (value !== undefined && !isObject(value)) throw badRequest('object expected as reply parameters');
  const legacy = integerOf(call.parameters, 'reply_to_message_id');
  const id = Number(value?.['message_id'] ?? legacy);
  if (!id) return {};
  const other = value?.['chat_id'];
  const from =
    other === undefined || Number(other) === room.chat.id ? room : readableRoom({ ...call, parameters: { ...call.parameters, values: { chat_id: other } } });
  const replied = from.messages.get(id);
  if (!replied) {
    if (value?.['allow_sending_without_reply'] === true || booleanOf(call.parameters, 'allow_sending_without_reply')) return {};
    throw badRequest('message to be replied not found');
  }
  const quote = value?.['quote'];
  if (typeof quote !== 'string' || quote === '') return { reply_to_message: asReplied(replied) };
  const position = (replied.text ?? replied.caption ?? '').indexOf(quote);
  if (position < 0 || quote.length > 1024) throw badRequest('QUOTE_TEXT_INVALID');
  return { reply_to_message: asReplied(replied), quote: { text: quote, position, is_manual: true } };
}

export function keyboardContent(markup: ReplyMarkup | undefined): MessageContent {
  return markup?.kind === 'inline' && markup.markup.inline_keyboard.length > 0 ? { reply_markup: markup.markup } : {};
}

export function linkPreviewContent(parameters: Parameters): MessageContent {
  const options = jsonOf(parameters, 'link_preview_options', "can't parse link preview options JSON object");
  if (options !== undefined && !isObject(options)) throw badRequest('object expected as link preview options');
  return options ? { link_preview_options: options } : {};
}

function readOriginal(call: Call, verb: string): { readonly room: Room; readonly original: Message } {
  const from = readableRoom(call, 'from_chat_id');
  const original = from.messages.get(integerOf(call.parameters, 'message_id'));
  if (!original) throw badRequest(`message to ${verb} not found`);
  return { room: writableRoom(call), original };
}

function dropMissing(fields: Readonly<Record<string, unknown>>): MessageContent {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
