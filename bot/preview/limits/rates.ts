import type { Chat } from 'grammy/types';
import { tooManyRequests } from '../protocol/error.js';

/** core.telegram.org/bots/faq: "In a single chat, avoid sending more than one message per second. We may allow short bursts". */
const CHAT_PER_SECOND = 1;
/** How long a burst may be is not documented; a few messages pass in practice. */
const CHAT_BURST = 5;
/** core.telegram.org/bots/faq: "In a group, bots are not able to send more than 20 messages per minute." */
const GROUP_PER_MINUTE = 20;
/** core.telegram.org/bots/faq: "For bulk notifications, bots are not able to broadcast more than about 30 messages per second". */
const ALL_PER_SECOND = 30;

/** Counts what the bot sends and refuses what goes over Telegram's rates. */
export class Rates {
  private readonly chats = new Map<number, { tokens: number; at: number }>();
  private readonly groups = new Map<number, number[]>();
  private all = { tokens: ALL_PER_SECOND, at: 0 };

  /** @param now milliseconds since 1970 */
  constructor(private readonly now: () => number) {}

  /** Counts one message to a chat. @throws ApiError 429 with `retry_after`; a refused message does not count. */
  count(chat: Chat): void {
    const now = this.now();
    const all = refill(this.all, now, ALL_PER_SECOND, ALL_PER_SECOND);
    if (all.tokens < 1) throw tooManyRequests(1);
    if (chat.type === 'private') {
      const one = refill(this.chats.get(chat.id) ?? { tokens: CHAT_BURST, at: now }, now, CHAT_PER_SECOND, CHAT_BURST);
      if (one.tokens < 1) throw tooManyRequests(Math.ceil((1 - one.tokens) / CHAT_PER_SECOND));
      this.chats.set(chat.id, { ...one, tokens: one.tokens - 1 });
    } else {
      const sent = (this.groups.get(chat.id) ?? []).filter((at) => at > now - 60_000);
      if (sent.length >= GROUP_PER_MINUTE) throw tooManyRequests(Math.ceil((sent[0]! + 60_000 - now) / 1000));
      this.groups.set(chat.id, [...sent, now]);
    }
    this.all = { ...all, tokens: all.tokens - 1 };
  }
}

function refill(bucket: { tokens: number; at: number }, now: number, perSecond: number, most: number): { tokens: number; at: number } {
  return { tokens: Math.min(most, bucket.tokens + ((now - bucket.at) / 1000) * perSecond), at: now };
}
