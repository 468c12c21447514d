import type { Update } from 'grammy/types';
import { ALLOWED_UPDATES, receiving, type Receiving, type ReceivingOptions } from './receiving.js';
import { createPersist, interruptibleTimer } from './persist.js';
import { backoff } from './troubles.js';

/** How long Telegram holds a request for updates open when there are none, in seconds. */
const POLL_SECONDS = 30;

/** Most updates that Telegram gives at a time (https://core.telegram.org/bots/api#getupdates). */
const BATCH = 100;

export interface PollingOptions extends ReceivingOptions {
  readonly pollSeconds?: number;
  /** Called once Telegram has answered, before the first update. */
  readonly onConnected?: () => void;
}

/**
 * Polls Telegram: waits until it can be reached, then hands every update to the receiver.
 *
 * grammY's own `bot.start()` handles one update after the other, so that one slow question holds up every chat; its runner does not, but confirms
 * updates before they are handled, and loses up to 100 of them when the process is killed. Here an update is on the disk before
 * the next request confirms it.
 */
export function startPolling({
  bot,
  receiver,
  log,
  apiRoot,
  pollSeconds = POLL_SECONDS,
  onConnected,
  onTrouble,
  pause = interruptibleTimer,
}: PollingOptions): Receiving {
  const stopping = new AbortController();
  const { signal } = stopping;
  const persist = createPersist({
    log,
    apiRoot,
    stopping: signal,
    pause,
    onTrouble: (line) => {
      // What people sent meanwhile waits at Telegram.
      receiver.catchingUp = true;
      onTrouble?.(line);
    },
  });
  let offset = 0;

  /** A full disk waits like a network that is down: the updates stay with Telegram. */
  const accept = async (updates: readonly Update[]): Promise<void> => {
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        await receiver.accept(updates);
        offset = Math.max(offset, ...updates.map(({ update_id: id }) => id + 1));
        return;
      } catch (error) {
        log.error({ error }, 'updates cannot be kept on the disk, so they stay with Telegram; make room');
        await pause(backoff(attempt) * 1000, signal);
      }
    }
  };

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
    await receiver.begin();
    while (!signal.aborted) {
      if (receiver.catchingUp) await receiver.room(BATCH);
      const updates = await persist(() =>
        bot.api.getUpdates(
          { offset, limit: BATCH, timeout: pollSeconds, allowed_updates: ALLOWED_UPDATES },
          signal as Parameters<typeof bot.api.getUpdates>[1],
        ),
      );
      if (updates === null) return;
      if (updates.length < BATCH) receiver.catchingUp = false;
      await accept(updates);
    }
  };

  return receiving(run, stopping, receiver);
}
