import { Composer } from 'grammy';
import { readCallbackData, type Fields, type Press, type Verb } from '../callback-data.js';
import type { BotContext, Parts } from '../context.js';
import { answerPress, type Notice } from '../telegram/index.js';

/** What the buttons of some verbs do. Each file of handlers has its own; `buttons` puts them together. */
export type ButtonHandlers<V extends Verb> = { readonly [K in V]: (ctx: BotContext, parts: Parts, fields: Fields<K>) => Promise<Notice | undefined> };

/**
 * All presses on buttons. Data that is not ours, from an older version or tampered with, gets "this button no longer works"; every
 * press is answered, or Telegram shows a clock on the button for a minute.
 */
export function buttons(parts: Parts, handlers: ButtonHandlers<Verb>): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('callback_query', async (ctx) => {
    const press = readCallbackData(ctx.callbackQuery.data ?? '');
    let notice: Notice | undefined;
    try {
      notice = press === null ? stale(ctx) : await handle(ctx, parts, handlers, press);
    } catch (error) {
      await answerPress(ctx, { text: ctx.speech.say('failure-short'), alert: true });
      throw error;
    }
    await answerPress(ctx, notice);
  });
  return composer;
}

function handle(ctx: BotContext, parts: Parts, handlers: ButtonHandlers<Verb>, press: Press): Promise<Notice | undefined> {
  const handler = handlers[press.verb] as (ctx: BotContext, parts: Parts, fields: Press['fields']) => Promise<Notice | undefined>;
  return handler(ctx, parts, press.fields);
}

/** The line for a button whose answer, passage or document is gone. */
export function stale(ctx: BotContext): Notice {
  return { text: ctx.speech.say('button-stale'), alert: true };
}
