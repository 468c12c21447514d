import { GrammyError } from 'grammy';
import type { InlineKeyboardMarkup, LinkPreviewOptions, Message as Sent, MessageEntity, ReplyParameters } from 'grammy/types';
import type { BotContext } from '../context.js';
import type { Message } from '../messages/index.js';

/** The part of a message's options that all ways of sending share. */
interface Look {
  entities: MessageEntity[];
  reply_markup: InlineKeyboardMarkup;
  link_preview_options: LinkPreviewOptions;
}

/** A message's look as the Bot API takes it: entities, buttons, no link previews. */
export function look({ entities, keyboard }: Message): Look {
  return { entities: [...entities], reply_markup: { inline_keyboard: keyboard.map((row) => [...row]) }, link_preview_options: { is_disabled: true } };
}

/** What an answer to a message replies to: in groups the message itself, so that one sees who asked what. */
export function replyTo(ctx: BotContext): { reply_parameters?: ReplyParameters; message_thread_id?: number } {
  const message = ctx.msg;
  if (message === undefined || ctx.chat?.type === 'private') return {};
  return {
    // The question may be deleted by now: the answer is sent all the same.
    reply_parameters: { message_id: message.message_id, allow_sending_without_reply: true },
    ...(message.is_topic_message === true && message.message_thread_id !== undefined && { message_thread_id: message.message_thread_id }),
  };
}

/** Sends a message to where the update came from. */
export function send(ctx: BotContext, message: Message): Promise<Sent.TextMessage> {
  return ctx.reply(message.text, { ...look(message), ...replyTo(ctx) });
}

/**
 * Puts a message in the place of the one whose button was pressed. Pressing twice changes nothing; a message that is gone
 * or too old to edit is sent anew.
 */
export async function edit(ctx: BotContext, message: Message): Promise<void> {
  try {
    await ctx.editMessageText(message.text, look(message));
  } catch (error) {
    if (isUnchanged(error)) return;
    if (!isGone(error) || ctx.chat === undefined) throw error;
    await ctx.reply(message.text, look(message));
  }
}

/**
 * Puts a message in the place of one that was sent here. An edit that was made already (its answer was cut) changes nothing; a message that
 * is gone or too old to edit is sent anew.
 * @returns the id of the message that shows it
 */
export async function replace(ctx: BotContext, messageId: number, shown: Message): Promise<number> {
  try {
    await ctx.api.editMessageText(ctx.chat!.id, messageId, shown.text, look(shown));
  } catch (error) {
    if (isGone(error)) return (await send(ctx, shown)).message_id;
    if (!isUnchanged(error)) throw error;
  }
  return messageId;
}

/** Telegram's answer to an edit that changes nothing. */
export function isUnchanged(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code === 400 && error.description.includes('message is not modified');
}

/** Telegram's answer to an edit of a message that was deleted, or that cannot be edited (any more). */
export function isGone(error: unknown): boolean {
  return (
    error instanceof GrammyError && error.error_code === 400 && /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/.test(error.description)
  );
}

/** Telegram's answer when a person has blocked the bot, or never spoke to it, or it was put out of the group. */
export function isBlocked(error: unknown): error is GrammyError {
  return error instanceof GrammyError && error.error_code === 403;
}

/** Telegram's answers when the bot may not write in a chat, or the chat is gone: nothing that another try or a line there would mend. */
export function isUndeliverable(error: unknown): boolean {
  if (isBlocked(error)) return true;
  return (
    error instanceof GrammyError &&
    error.error_code === 400 &&
    /chat not found|not enough rights|CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED|TOPIC_CLOSED|TOPIC_DELETED|have no rights to send|group chat was upgraded|PEER_ID_INVALID|chat was deactivated|user is deactivated/iu.test(
      error.description,
    )
  );
}

/** Tells that the bot is at work; a failure of that is not worth a word. Telegram shows it for five seconds at most. */
export function showTyping(ctx: BotContext, action: 'typing' | 'upload_document' = 'typing'): void {
  ctx.replyWithChatAction(action).catch(() => undefined);
}
