import { randomBytes } from 'node:crypto';
import type { Message, User } from 'grammy/types';
import { readInlineMessage } from '../limits/inline-results.js';
import { documentContent } from './file-content.js';
import type { InlineAnswer } from './events.js';
import type { MessageContent } from './messages.js';
import type { Room } from './rooms.js';
import { ActError, deliver } from './user-acts.js';
import type { World } from './world.js';

/** A user chooses a result: it is sent in their name, via the bot. @throws ActError when there is no such result. */
function chooseFrom(world: World, room: Room, user: User, query: string, answer: InlineAnswer, resultId: string): Message {
  const result = answer.results.find(({ id }) => id === resultId);
  if (!result)
    throw new ActError(`choosing inline result ${resultId}: one of ${answer.results.map(({ id }) => id).join(', ') || 'no results'} expected`, 'gone');
  const { text, file, markup } = readInlineMessage(result, world.files);
  const stored = file ? world.files.withId(file.id) : undefined;
  const entities = text?.entities ?? file?.caption.entities ?? [];
  const content: MessageContent = {
    ...(text && { text: text.text, ...(entities.length > 0 && { entities: [...entities] }) }),
    ...(stored && documentContent(stored)),
    ...(file?.caption.text && { caption: file.caption.text, ...(entities.length > 0 && { caption_entities: [...entities] }) }),
    ...(markup?.kind === 'inline' && { reply_markup: markup.markup }),
    via_bot: world.author,
  };
  const message = deliver(world, room, user, content);
  // Telegram gives the bot a handle on the message only when it has buttons.
  const inlineId = markup ? randomBytes(18).toString('base64url') : undefined;
  if (inlineId) world.inlineMessages.set(inlineId, { room, message: message.message_id });
  if (world.options.inlineFeedback) {
    world.updates.push({ chosen_inline_result: { result_id: resultId, from: user, query, ...(inlineId && { inline_message_id: inlineId }) } });
  }
  return message;
}

/** The same by the query's id, from the answer that came for it. */
export function chooseResult(world: World, room: Room, user: User, queryId: string, resultId: string): Message {
  const found = world.shownAnswers.get(queryId);
  if (!found) throw new ActError(`choosing from inline query ${queryId}: an answered query expected, found none`, 'gone');
  return chooseFrom(world, room, user, found.query, found.answer, resultId);
}
