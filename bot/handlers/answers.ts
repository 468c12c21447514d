import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { InputFile } from 'grammy';
import { documentPath } from '../../retrieval/documents/folder/document-path.js';
import { readCallbackData } from '../callback-data.js';
import { isRestricted, type BotContext, type Parts } from '../context.js';
import { documentByFile } from '../document-key.js';
import type { KeptAnswer } from '../memory/index.js';
import {
  CAPTION_LIMIT,
  citationLine,
  citationText,
  message,
  NO_ANSWER,
  passageMessage,
  rateLabel,
  splitText,
  stretch,
  type Message,
} from '../messages/index.js';
import { edit, isGone, isUnchanged, isUndeliverable, look, send, showTyping } from '../telegram/index.js';
import { keepShown, keptPage } from './asking.js';
import { stale, type ButtonHandlers } from './buttons.js';
import { askSuggestion, rememberTurn } from './questions.js';
import { FormattedString } from '@grammyjs/parse-mode';

/** Largest file that a bot may send (https://core.telegram.org/bots/api#sending-files). */
export const SEND_LIMIT_BYTES = 50 * 1024 * 1024;

/** The buttons under an answer and under a passage. */
export const answerButtons: ButtonHandlers<'page' | 'more' | 'look' | 'file' | 'cite' | 'rate' | 'share' | 'ask' | 'none'> = {
  async page(ctx, parts, { answer, page }) {
    const kept = await keptHere(ctx, parts, answer);
    if (kept === null) return stale(ctx);
    const shown = keptPage(parts, kept, answer, page, ctx.speech, await rating(ctx, parts, answer));
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

/** A passage with its surroundings as a message; `null` once it no longer stands. */
export function passageView(
  ctx: BotContext,
  { dossier }: Parts,
  id: string,
  before: number,
  after: number,
  place: KeptAnswer['passages'][number] | null,
  from: { readonly answer: string; readonly page: number } | null,
): Message | null {
  const passage = dossier.passage(id);
  const around = stretch(dossier, id, before, after);
  if (passage === null || around === null) return null;
  const moved = ([a, b]: readonly [number, number]): readonly [number, number] => [passage.start + a, passage.start + b];
  return passageMessage(
    {
      id,
      stretch: around,
      passage,
      highlight: place === null ? null : moved(place.highlight),
      focus: place?.focus == null ? null : moved(place.focus),
      link: documentByFile(dossier, passage.file)?.link ?? null,
      from,
    },
    ctx.speech,
  );
}

/**
 * Sends a document's file, when it is in the dossier's folder and within Telegram's limit.
 * @returns whether it was sent
 */
export async function sendFile(ctx: BotContext, { dossier }: Parts, file: string, caption: FormattedString): Promise<boolean> {
  // An attachment is inside a mail: the mail is what can be sent.
  const onDisk = documentByFile(dossier, file)?.container ?? file;
  const path = dossier.folder === null ? null : documentPath(dossier.folder, onDisk);
  if (path === null) return false;
  const size = await stat(path).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  );
  if (size === null || size === 0 || size > SEND_LIMIT_BYTES) return false;
  const [short] = splitText(caption, CAPTION_LIMIT);
  await ctx.replyWithDocument(new InputFile(path, basename(onDisk)), {
    ...(short !== undefined && { caption: short.caption, caption_entities: short.caption_entities }),
  });
  return true;
}

/** A kept answer that may be shown here: asked in this chat, or shared to it, or sent to this person. */
export async function keptHere(ctx: BotContext, parts: Parts, key: string): Promise<KeptAnswer | null> {
  const kept = await parts.memory.answers.read(key);
  if (kept === undefined) return null;
  if (ctx.chat?.id === kept.chat) return kept;
  // In the group it cannot be shared again.
  return ctx.chat?.id === kept.group?.chat ? { ...kept, group: null } : null;
}

async function rating(ctx: BotContext, parts: Parts, answer: string): Promise<boolean | null> {
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

/** Keeps which document the message now shows, for replies to it. */
async function nowShows(ctx: BotContext, parts: Parts, answer: string, file: string | null): Promise<void> {
  const shown = ctx.callbackQuery?.message;
  if (shown !== undefined) await rememberTurn(ctx, parts, shown.message_id, { answer, file });
}
