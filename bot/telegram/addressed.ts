import type { BotContext } from '../context.js';

/** The address of the private chat with the bot. */
export function chatLink(ctx: BotContext, payload = 'hello'): string {
  return `https://t.me/${ctx.me.username}?start=${payload}`;
}

/** The kind of an update: the name of its field beside `update_id`. */
export function updateKind(update: object): string {
  return Object.keys(update).find((name) => name !== 'update_id') ?? 'unknown';
}

/**
 * Whether a message in a group is meant for the bot: a command for it, its @name, or a reply to it.
 * In private every message is.
 */
export function isAddressed(ctx: BotContext): boolean {
  const message = ctx.msg;
  if (message === undefined) return false;
  if (ctx.chat?.type === 'private') return true;
  // Only a message's author is looked at here: a group's forum topics make every first message a reply to the topic itself.
  if (message.reply_to_message?.from?.id === ctx.me.id) return true;
  const text = message.text ?? message.caption ?? '';
  const entities = message.entities ?? message.caption_entities ?? [];
  return entities.some(({ type, offset, length }) => {
    const word = text.slice(offset, offset + length).toLowerCase();
    const name = `@${ctx.me.username.toLowerCase()}`;
    if (type === 'mention') return word === name;
    return type === 'bot_command' && offset === 0 && (word.endsWith(name) || !word.includes('@'));
  });
}
