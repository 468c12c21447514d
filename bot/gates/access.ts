import type { MiddlewareFn } from 'grammy';
import { isAllowed, isGroup, isRestricted, type BotContext, type Parts } from '../context.js';
import { message } from '../messages/index.js';
import { chatLink, isAddressed, send, updateKind } from '../telegram/index.js';

/**
 * The gate: the first handler, and the only place that decides who may ask. Whoever is not on the list gets one polite line
 * with their id, so that they can pass it on, and nothing of the dossier, whatever kind of update it is. In groups strangers
 * get no line unless they speak to the bot: it would answer each message of the group.
 */
export function accessGate({ settings, memory, log, monitor }: Pick<Parts, 'settings' | 'memory' | 'log' | 'monitor'>): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    if (isAllowed({ settings, memory }, ctx.from?.id)) return next();
    log.info({ user: ctx.from?.id, update: updateKind(ctx.update) }, 'refused: not in ALLOWED_USERS');
    monitor.update('refused');
    if (ctx.from === undefined || ctx.from.is_bot) return;
    const line = ctx.speech.say('access-refused', { id: String(ctx.from.id) });

    if (ctx.inlineQuery !== undefined) {
      await ctx.answerInlineQuery([], {
        cache_time: 0,
        is_personal: true,
        button: { text: ctx.speech.say('access-refused-inline', { id: String(ctx.from.id) }), start_parameter: 'access' },
      });
    } else if (ctx.callbackQuery !== undefined) {
      await ctx.answerCallbackQuery({ text: line, show_alert: true });
    } else if (ctx.message !== undefined && (!isGroup(ctx) || isAddressed(ctx))) {
      await ctx.reply(line, { reply_parameters: { message_id: ctx.message.message_id, allow_sending_without_reply: true } });
    }
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
    const text = ctx.msg?.text ?? ctx.msg?.caption ?? '';
    // A press on a message sent through inline mode says no chat: it may stand anywhere.
    const isOutside = isGroup(ctx) || (ctx.callbackQuery !== undefined && ctx.chat?.type !== 'private');
    const isHarmless = ctx.callbackQuery === undefined && (!text.startsWith('/') || HARMLESS_COMMANDS.test(text));
    if (!isRestricted(settings) || !isOutside || isHarmless || ctx.update.my_chat_member !== undefined) return next();
    const line = ctx.speech.say('private-always');
    if (ctx.callbackQuery !== undefined) await ctx.answerCallbackQuery({ text: line, show_alert: true });
    else if (isAddressed(ctx)) await send(ctx, message(line, [[{ text: ctx.speech.say('button-open-chat'), url: chatLink(ctx) }]]));
  };
}
