import type { MiddlewareFn } from 'grammy';
import { isGroup, type BotContext } from '../context.js';
import { isAddressed } from '../telegram/index.js';

/**
 * Lets nothing of a group's own talk through. An admin bot, and one without privacy mode, gets every message there; those that are not
 * for it are none of its business: nobody's visit, nobody's share of the minute, nothing to fail on. Presses, inline questions and the
 * updates about members go on.
 */
export function addressedOnly(): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const isTalk = isGroup(ctx) && ctx.callbackQuery === undefined && ctx.msg !== undefined;
    if (!isTalk || isAddressed(ctx)) await next();
  };
}
