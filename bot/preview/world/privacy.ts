import type { Message } from 'grammy/types';
import type { Room } from './rooms.js';
import type { World } from './world.js';

/**
 * Whether the bot gets a message at all. In groups a bot in privacy mode gets commands (unless they name
 * another bot), replies to its messages, messages sent through it and mentions of it; an administrator, or a bot with
 * privacy mode off, gets everything. Source: core.telegram.org/bots/features#privacy-mode.
 */
export function seesMessage(world: World, room: Room, message: Message): boolean {
  if (room.bot !== 'member' && room.bot !== 'administrator') return false;
  const group = room.chat.type === 'group' || room.chat.type === 'supergroup';
  if (!group || room.bot === 'administrator' || world.bot.can_read_all_group_messages) return true;
  if (message.text === undefined && message.caption === undefined && message.document === undefined && message.photo === undefined) return true;
  if (message.reply_to_message?.from?.id === world.bot.id || message.via_bot?.id === world.bot.id) return true;
  const text = message.text ?? message.caption ?? '';
  const name = `@${world.bot.username}`.toLowerCase();
  return (message.entities ?? message.caption_entities ?? []).some(({ type, offset, length }) => {
    const marked = text.slice(offset, offset + length).toLowerCase();
    return (type === 'mention' && marked === name) || (type === 'bot_command' && (!marked.includes('@') || marked.endsWith(name)));
  });
}
