import type { RawApi, Transformer } from 'grammy';
import { createMinuteWindow } from '../gates/minute-window.js';

/** Messages that Telegram takes in one group in a minute (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this). */
export const GROUP_MESSAGES_A_MINUTE = 20;

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
