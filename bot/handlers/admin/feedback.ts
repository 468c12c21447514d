import { FormattedString } from '@grammyjs/parse-mode';
import { InputFile } from 'grammy';
import { callbackData } from '../../callback-data.js';
import type { BotContext, Parts } from '../../context.js';
import { questionCandidates } from '../../memory/index.js';
import { button, joined, message, shortened, splitText, type Keyboard, type Message } from '../../messages/index.js';
import { send } from '../../telegram/index.js';

/** Latest feedback shown in the chat; the whole comes as a file. */
const FEEDBACK_SHOWN = 10;

/** What people found useful: how much, and the latest. */
export async function feedbackMessage({ speech: { say } }: BotContext, { memory }: Parts, back: Keyboard): Promise<Message> {
  const all = await memory.feedback.all();
  const useful = all.filter((feedback) => feedback.useful).length;
  const lines = [
    FormattedString.bold(say('feedback-title')),
    say('feedback-counts', { useful, not: all.length - useful }),
    ...all
      .slice(-FEEDBACK_SHOWN)
      .toReversed()
      .map(
        ({ useful: isUseful, question, verdict }) =>
          `${isUseful ? '👍' : '👎'} ${shortened(question.replace(/\s+/g, ' '), 150)} (${say(`verdict-${verdict}`)})`,
      ),
  ];
  const keyboard = all.length === 0 ? back : [[button(say('feedback-export'), callbackData('admin', { show: 'export' }))], ...back];
  return message(splitText(joined(lines, '\n'))[0]!, keyboard);
}

/** Sends the feedback that holds a right answer as `questions.jsonl`, and all of it as it was kept. */
export async function exportFeedback(ctx: BotContext, { memory }: Parts): Promise<void> {
  const all = await memory.feedback.all();
  const candidates = questionCandidates(all);
  const asLines = (values: readonly unknown[]): Buffer => Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(''));
  if (candidates.length > 0)
    await ctx.replyWithDocument(new InputFile(asLines(candidates), 'questions.jsonl'), {
      caption: ctx.speech.say('feedback-candidates', { questions: candidates.length }),
    });
  if (all.length > 0)
    await ctx.replyWithDocument(new InputFile(asLines(all), 'feedback.jsonl'), { caption: ctx.speech.say('feedback-all', { presses: all.length }) });
  if (all.length === 0) await send(ctx, message(ctx.speech.say('feedback-counts', { useful: 0, not: 0 })));
}
