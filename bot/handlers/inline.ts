import { Composer } from 'grammy';
import type { InlineQueryResultArticle } from 'grammy/types';
import { EmptyQuestionError, QuestionTooLongError } from '../../retrieval/errors.js';
import type { AnswerPassage, Citation, Verdict } from '../../retrieval/search/index.js';
import { answerInline, chatLink, look } from '../telegram/index.js';
import { isRestricted, type BotContext, type Parts } from '../context.js';
import { documentByFile } from '../document-key.js';
import type { Speech } from '../speech.js';
import { citationLine, joined, message, place, quoteBlock, shortened, shortTitle, splitText, uncertainLine, type Message } from '../messages/index.js';
import { passagePayload } from './start.js';

/** Results of an inline question: what Telegram shows without scrolling far. */
const INLINE_RESULTS = 5;

/** Shortest text searched: while one types the first letters there is nothing to find. */
const LEAST_CHARACTERS = 3;

/** How long Telegram may show the same results again, in seconds: until about the next refresh of the folder. */
const CACHE_SECONDS = 60;

/** Longest title and description of a result: Telegram shows about two lines. */
const RESULT_TITLE = 90;
const RESULT_DESCRIPTION = 160;

/** `@bot question` in any chat: cited excerpts to choose from. */
export function inline(parts: Parts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('inline_query', async (ctx) => {
    const { say } = ctx.speech;
    // Results differ by language, and those of a restricted dossier are for this person alone and never kept by Telegram.
    const options = isRestricted(parts.settings) ? { is_personal: true, cache_time: 0 } : { is_personal: true, cache_time: CACHE_SECONDS };
    const open = (text: string): { text: string; start_parameter: string } => ({ text: shortened(text, INLINE_BUTTON), start_parameter: 'hello' });

    const text = ctx.inlineQuery.query.trim();
    if (text.length < LEAST_CHARACTERS) {
      await answerInline(ctx, [], { ...options, button: open(say('inline-hint')) });
      return;
    }
    try {
      const askedAt = performance.now();
      ctx.asked = { id: null, answer: null, askedAt, keptAt: null, text };
      const answer = await parts.dossier.ask(text, { top: INLINE_RESULTS });
      const { verdict, passages } = answer;
      ctx.asked = { id: null, answer, askedAt, keptAt: performance.now(), text };
      // What is not an answer is not offered to be posted as one.
      const results = verdict === 'absent' ? [] : passages.map((passage) => result(ctx, parts, passage, verdict));
      await answerInline(ctx, results, { ...options, ...(results.length === 0 && { button: open(say('inline-absent')) }) });
    } catch (error) {
      if (!(error instanceof EmptyQuestionError || error instanceof QuestionTooLongError)) throw error;
      ctx.asked = undefined;
      await answerInline(ctx, [], { ...options, button: open(say('inline-hint')) });
    }
  });
  return composer;
}

/** Longest label of the button over inline results: our choice, one line. */
const INLINE_BUTTON = 60;

function result(ctx: BotContext, { dossier }: Parts, passage: AnswerPassage, verdict: Verdict): InlineQueryResultArticle {
  const { speech } = ctx;
  const sentence = dossier.cite(passage.file, ...passage.highlight);
  const posted = inlineText(sentence, documentByFile(dossier, passage.file)?.link ?? null, speech, verdict);
  return {
    type: 'article',
    id: passage.id,
    title: shortened(sentence.quote.replace(/\s+/g, ' '), RESULT_TITLE),
    description: shortened(`${shortTitle(passage.title)} · ${place(passage, speech)}`, RESULT_DESCRIPTION),
    input_message_content: { message_text: posted.text, entities: [...posted.entities], link_preview_options: look(posted).link_preview_options },
    // Anyone may follow the link; who is not allowed is stopped at the gate.
    reply_markup: { inline_keyboard: [[{ text: speech.say('button-in-context'), url: chatLink(ctx, passagePayload(passage.id)) }]] },
  };
}

function inlineText(cited: Citation, link: string | null, speech: Speech, verdict: Verdict): Message {
  const text = joined([
    quoteBlock(cited),
    '\n',
    citationLine(cited, speech, link),
    uncertainLine(cited, speech),
    verdict === 'close' ? `\n${speech.say('inline-close')}` : '',
  ]);
  return message(splitText(text)[0]!);
}
