import { FormattedString } from '@grammyjs/parse-mode';
import { isRestricted, type BotContext, type Parts } from '../context.js';
import { documentByFile } from '../document-key.js';
import { citationLine, citationText, message, NO_ANSWER, splitText } from '../messages/index.js';
import { edit, isUndeliverable, look, send, showTyping } from '../telegram/index.js';
import { stale, type ButtonHandlers } from './buttons.js';
import { keepShown, keptHere, keptPage } from './kept.js';
import { passageView } from './passage-view.js';
import { askSuggestion, rememberTurn } from './questions.js';
import { ratingOf } from './rating.js';
import { sendFile } from './send-file.js';

/** The buttons under an answer and under a passage. */
export const answerButtons: ButtonHandlers<'page' | 'more' | 'look' | 'file' | 'cite' | 'share' | 'ask' | 'none'> = {
  async page(ctx, parts, { answer, page }) {
    const kept = await keptHere(ctx, parts, answer);
    if (kept === null) return stale(ctx);
    const shown = keptPage(parts, kept, answer, page, ctx.speech, await ratingOf(ctx, parts, answer));
    await keepShown(parts, shown, kept.verdict);
    await edit(ctx, shown);
    await nowShows(ctx, parts, answer, kept.verdict === 'absent' ? null : (shown.passages[0]?.file ?? null));
    return undefined;
  },

  async more(ctx, parts, { passage, before, after, answer, page }) {
    const kept = await keptHere(ctx, parts, answer);
    const place = kept?.passages.find(({ id }) => id === passage);
    const shown = passageView(ctx, parts, passage, before, after, place ?? null, { answer, page });
    if (kept === null || shown === null) return stale(ctx);
    await edit(ctx, shown);
    await nowShows(ctx, parts, answer, parts.dossier.passage(passage)?.file ?? null);
    return undefined;
  },

  async look(ctx, parts, { passage, before, after }) {
    const shown = passageView(ctx, parts, passage, before, after, null, null);
    if (shown === null) return stale(ctx);
    await edit(ctx, shown);
    return undefined;
  },

  async file(ctx, parts, { passage }) {
    const found = parts.dossier.passage(passage);
    if (found === null) return stale(ctx);
    showTyping(ctx, 'upload_document');
    const link = documentByFile(parts.dossier, found.file)?.link ?? null;
    const sent = await sendFile(ctx, parts, found.file, citationLine(found, ctx.speech, link));
    if (sent) return undefined;
    // The file itself cannot be sent (too large, or gone since): the text around the quote can.
    const around = passageView(ctx, parts, passage, 3, 3, null, null);
    if (around === null) return stale(ctx);
    await send(ctx, around);
    return { text: ctx.speech.say('file-not-sent') };
  },

  async cite(ctx, parts, { passage, answer }) {
    const found = parts.dossier.passage(passage);
    if (found === null) return stale(ctx);
    const kept = answer === NO_ANSWER ? null : await keptHere(ctx, parts, answer);
    const place = kept?.passages.find(({ id }) => id === passage);
    const quote = place === undefined ? found.quote : found.quote.slice(...place.highlight);
    const cited = place === undefined ? found : parts.dossier.cite(found.file, found.start + place.highlight[0], found.start + place.highlight[1]);
    // In a code block, which Telegram copies at a tap.
    for (const part of splitText(FormattedString.code(citationText(cited, quote, ctx.speech)))) await send(ctx, message(part));
    return undefined;
  },

  async share(ctx, parts, { answer }) {
    const kept = await keptHere(ctx, parts, answer);
    if (kept?.group == null || kept.user !== ctx.from?.id) return stale(ctx);
    const page = keptPage(parts, { ...kept, group: null }, answer, 0, ctx.speech);
    try {
      // Of a restricted dossier the group gets this page and no buttons that lead further.
      await ctx.api.sendMessage(kept.group.chat, page.text, {
        ...look(isRestricted(parts.settings) ? { ...page, keyboard: [] } : page),
        reply_parameters: { message_id: kept.group.message, allow_sending_without_reply: true },
        ...(kept.group.thread !== null && { message_thread_id: kept.group.thread }),
      });
    } catch (error) {
      if (!isUndeliverable(error)) throw error;
      parts.log.info({ user: ctx.from.id, group: kept.group.chat, error }, 'an answer could not be shared: the group is gone, or closed to the bot');
      return { text: ctx.speech.say('share-refused'), alert: true };
    }
    return { text: ctx.speech.say('shared') };
  },

  async ask(ctx, parts, { question }) {
    showTyping(ctx);
    return (await askSuggestion(ctx, parts, question)) ? undefined : stale(ctx);
  },

  none: () => Promise.resolve(undefined),
};

/** Keeps which document the message now shows, for replies to it. */
async function nowShows(ctx: BotContext, parts: Parts, answer: string, file: string | null): Promise<void> {
  const shown = ctx.callbackQuery?.message;
  if (shown !== undefined) await rememberTurn(ctx, parts, shown.message_id, { answer, file });
}
