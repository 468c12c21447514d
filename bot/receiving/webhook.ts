import { GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import { UserError } from '../../retrieval/errors.js';
import { createPersist, interruptibleTimer } from './persist.js';
import { ALLOWED_UPDATES, receiving, type Receiving, type ReceivingOptions } from './receiving.js';

/** Deliveries that Telegram may make at a time: its default. Each is a short write to the disk here. */
const CONNECTIONS = 40;

/** How often Telegram is asked how its deliveries go: nothing else tells of a wrong certificate or a proxy that answers in our place. */
const CHECK_MILLISECONDS = 60_000;

export interface WebhookOptions extends ReceivingOptions {
  /** The public address. */
  readonly url: string;
  readonly secret: string;
  /** Called once the webhook is set and deliveries may come: from then on `deliver` takes them. */
  readonly onConnected?: (deliver: Deliver) => void;
}

/** Takes a delivered update. @returns false when it must be delivered again later. */
export type Deliver = (update: Update) => Promise<boolean>;

/** Lets Telegram deliver updates by POST to an address: sets the webhook, and watches over it. It stays set at the end, so that Telegram keeps what comes meanwhile. */
export function startWebhook({ bot, receiver, log, apiRoot, url, secret, onConnected, onTrouble, pause = interruptibleTimer }: WebhookOptions): Receiving {
  const stopping = new AbortController();
  const { signal } = stopping;
  const persist = createPersist({ log, apiRoot, stopping: signal, pause, onTrouble });

  const deliver: Deliver = async (update) => {
    if (signal.aborted) return false;
    // While a pile is worked off Telegram keeps what there is no room for.
    if (receiver.catchingUp && receiver.waiting >= receiver.most) return false;
    try {
      await receiver.accept([update]);
      return true;
    } catch (error) {
      log.error({ error }, 'an update cannot be kept on the disk, so it stays with Telegram; make room');
      return false;
    }
  };

  const set = async (): Promise<true> => {
    bot.botInfo = await bot.api.getMe();
    try {
      await bot.api.setWebhook(url, { secret_token: secret, allowed_updates: ALLOWED_UPDATES, max_connections: CONNECTIONS, drop_pending_updates: false });
    } catch (error) {
      if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
      throw new UserError(
        `setting the webhook: an address in WEBHOOK_URL that Telegram takes expected, found ${url}: ${error.description.replace(/^Bad Request: /u, '')}`,
      );
    }
    return true;
  };

  /** What Telegram says of its deliveries; each of its errors is told once. */
  let toldAt: number | null = null;
  const check = async (): Promise<void> => {
    const info = await persist(() => bot.api.getWebhookInfo());
    if (info === null) return;
    if (info.url !== url) {
      log.warn('the webhook was taken off or changed by another program with the same token: stop it; set again');
      await persist(set);
    }
    if (info.pending_update_count === 0) receiver.catchingUp = false;
    const failedAt = info.last_error_date ?? 0;
    // At the first look: errors of the time when nothing listened here.
    if (toldAt !== null && failedAt > toldAt)
      log.warn(
        { waiting: info.pending_update_count },
        `Telegram could not deliver to WEBHOOK_URL: ${info.last_error_message ?? 'it does not say why'}; it tries again by itself`,
      );
    toldAt = failedAt;
  };

  const run = async (): Promise<void> => {
    if ((await persist(set)) === null) return;
    log.info(`answering as @${bot.botInfo.username}, by webhook`);
    // What the last run left goes first: what may have ended it is handled alone. Telegram delivers again what comes meanwhile.
    await receiver.begin();
    onConnected?.(deliver);
    while (!signal.aborted) {
      await check();
      await pause(CHECK_MILLISECONDS, signal);
    }
  };

  return receiving(run, stopping, receiver);
}
