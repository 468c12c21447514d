import { randomBytes } from 'node:crypto';
import type { MiddlewareFn } from 'grammy';
import { isAddressed, isBlocked, isUndeliverable, updateKind } from '../telegram/index.js';
import type { BotContext, Parts } from '../context.js';
import { speechIn } from '../speech.js';
import { change } from '../memory/index.js';

/**
 * The outermost handler: no failure of a handler ends the bot, and none looks like "not found". The person gets a line with a
 * reference, the log gets the same reference and what failed. Someone who blocked the bot is noted, not answered.
 */
export function failures({ log, memory, monitor, now }: Pick<Parts, 'log' | 'memory' | 'monitor' | 'now'>): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      if (isUndeliverable(error)) {
        log.info(
          { user: ctx.from?.id, chat: ctx.chat?.id, error },
          'an answer could not be delivered: blocked, put out of the group, or not allowed to write there',
        );
        // The chat that refused may be another one than this: a group that an answer was shared to.
        if (isBlocked(error) && ctx.chat?.type === 'private' && error.payload['chat_id'] === ctx.chat.id)
          await change(memory.people, ctx.chat.id, (person) => ({ ...person, blocked: new Date(now()).toISOString() }));
        return;
      }
      monitor.update('failed', ctx.update);
      const reference = randomBytes(4).toString('hex');
      log.error({ error, reference, update: updateKind(ctx.update), chat: ctx.chat?.id }, 'handling an update failed');
      await tell(ctx, reference, log);
    }
  };
}

async function tell(ctx: BotContext, reference: string, log: Parts['log']): Promise<void> {
  // Nobody waits for a line about these: an inline question shows nothing, a press was answered where it failed, and a group talks to itself.
  if (!isAddressed(ctx) || ctx.callbackQuery !== undefined || ctx.channelPost !== undefined) return;
  // The failure may have come before the language was known.
  const speech = (ctx.speech as BotContext['speech'] | undefined) ?? speechIn('en');
  try {
    await ctx.reply(speech.say('failure', { reference }));
  } catch (error) {
    log.warn({ error, reference }, 'the failure could not be told either');
  }
}
