import type { MiddlewareFn } from 'grammy';
import type { BotContext } from '../context.js';
import { whyTurnedAway } from '../receiving/course.js';
import { answerBriefly, isAddressed } from '../telegram/index.js';
import { createMinuteWindow } from './minute-window.js';

/** Tells a chat, once a minute, that what it sent is not answered, and why. */
export function turnedAwayLine(now: () => number): MiddlewareFn<BotContext> {
  const told = createMinuteWindow(1, now);
  return async (ctx, next) => {
    const why = whyTurnedAway(ctx.update);
    if (why === undefined) return next();
    const key = ctx.chat?.id ?? ctx.from?.id ?? 0;
    const line = why === 'busy' ? ctx.speech.say('busy') : ctx.speech.say('given-up');
    await answerBriefly(ctx, { text: line, alert: true }, async () => {
      if (told.wait(key) > 0 || !isAddressed(ctx)) return;
      told.add(key);
      await ctx.reply(line);
    });
  };
}
