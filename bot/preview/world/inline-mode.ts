import { randomBytes } from 'node:crypto';
import type { InlineQuery, Message, User } from 'grammy/types';
import { readInlineMessage } from '../limits/inline-results.js';
import { captionContent, fileContent, textContent } from './message-content.js';
import type { Room } from './rooms.js';
import { ActError, deliver } from './user-acts.js';
import type { World } from './world.js';

/** Types `@bot query` in a chat. @returns the query's id; an answer from the cache comes at once as an event. */
export function askInline(world: World, room: Room | null, user: User, query: string, offset = ''): string {
  const id = world.newQueryId();
  const chatType: InlineQuery['chat_type'] =
    room === null ? 'sender' : room.chat.type === 'private' ? (room.chat.id === user.id ? 'sender' : 'private') : room.chat.type;
  const asked: InlineQuery = { id, from: user, query: query.slice(0, 256), offset, chat_type: chatType };
  world.inlineQueries.set(id, { query: asked, asked: world.seconds() });
  const now = world.options.now();
  const cached = [`${user.id}`, 'all']
    .map((owner) => world.inlineAnswers.get(inlineKey(owner, asked)))
    .find((entry) => entry !== undefined && entry.until > now);
  if (cached) world.showInline(asked, { ...cached.answer, cached: true });
  else world.updates.push({ inline_query: asked });
  return id;
}

/** Under what an inline answer is cached. @param owner a user's id for personal answers, `all` for the others. */
export function inlineKey(owner: string, { query, offset }: InlineQuery): string {
  return JSON.stringify([owner, query, offset]);
}

/** A user chooses a result of the answer shown for a query: it is sent in their name, via the bot. @throws ActError when there is no such result. */
export function chooseResult(world: World, room: Room, user: User, queryId: string, resultId: string): Message {
  const shown = world.shownAnswers.get(queryId);
  if (!shown) throw new ActError(`choosing from inline query ${queryId}: an answered query expected, found none`, 'gone');
  const { query, answer } = shown;
  const result = answer.results.find(({ id }) => id === resultId);
  if (!result)
    throw new ActError(`choosing inline result ${resultId}: one of ${answer.results.map(({ id }) => id).join(', ') || 'no results'} expected`, 'gone');
  const { text, file, markup } = readInlineMessage(result, world.files);
  const stored = file ? world.files.withId(file.id) : undefined;
  const message = deliver(world, room, user, {
    ...(text && textContent(text)),
    ...(stored && fileContent(stored)),
    ...(file && captionContent(file.caption)),
    ...(markup?.kind === 'inline' && { reply_markup: markup.markup }),
    via_bot: world.author,
  });
  // Telegram gives the bot a handle on the message only when it has buttons.
  const inlineId = markup ? randomBytes(18).toString('base64url') : undefined;
  if (inlineId) world.inlineMessages.set(inlineId, { room, message: message.message_id });
  if (world.options.inlineFeedback) {
    world.updates.push({ chosen_inline_result: { result_id: resultId, from: user, query, ...(inlineId && { inline_message_id: inlineId }) } });
  }
  return message;
}
