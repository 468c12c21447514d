import type { BotCommand, BotCommandScope, User } from 'grammy/types';
import { badRequest } from '../protocol/error.js';
import { isObject } from '../protocol/parameters.js';
import type { Room } from './rooms.js';
import type { World } from './world.js';

const SCOPES = ['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators', 'chat', 'chat_administrators', 'chat_member'];

/** The scope of a call on commands; default when missing. @throws ApiError 400 */
export function readScope(value: unknown, world: World): BotCommandScope {
  if (value === undefined) return { type: 'default' };
  const refuse = (why: string) => badRequest(`can't parse BotCommandScope: ${why}`);
  if (!isObject(value)) throw refuse('BotCommandScope must be an Object');
  const { type, chat_id, user_id } = value;
  if (typeof type !== 'string' || !SCOPES.includes(type)) throw refuse('Unsupported type specified');
  if (type.startsWith('chat')) {
    if (chat_id === undefined || chat_id === '') throw refuse('Empty chat_id specified');
    if (!world.room(Number(chat_id))) throw badRequest('chat not found');
  }
  if (type === 'chat_member' && !(Number(user_id) > 0)) throw refuse('Invalid user_id specified');
  return value as unknown as BotCommandScope;
}

/** Under what commands are kept. @param language two letters, or '' for all others. */
export function commandKey(scope: BotCommandScope, language: string): string {
  const chat = 'chat_id' in scope ? Number(scope.chat_id) : 0;
  const user = 'user_id' in scope ? scope.user_id : 0;
  return JSON.stringify([scope.type, chat, user, language]);
}

/** The commands that a user sees in a chat: the narrowest scope that has any, the user's language first (Bot API, BotCommandScope). */
export function commandsFor(world: World, room: Room, user: User): readonly BotCommand[] {
  const { id: chat_id } = room.chat;
  const administrator = ['creator', 'administrator'].includes(room.members.get(user.id) ?? '');
  const scopes: BotCommandScope[] =
    room.chat.type === 'private'
      ? [{ type: 'chat', chat_id }, { type: 'all_private_chats' }, { type: 'default' }]
      : [
          { type: 'chat_member', chat_id, user_id: user.id },
          ...(administrator ? [{ type: 'chat_administrators' as const, chat_id }] : []),
          { type: 'chat', chat_id },
          ...(administrator ? [{ type: 'all_chat_administrators' as const }] : []),
          { type: 'all_group_chats' },
          { type: 'default' },
        ];
  const languages = [user.language_code?.slice(0, 2) ?? '', ''];
  const found = scopes
    .flatMap((scope) => languages.map((language) => world.commands.get(commandKey(scope, language))))
    .find((commands) => commands !== undefined && commands.length > 0);
  return found ?? [];
}
