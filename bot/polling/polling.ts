import { createConcurrentSink, createRunner, createSource } from '@grammyjs/runner';
import type { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import type { BotContext } from '../context.js';
import { describeError, type Log } from '../log.js';
import type { Inbox } from './inbox.js';
import { backoff, troubleOf } from './troubles.js';

/** The kinds of updates that the bot has handlers for: Telegram sends no others. */
export const ALLOWED_UPDATES = ['message', 'edited_message', 'channel_post', 'edited_channel_post', 'callback_query', 'inline_query', 'my_chat_member'] as const;

/** Updates in work at a time; more stay with Telegram until there is room. Our choice: the model takes one question after the other. */
export const MOST_AT_ONCE = 100;

/** How long Telegram holds a request for updates open when there are none, in seconds. */
const POLL_SECONDS = 30;

export interface PollingOptions {
  readonly bot: Bot<BotContext>;
  readonly inbox: Inbox;
  readonly log: Log;
  /** For messages. */
  readonly apiRoot: string;
  readonly pollSeconds?: number;
  /** Called once Telegram has answered, before the first update. */
  readonly onConnected?: () => void;
  /** Waits; ends early when the signal is given. Tests give one that does not wait. */
  readonly pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

export interface Polling {
  /** Settles when polling has ended: resolved after `stop`, rejected with a `UserError` when the token is refused. */
  readonly ended: Promise<void>;
  /** Takes no more updates; resolves once those in work are answered. */
  stop(): Promise<void>;
}

/**
 * Polls Telegram: waits until it can be reached, then handles updates, several chats at a time, those of one chat in order.
 *
 * grammY's own `bot.start()` handles one update after the other, so that one slow question holds up every chat; its runner does not, but confirms
 * updates before they are handled, and loses up to 100 of them when the process is killed. So: the runner, with an inbox on
 * the disk that updates enter before they are confirmed (see inbox.ts).
 */
export function startPolling({ bot, inbox, log, apiRoot, pollSeconds = POLL_SECONDS, onConnected, pause = interruptibleTimer }: PollingOptions): Polling {
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;

  /** Repeats a request until it succeeds, saying once what is wrong and once that it is over. */
  const persist = async <T>(request: () => Promise<T>): Promise<T | null> => {
    let said: string | null = null;
    for (let attempt = 0; !isStopping(); attempt += 1) {
      try {
        const result = await request();
        if (said !== null) log.info('Telegram answers again');
        return result;
      } catch (error) {
        if (isStopping()) return null;
        const { line, waitSeconds } = troubleOf(error, apiRoot);
        const seconds = waitSeconds ?? backoff(attempt);
        // The same trouble is told once, then at debug only.
        if (line !== said) log.warn(`${line}; trying again, every ${backoff(99)} s at last`);
        else log.debug(`${line}; trying again in ${seconds} s`);
        said = line;
        await pause(seconds * 1000, stopping.signal);
      }
    }
    return null;
  };

  let offset = 0;
  const poll = async (limit: number, signal: AbortSignal): Promise<Update[]> => {
    const updates = await persist(() =>
      bot.api.getUpdates({ offset, limit: Math.min(Math.max(limit, 1), 100), timeout: pollSeconds, allowed_updates: ALLOWED_UPDATES }, signal as Parameters<typeof bot.api.getUpdates>[1]),
    );
    if (updates === null) return [];
    // The next request confirms these, so they go to the disk first. A full disk waits like a network that is down.
    for (let attempt = 0; ; attempt += 1) {
      try {
        const fresh = await inbox.add(updates);
        const last = updates.at(-1);
        if (last !== undefined) offset = last.update_id + 1;
        return [...fresh];
      } catch (error) {
        log.error({ error }, 'updates cannot be kept on the disk, so they stay with Telegram; make room');
        await pause(backoff(attempt) * 1000, stopping.signal);
        if (isStopping()) return [];
      }
    }
  };

  const handle = async (update: Update): Promise<void> => {
    try {
      await bot.handleUpdate(update);
    } catch (error) {
      // `failures` catches all; this is for what fails before it.
      log.error({ error: describeError(error), update: update.update_id }, 'handling an update failed');
    }
    await inbox.done(update.update_id).catch((error: unknown) => {
      log.error({ error, update: update.update_id }, 'an answered update cannot be noted on the disk; after a restart it may be answered again');
    });
  };

  const sink = createConcurrentSink<Update>({ consume: handle }, () => Promise.resolve(), { concurrency: MOST_AT_ONCE });
  const source = createSource<Update>({ supply: (size, signal) => poll(Math.min(size, 100), signal as AbortSignal) });
  const runner = createRunner(source, sink);

  const run = async (): Promise<void> => {
    const isConnected = await persist(async () => {
      // Not bot.init(), which repeats a request without a word.
      bot.botInfo = await bot.api.getMe();
      // A webhook set earlier makes polling fail; what waits for it is kept.
      await bot.api.deleteWebhook({ drop_pending_updates: false });
      return true;
    });
    if (isConnected === null) return;
    log.info(`answering as @${bot.botInfo.username}`);
    onConnected?.();
    for (const id of inbox.givenUp) log.error({ update: id }, 'an update ended the program each time it was handled: it is given up');
    if (inbox.leftOver.length > 0) log.info({ updates: inbox.leftOver.length }, 'answering what the last run left');
    // One at a time and noted, so that one which ends the program can be told from those that were in work beside it.
    for (const update of inbox.leftOver) {
      if (isStopping()) return;
      await inbox.begin(update.update_id);
      await handle(update);
    }
    if (isStopping()) return;
    runner.start();
    await runner.task();
  };

  const ended = run();
  // Whoever stops does not always wait for the end; a failure is theirs who do.
  ended.catch(() => undefined);
  return {
    ended,
    async stop() {
      stopping.abort();
      if (runner.isRunning()) await runner.stop();
      await ended.catch(() => undefined);
      // stop() returns while handlers still run.
      while (runner.size() > 0) await new Promise((resolve) => setTimeout(resolve, 10));
      await inbox.close();
    },
  };
}

function interruptibleTimer(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const handle = setTimeout(done, milliseconds);
    function done(): void {
      clearTimeout(handle);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
