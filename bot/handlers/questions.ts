import { Composer, GrammyError } from 'grammy';
import type { Message } from 'grammy/types';
import { chatLink, isAddressed, isBlocked, look, replace, send, showTyping } from '../telegram/index.js';
import { readCallbackData } from '../callback-data.js';
import { isGroup, isRestricted, type BotContext, type Parts } from '../context.js';
import { change, MOST_TURNS, type Conversation, type Turn } from '../memory/index.js';
import { message, MESSAGE_LIMIT, NO_ANSWER } from '../messages/index.js';
import { delivered } from '../receiving/course.js';
import { suggestionByKey } from '../suggestions.js';
import { LANGUAGES } from '../languages.js';
import { speechIn } from '../speech.js';
import { ask, type Asked, type Reply } from './asking.js';
import { isOwnInlineResult } from './others.js';

/** Plain messages are questions; /ask is for groups; an edited question edits its answer. */
export function questions(parts: Parts): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command('ask', async (ctx) => {
    const text = ctx.match.trim();
    // "/ask" in reply to a message asks what that message says.
    const asked = text !== '' ? text : (ctx.msg.reply_to_message?.text ?? '');
    if (asked === '') await send(ctx, message(ctx.speech.say('question-missing')));
    else await answer(ctx, parts, { text: asked });
  });

  composer.command('private', async (ctx) => {
    const text = ctx.match.trim();
    if (!isGroup(ctx)) await (text === '' ? send(ctx, message(ctx.speech.say('private-only-groups'))) : answer(ctx, parts, { text }));
    else if (text !== '' && !/^(on|off)$/i.test(text)) await answerInPrivate(ctx, parts, { text });
    else if (isRestricted(parts.settings)) await send(ctx, message(ctx.speech.say('private-always')));
    else {
      const wanted = text.toLowerCase() !== 'off';
      await change(parts.memory.conversations, ctx.chat.id, (value) => ({ ...value, inPrivate: wanted }));
      await send(ctx, message(ctx.speech.say(wanted ? 'private-on' : 'private-off')));
    }
  });

  composer.on(['message:text', 'channel_post:text'], async (ctx, next) => {
    if (!isAddressed(ctx) || isOwnInlineResult(ctx)) return;
    if (ctx.msg.text.startsWith('/')) return next();
    await answer(ctx, parts, { text: withoutMention(ctx), ...(await repliedTo(ctx, parts)) });
  });

  composer.on(['edited_message:text', 'edited_channel_post:text'], async (ctx) => {
    if (!isAddressed(ctx) || isOwnInlineResult(ctx)) return;
    const text = /^\/ask(?:@\w+)?\s+(.+)/s.exec(ctx.msg.text)?.[1] ?? withoutMention(ctx);
    if (text.startsWith('/')) return;
    const turn = (await turnsOf(ctx, parts)).find(({ questionMessage }) => questionMessage === ctx.msg.message_id);
    // Never answered (it did not name the bot then, say): a question like any other. So is one that was answered in a group before access was restricted.
    if (turn === undefined || (isGroup(ctx) && isRestricted(parts.settings))) await answer(ctx, parts, { text, ...(await repliedTo(ctx, parts)) });
    else await answerAgain(ctx, parts, turn, { text, ...(await repliedTo(ctx, parts)) });
  });
  return composer;
}

/** Asks a suggested question whose button was pressed. @returns whether the dossier still has its heading */
export async function askSuggestion(ctx: BotContext, parts: Parts, key: string): Promise<boolean> {
  const suggestion = suggestionByKey(parts.dossier, [ctx.speech, ...LANGUAGES.map(speechIn)], key);
  if (suggestion === null) return false;
  const reply = await ask(ctx, parts, { text: suggestion.question, asIs: true });
  // The question was not typed, so it stands above its answer.
  const sent = await send(ctx, { ...reply.message, ...withQuestion(suggestion.question, reply) });
  await rememberTurn(ctx, parts, sent.message_id, reply);
  return true;
}

/** The question in a line above the answer. The answer keeps its entities, moved down by the line's length. */
function withQuestion(question: string, { message: { text, entities } }: Reply): Pick<Reply['message'], 'text' | 'entities'> {
  const head = `${question}\n\n`;
  if (head.length + text.length > MESSAGE_LIMIT) return { text, entities };
  return {
    text: head + text,
    entities: [{ type: 'italic', offset: 0, length: question.length }, ...entities.map((entity) => ({ ...entity, offset: entity.offset + head.length }))],
  };
}

/** Answers where it was asked, or in private when the group or the dossier wants it so. */
async function answer(ctx: BotContext, parts: Parts, asked: Asked): Promise<void> {
  if (isGroup(ctx)) {
    const { inPrivate } = (await parts.memory.conversations.read(String(ctx.chat?.id))) ?? {};
    // What a restricted dossier says is never put before a group's strangers unasked.
    if (isRestricted(parts.settings) || inPrivate === true) return answerInPrivate(ctx, parts, asked);
  }
  showTyping(ctx);
  const reply = await ask(ctx, parts, asked);
  const sent = await send(ctx, reply.message);
  delivered(ctx.update);
  await rememberTurn(ctx, parts, sent.message_id, reply);
}

async function answerInPrivate(ctx: BotContext, parts: Parts, asked: Asked): Promise<void> {
  const { say } = ctx.speech;
  if (ctx.from === undefined) return;
  const reply = await ask(ctx, parts, { ...asked, privately: true });
  let sent: Message;
  try {
    sent = await ctx.api.sendMessage(ctx.from.id, reply.message.text, look(reply.message));
    delivered(ctx.update);
  } catch (error) {
    if (!isBlocked(error) && !(error instanceof GrammyError && error.error_code === 400)) throw error;
    await send(ctx, message(say('private-unreachable'), [[{ text: say('button-open-chat'), url: chatLink(ctx) }]]));
    return;
  }
  // The question stands in the group: of the private chat it is no message.
  await keepTurn(parts, ctx.from.id, null, sent.message_id, reply);
  await send(ctx, message(say('private-sent')));
}

/** Edits the answer of an edited question; sends a new one when the old one is gone. */
async function answerAgain(ctx: BotContext, parts: Parts, turn: Turn, asked: Asked): Promise<void> {
  const kept = turn.answer === null ? undefined : await parts.memory.answers.read(turn.answer);
  // The person's last question may be this very one, as it was before the edit.
  const reply = await ask(ctx, parts, { ...(kept?.follows !== undefined && { previous: kept.follows }), ...asked });
  await rememberTurn(ctx, parts, await replace(ctx, turn.answerMessage, reply.message), reply);
}

async function turnsOf(ctx: BotContext, parts: Parts): Promise<readonly Turn[]> {
  return (await parts.memory.conversations.read(String(ctx.chat?.id)))?.turns ?? [];
}

/** Keeps which message answers which in this chat. */
export async function rememberTurn(ctx: BotContext, parts: Parts, answerMessage: number, shown: Pick<Reply, 'answer' | 'file'>): Promise<void> {
  if (ctx.chat === undefined) return;
  const asked = ctx.callbackQuery === undefined ? (ctx.msg?.message_id ?? null) : null;
  await keepTurn(parts, ctx.chat.id, asked, answerMessage, shown);
}

/** Keeps a turn of a chat, the latest `MOST_TURNS`; `asked`: the question's message there, `null`: as it was, or none. */
async function keepTurn(
  parts: Parts,
  chat: number,
  asked: number | null,
  answerMessage: number,
  { answer: key, file }: Pick<Reply, 'answer' | 'file'>,
): Promise<void> {
  await change(parts.memory.conversations, chat, ({ turns = [], ...value }: Conversation) => {
    const before = turns.find((turn) => turn.answerMessage === answerMessage);
    const turn: Turn = { questionMessage: asked ?? before?.questionMessage ?? null, answerMessage, answer: key, file };
    return { ...value, turns: [...turns.filter((other) => other !== before), turn].slice(-MOST_TURNS) };
  });
}

/** A reply to an answer asks within the document that it shows, and follows its question. */
async function repliedTo(ctx: BotContext, parts: Parts): Promise<Pick<Asked, 'files' | 'previous'>> {
  const replied = ctx.msg?.reply_to_message;
  if (replied?.from?.id !== ctx.me.id) return {};
  const turn = (await turnsOf(ctx, parts)).find(({ answerMessage }) => answerMessage === replied.message_id) ?? turnByButtons(replied, parts);
  if (turn === null) return {};
  const kept = turn.answer === null ? undefined : await parts.memory.answers.read(turn.answer);
  return {
    ...(turn.file !== null && kept?.verdict !== 'absent' && { files: [turn.file] }),
    ...(kept !== undefined && { previous: kept.searchedAs ?? kept.question }),
  };
}

/** What an answer's own buttons say of it: answers older than the turns that are kept can still be replied to. */
export function turnByButtons(replied: NonNullable<Message['reply_to_message']>, { dossier }: Parts): Pick<Turn, 'answer' | 'file'> | null {
  const presses = (replied.reply_markup?.inline_keyboard.flat() ?? []).map((one) => ('callback_data' in one ? readCallbackData(one.callback_data) : null));
  for (const press of presses) {
    if (press?.verb !== 'cite' && press?.verb !== 'more') continue;
    const { passage, answer } = press.fields;
    return { answer: answer === NO_ANSWER ? null : answer, file: dossier.passage(passage)?.file ?? null };
  }
  // An answer without a passage is only rated.
  const rated = presses.find((press) => press?.verb === 'rate');
  return rated === undefined ? null : { answer: rated.fields.answer, file: null };
}

/** A group message without the bot's @name. */
function withoutMention(ctx: BotContext): string {
  const text = ctx.msg?.text ?? '';
  return text
    .replace(new RegExp(`@${ctx.me.username}\\b[,:]?`, 'gi'), ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}
