import type { MiddlewareFn } from 'grammy';
import { isGroup, type BotContext } from '../context.js';
import { answerBriefly } from '../telegram/index.js';
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
    await answerBriefly(ctx, { text: line }, async () => {
      if (told.wait(user) > 0 || ctx.msg === undefined || isGroup(ctx)) return;
      told.add(user);
      await ctx.reply(line);
    });
  };
}
