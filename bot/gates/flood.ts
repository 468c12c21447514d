import type { MiddlewareFn } from 'grammy';
import { isGroup, type BotContext } from '../context.js';
import { createMinuteWindow } from './minute-window.js';

/** Questions and presses taken from one person in a minute: our choice, more than one can read. */
const UPDATES_A_MINUTE = 40;

/** Someone who writes faster than anyone reads gets one line, then nothing until the minute is over. */
export function floodLimit(now: () => number): MiddlewareFn<BotContext> {
  const taken = createMinuteWindow(UPDATES_A_MINUTE, now);
  const told = createMinuteWindow(1, now);
  return async (ctx, next) => {
    const user = ctx.from?.id;
    if (user === undefined || ctx.update.my_chat_member !== undefined) return next();
    const wait = taken.wait(user);
    if (wait === 0) {
      taken.add(user);
      return next();
    }
    const line = ctx.speech.say('flood', { seconds: Math.ceil(wait / 1000) });
    if (ctx.callbackQuery !== undefined) await ctx.answerCallbackQuery({ text: line });
    else if (ctx.inlineQuery !== undefined) await ctx.answerInlineQuery([], { cache_time: 0 });
    else if (told.wait(user) === 0 && ctx.msg !== undefined && !isGroup(ctx)) {
      told.add(user);
      await ctx.reply(line);
    }
  };
}
