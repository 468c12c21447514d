import type { Bot } from 'grammy';
import type { BotContext } from '../context.js';
import type { Log } from '../log.js';
import type { Pause } from './persist.js';
import type { Receiver } from './receiver.js';

/** The kinds of updates that the bot has handlers for: Telegram sends no others. */
export const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'callback_query',
  'inline_query',
  'my_chat_member',
] as const;

/** What both ways of receiving take. */
export interface ReceivingOptions {
  readonly bot: Bot<BotContext>;
  readonly receiver: Receiver;
  readonly log: Log;
  /** For messages. */
  readonly apiRoot: string;
  /** Called with what is wrong with the connection, and with `null` once it is well again. */
  readonly onTrouble?: (line: string | null) => void;
  /** Tests give one that does not wait. */
  readonly pause?: Pause;
}

/** Updates coming in, by polling or by a webhook. */
export interface Receiving {
  /** Settles when it has ended: resolved after `stop`, rejected with a `UserError` when the token or the webhook is refused. */
  readonly ended: Promise<void>;
  /** Takes no more updates; resolves once those begun are answered. */
  stop(): Promise<void>;
}

/** What is started by `run` and ended by `stopping`; what the receiver has begun is finished first. */
export function receiving(run: () => Promise<void>, stopping: AbortController, receiver: Receiver): Receiving {
  const ended = run();
  // Whoever stops does not always wait for the end; a failure is theirs who do.
  ended.catch(() => undefined);
  return {
    ended,
    async stop() {
      stopping.abort();
      const answered = receiver.stop();
      await ended.catch(() => undefined);
      await answered;
    },
  };
}
