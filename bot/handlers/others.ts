import { Composer } from 'grammy';
import { isAddressed, send } from '../telegram/index.js';
import type { BotContext, Parts } from '../context.js';
import { change } from '../memory/index.js';
import { message } from '../messages/index.js';

/** Chats whose last album is remembered; beyond that all are forgotten, and an album may get two lines. */
const MOST_ALBUMS = 1000;

/** Updates of members: keeps who blocked the bot. */
export function membership({ memory, log, now }: Parts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('my_chat_member', async (ctx) => {
    if (ctx.chat.type !== 'private') return;
    const isBlocked = ctx.myChatMember.new_chat_member.status === 'kicked';
    log.info({ user: ctx.from.id }, isBlocked ? 'blocked by a user' : 'unblocked by a user');
    await change(memory.people, ctx.from.id, ({ blocked: _before, ...person }) => (isBlocked ? { ...person, blocked: new Date(now()).toISOString() } : person));
  });
  return composer;
}

/** What no other handler took: unknown commands, and messages that are not text. The last handler of all. */
export function others(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('message:text', async (ctx) => {
    // In groups other bots' commands come by too.
    const isForUs = ctx.chat.type === 'private' || ctx.message.text.toLowerCase().split(/\s/)[0]?.endsWith(`@${ctx.me.username.toLowerCase()}`) === true;
    if (isForUs) await send(ctx, message(ctx.speech.say('command-unknown')));
  });
  // The last album of each chat: its pictures come as messages of their own and get one line together.
  const albums = new Map<number, string>();
  composer.on('message', async (ctx) => {
    if (isService(ctx) || !isAddressed(ctx)) return;
    const album = ctx.message.media_group_id;
    if (album !== undefined && albums.get(ctx.chat.id) === album) return;
    if (albums.size >= MOST_ALBUMS) albums.clear();
    if (album !== undefined) albums.set(ctx.chat.id, album);
    await send(ctx, message(ctx.speech.say('message-unsupported')));
  });
  return composer;
}

/** A result of our own inline mode that someone posted: an excerpt, not a question. */
export function isOwnInlineResult(ctx: BotContext): boolean {
  return ctx.msg?.via_bot?.id === ctx.me.id;
}

/** Telegram's own lines in a chat (someone joined, a pin, a new title): nobody wrote them. */
function isService(ctx: BotContext): boolean {
  return (
    isOwnInlineResult(ctx) ||
    ctx.has([
      'message:new_chat_members',
      'message:left_chat_member',
      'message:new_chat_title',
      'message:new_chat_photo',
      'message:delete_chat_photo',
      'message:group_chat_created',
      'message:supergroup_chat_created',
      'message:pinned_message',
      'message:migrate_to_chat_id',
      'message:migrate_from_chat_id',
      'message:message_auto_delete_timer_changed',
      'message:forum_topic_created',
      'message:forum_topic_edited',
      'message:forum_topic_closed',
      'message:forum_topic_reopened',
      'message:video_chat_started',
      'message:video_chat_ended',
    ])
  );
}
