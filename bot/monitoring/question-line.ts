import type { MiddlewareFn } from 'grammy';
import type { BotContext, Parts } from '../context.js';
import type { QuestionRecord, Stage } from './monitor.js';

/**
 * One log line and one count for every question, whatever became of it: id, verdict, milliseconds by stage. The text is at debug only.
 * It stands before the handlers, so that the time of sending is in the line.
 */
export function questionLine({ log, monitor }: Pick<Parts, 'log' | 'monitor'>): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const waiting = monitor.waited(ctx.update);
    const began = performance.now();
    let failure: unknown = null;
    try {
      await next();
    } catch (error) {
      failure = error;
    }
    const asked = ctx.asked;
    if (asked !== undefined) {
      const ended = performance.now();
      const { answer, keptAt, askedAt } = asked;
      const answeredAt = answer === null ? null : askedAt + answer.milliseconds;
      const stages: Partial<Record<Stage, number>> = {
        waiting,
        ...answer?.stages,
        ...(answeredAt !== null && keptAt !== null && { keeping: Math.max(0, keptAt - answeredAt), sending: ended - keptAt }),
        total: waiting + ended - began,
      };
      const record: QuestionRecord = {
        id: asked.id,
        verdict: failure === null && answer !== null ? answer.verdict : 'failed',
        place: placeOf(ctx),
        passages: answer?.passages.length ?? 0,
        stages,
      };
      monitor.question(record);
      log.info({ question: record.id, verdict: record.verdict, place: record.place, passages: record.passages, ms: rounded(stages) }, 'a question');
      log.debug({ question: record.id, text: asked.text }, 'its text');
    }
    if (failure !== null) throw failure as Error;
  };
}

function placeOf(ctx: BotContext): QuestionRecord['place'] {
  if (ctx.inlineQuery !== undefined) return 'inline';
  const type = ctx.chat?.type;
  return type === 'channel' ? 'channel' : type === 'group' || type === 'supergroup' ? 'group' : 'private';
}

function rounded(stages: Partial<Record<Stage, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(stages).map(([stage, milliseconds]) => [stage, Math.round(milliseconds * 10) / 10]));
}
