import { GrammyError } from 'grammy';
import type { InlineQueryResultsButton } from 'grammy/types';
import type { BotContext } from '../context.js';
import { shortened } from '../messages/index.js';

/** What a press is answered with: a short line over the chat, or an alert that must be closed. */
export interface Notice {
  readonly text: string;
  readonly alert?: boolean;
}

/** Longest text of an answer to a press (https://core.telegram.org/bots/api#answercallbackquery). */
const NOTICE_LIMIT = 200;

/** Answers a press, with nothing to read when there is no notice. */
export async function answerPress(ctx: BotContext, notice?: Notice): Promise<void> {
  await inTime(ctx.answerCallbackQuery(notice === undefined ? {} : { text: shortened(notice.text, NOTICE_LIMIT), show_alert: notice.alert === true }));
}

/** Answers an inline question. */
export async function answerInline(ctx: BotContext, ...answer: Parameters<BotContext['answerInlineQuery']>): Promise<void> {
  await inTime(ctx.answerInlineQuery(...answer));
}

/**
 * Answers an update with one line, or with none, in the way of its kind: a press by a notice, an inline question by no results.
 * @param line `button`: what stands in the place of an inline question's results
 * @param reply how a message is answered; called for every other kind
 */
export async function answerBriefly(
  ctx: BotContext,
  { button, ...notice }: Notice & { readonly button?: InlineQueryResultsButton },
  reply: () => Promise<unknown>,
): Promise<void> {
  if (ctx.callbackQuery !== undefined) await answerPress(ctx, notice);
  else if (ctx.inlineQuery !== undefined) await answerInline(ctx, [], { cache_time: 0, is_personal: true, ...(button !== undefined && { button }) });
  else await reply();
}

/** Passes over that it is too late to answer: what waited too long (a restart, a queue) has nobody left to read it, and what was asked was done. */
async function inTime(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof GrammyError && error.error_code === 400 && /query is too old|query ID is invalid/iu.test(error.description))) throw error;
  }
}
