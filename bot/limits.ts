import type { MiddlewareFn, RawApi, Transformer } from 'grammy';
import { isAddressed } from './access.js';
import { isGroup, type BotContext } from './context.js';

/** Messages that Telegram takes in one group in a minute (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this). */
export const GROUP_MESSAGES_A_MINUTE = 20;

/** Questions and presses taken from one person in a minute: our choice, more than one can read. */
const UPDATES_A_MINUTE = 40;

const MINUTE = 60_000;

/** Counts events under keys over the last minute. */
export interface MinuteWindow {
  /** Milliseconds until there is room under a key; 0: now. */
  wait(key: number): number;
  /** Counts one event. */
  add(key: number): void;
}

/** @param most events in any minute */
export function createMinuteWindow(most: number, now: () => number): MinuteWindow {
  const times = new Map<number, number[]>();
  let lookThroughAt = 1000;
  const fresh = (key: number): number[] => (times.get(key) ?? []).filter((time) => now() - time < MINUTE);
  return {
    wait(key) {
      const recent = fresh(key);
      return recent.length < most ? 0 : recent.at(-most)! + MINUTE - now();
    },
    add(key) {
      times.set(key, [...fresh(key), now()]);
      // Looked through each time that it has doubled: it holds those active in the last minutes, and no event costs more than a few others.
      if (times.size < lookThroughAt) return;
      for (const other of times.keys()) if (fresh(other).length === 0) times.delete(other);
      lookThroughAt = Math.max(1000, 2 * times.size);
    },
  };
}

/** Someone who writes faster than anyone reads gets one line, then nothing until the minute is over. */
export function floodLimit(now: () => number): MiddlewareFn<BotContext> {
  const taken = createMinuteWindow(UPDATES_A_MINUTE, now);
  const told = createMinuteWindow(1, now);
  return async (ctx, next) => {
    const user = ctx.from?.id;
    if (user === undefined || ctx.update.my_chat_member !== undefined) return next();
    const wait = taken.wait(user);
    if (wait === 0) {
      taken.add(user);
      return next();
    }
    const line = ctx.speech.say('flood', { seconds: Math.ceil(wait / 1000) });
    if (ctx.callbackQuery !== undefined) await ctx.answerCallbackQuery({ text: line });
    else if (ctx.inlineQuery !== undefined) await ctx.answerInlineQuery([], { cache_time: 0 });
    else if (told.wait(user) === 0 && ctx.msg !== undefined && !isGroup(ctx)) {
      told.add(user);
      await ctx.reply(line);
    }
  };
}

/** Why an update is not answered: the queue has no room for it, or it ended the program each time that it was begun. */
export type TurnedAway = 'busy' | 'given-up';

const turnedAway = new WeakMap<object, TurnedAway>();

/** Marks an update as one that is only to be told that it is not answered. */
export function turnAway(update: object, why: TurnedAway): void {
  turnedAway.set(update, why);
}

/** Tells a chat, once a minute, that what it sent is not answered, and why. */
export function turnedAwayLine(now: () => number): MiddlewareFn<BotContext> {
  const told = createMinuteWindow(1, now);
  return async (ctx, next) => {
    const why = turnedAway.get(ctx.update);
    if (why === undefined) return next();
    const key = ctx.chat?.id ?? ctx.from?.id ?? 0;
    const line = why === 'busy' ? ctx.speech.say('busy') : ctx.speech.say('given-up');
    if (ctx.callbackQuery !== undefined) await ctx.answerCallbackQuery({ text: line, show_alert: true });
    else if (ctx.inlineQuery !== undefined) await ctx.answerInlineQuery([], { cache_time: 0 });
    else if (told.wait(key) === 0 && isAddressed(ctx)) {
      told.add(key);
      await ctx.reply(line);
    }
  };
}

/** Bot API methods that put a message into a chat or change one: what the group limit counts. */
const COUNTED: ReadonlySet<string> = new Set<keyof RawApi>(['sendMessage', 'sendDocument', 'editMessageText']);

/**
 * Holds messages to a group back until there is room in the minute, in the order they came. Telegram answers 429 beyond that, which
 * auto-retry would obey, but each 429 costs the whole bot.
 * @param pause waits so many milliseconds
 */
export function groupPace(now: () => number, pause: (milliseconds: number) => Promise<void>): Transformer {
  const sent = createMinuteWindow(GROUP_MESSAGES_A_MINUTE, now);
  const queues = new Map<number, Promise<void>>();
  return async (previous, method, payload, signal) => {
    const chat = COUNTED.has(method) && 'chat_id' in payload && typeof payload.chat_id === 'number' ? payload.chat_id : 0;
    // Groups and channels have negative ids.
    if (chat >= 0) return previous(method, payload, signal);
    const turn = (queues.get(chat) ?? Promise.resolve()).then(async () => {
      for (let wait = sent.wait(chat); wait > 0; wait = sent.wait(chat)) await pause(wait);
      sent.add(chat);
    });
    queues.set(chat, turn);
    try {
      await turn;
    } finally {
      if (queues.get(chat) === turn) queues.delete(chat);
    }
    return previous(method, payload, signal);
  };
}
