import { readCallbackData } from '../callback-data.js';
import type { BotContext, Parts } from '../context.js';
import { rateLabel } from '../messages/index.js';
import { isGone, isUnchanged } from '../telegram/index.js';
import { stale, type ButtonHandlers } from './buttons.js';
import { keptHere } from './kept.js';

/** "Useful" and "not useful" under an answer. */
export const rateButtons: ButtonHandlers<'rate'> = {
  async rate(ctx, parts, { answer, useful }) {
    const kept = await keptHere(ctx, parts, answer);
    if (kept === null) return stale(ctx);
    const isUseful = useful === 'yes';
    const [first] = kept.passages;
    const passage = first === undefined ? null : parts.dossier.passage(first.id);
    await parts.memory.feedback.add({
      at: new Date(parts.now()).toISOString(),
      answer,
      user: ctx.from?.id ?? 0,
      useful: isUseful,
      question: kept.searchedAs ?? kept.question,
      language: kept.language,
      verdict: kept.verdict,
      file: passage?.file ?? null,
      quote: passage === null || first === undefined ? null : passage.quote.slice(...first.highlight),
    });
    await markRating(ctx, isUseful);
    return { text: ctx.speech.say(isUseful ? 'rated-useful' : 'rated-not-useful') };
  },
};

/** What someone said of an answer, the last time; `null`: nothing. */
export async function ratingOf(ctx: BotContext, parts: Parts, answer: string): Promise<boolean | null> {
  const all = await parts.memory.feedback.all();
  return all.findLast((feedback) => feedback.answer === answer && feedback.user === ctx.from?.id)?.useful ?? null;
}

/** Puts the mark on the button that was pressed and takes it off the other. The rest of the keyboard stays as it is. */
async function markRating(ctx: BotContext, isUseful: boolean): Promise<void> {
  const shown = ctx.callbackQuery?.message;
  // A message too old to be accessible comes without its buttons.
  const rows = shown?.date === 0 ? undefined : shown?.reply_markup?.inline_keyboard;
  if (rows === undefined) return;
  const relabelled = rows.map((row) =>
    row.map((one) => {
      const press = 'callback_data' in one ? readCallbackData(one.callback_data) : null;
      if (press?.verb !== 'rate') return one;
      return { ...one, text: rateLabel(press.fields.useful === 'yes', isUseful, ctx.speech) };
    }),
  );
  try {
    await ctx.editMessageReplyMarkup({ reply_markup: { inline_keyboard: relabelled } });
  } catch (error) {
    if (!isUnchanged(error) && !isGone(error)) throw error;
  }
}
