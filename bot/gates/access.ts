import type { MiddlewareFn } from 'grammy';
import { readCallbackData } from '../callback-data.js';
import { isAllowed, isGroup, isRestricted, type BotContext, type Parts } from '../context.js';
import { message } from '../messages/index.js';
import { answerBriefly, chatLink, isAddressed, send, updateKind } from '../telegram/index.js';

/**
 * The gate: the first handler, and the only place that decides who may ask. Whoever is not on the list gets one polite line
 * with their id, so that they can pass it on, and nothing of the dossier, whatever kind of update it is. In groups strangers
 * get no line unless they speak to the bot: it would answer each message of the group.
 */
export function accessGate({ settings, memory, log, monitor }: Pick<Parts, 'settings' | 'memory' | 'log' | 'monitor'>): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    if (await isAllowed({ settings, memory }, ctx.from?.id)) return next();
    log.info({ user: ctx.from?.id, update: updateKind(ctx.update) }, 'refused: not in ALLOWED_USERS');
    monitor.update('refused', ctx.update);
    if (ctx.from === undefined || ctx.from.is_bot) return;
    const line = ctx.speech.say('access-refused', { id: String(ctx.from.id) });
    const button = { text: ctx.speech.say('access-refused-inline', { id: String(ctx.from.id) }), start_parameter: 'access' };
    await answerBriefly(ctx, { text: line, alert: true, button }, async () => {
      if (ctx.message === undefined || !isAddressed(ctx)) return;
      await ctx.reply(line, { reply_parameters: { message_id: ctx.message.message_id, allow_sending_without_reply: true } });
    });
  };
}

/** What may be asked of a restricted dossier in a group: questions, answered in private, and what shows nothing of it. */
const HARMLESS_COMMANDS = /^\/(?:ask|private|help|language)(?:@\w+)?(?:\s|$)/i;

/**
 * The second gate, for allowed people in groups: what they see there, strangers see too. The documents of a restricted
 * dossier are shown in private only; what goes to the group is the one page that someone shares there.
 */
export function groupGate({ settings }: Parts): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    // A press on a message sent through inline mode says no chat: it may stand anywhere.
    const isOutside = isGroup(ctx) || (ctx.callbackQuery !== undefined && ctx.chat?.type !== 'private');
    if (!isRestricted(settings) || !isOutside || isHarmless(ctx) || ctx.update.my_chat_member !== undefined) return next();
    const line = ctx.speech.say('private-always');
    await answerBriefly(ctx, { text: line, alert: true }, async () => {
      if (isAddressed(ctx)) await send(ctx, message(line, [[{ text: ctx.speech.say('button-open-chat'), url: chatLink(ctx) }]]));
    });
  };
}

function isHarmless(ctx: BotContext): boolean {
  // The menu of /language shows nothing of the dossier; it never stands in a message of inline mode.
  if (ctx.callbackQuery !== undefined) return isGroup(ctx) && readCallbackData(ctx.callbackQuery.data ?? '')?.verb === 'language';
  const text = ctx.msg?.text ?? ctx.msg?.caption ?? '';
  return !text.startsWith('/') || HARMLESS_COMMANDS.test(text);
}
