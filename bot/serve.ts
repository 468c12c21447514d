import { once } from 'node:events';
import { setTimeout as timer } from 'node:timers/promises';
import type { Bot } from 'grammy';
import { createBackground } from './background.js';
import { createBot } from './bot.js';
import { setCommandMenus } from './commands.js';
import type { BotContext } from './context.js';
import type { Settings } from './settings/config.js';
import { forgetEachDay } from './forgetting.js';
import { openKeeping, type Keeping } from './keeping.js';
import type { Log } from './log.js';
import type { Monitor } from './monitoring/index.js';
import { pageContent } from './page-content.js';
import { prepareWhenIdle } from './preparing.js';
import { startPreview } from './preview/index.js';
import { Receiver, startPolling, startWebhook, type Deliver, type Receiving } from './receiving/index.js';
import type { Front } from './serving/index.js';
import { isServer } from '../retrieval/index/index.js';
import { reasonInWords, UserError, watchDossier, type Dossier, type RefreshReport } from '../retrieval/index.js';

/** How long the work in hand may take once the program is told to stop. Twice, and it ends at once. */
export const STOP_MILLISECONDS = 10_000;

/** The Telegram id of whoever uses the preview: it runs on their own machine, so they are its admin. */
const PREVIEW_PERSON = 1001;

/** What answering takes. */
export interface Serving {
  readonly settings: Settings;
  readonly dossier: Dossier;
  readonly log: Log;
  readonly monitor: Monitor;
  /** The HTTP server, when there is one. */
  readonly front: Front | null;
  /** The secret that Telegram sends with each delivery; `null` without a webhook. */
  readonly secret: string | null;
  /** Given when the program is told to stop. */
  readonly stopping: AbortSignal;
}

/**
 * Answers until told to stop, in Telegram or (without a token) on a page of its own.
 * @returns whether all that was begun was finished; else it stays in the inbox, and the process must end before the dossier is closed
 * @throws {UserError} when the token, the webhook or the bot's own folder cannot be used
 */
export async function serve(serving: Serving): Promise<boolean> {
  const { settings, dossier } = serving;
  if (settings.token === null && settings.webhook !== null)
    throw new UserError('reading the settings: TELEGRAM_BOT_TOKEN beside WEBHOOK_URL expected, found none; the local preview takes no webhook');
  const keeping = await openKeeping(settings);
  if (settings.token !== null) {
    return answerUntil(serving, { keeping, token: settings.token, apiRoot: settings.apiRoot, admins: settings.adminUsers, onChange: () => undefined });
  }
  const preview = await startPreview({ port: settings.previewPort, person: { id: PREVIEW_PERSON }, ...(await pageContent(dossier)) });
  const onChange = (): void => {
    pageContent(dossier).then(
      (content) => {
        preview.show(content);
      },
      (error: unknown) => {
        serving.log.warn({ error }, 'the preview goes on showing the dossier as it was');
      },
    );
  };
  try {
    // Not a log line: whoever wants few of those needs the address all the same.
    process.stdout.write(`no TELEGRAM_BOT_TOKEN: the bot answers on this page instead: ${preview.pageUrl}\n`);
    const admins = new Set([...settings.adminUsers, PREVIEW_PERSON]);
    return await answerUntil(serving, { keeping, token: preview.token, apiRoot: preview.apiRoot, admins, onChange });
  } finally {
    await preview.close();
  }
}

interface Telegram {
  readonly keeping: Keeping;
  readonly token: string;
  readonly apiRoot: string;
  readonly admins: ReadonlySet<number>;
  /** Told when the dossier has changed. */
  readonly onChange: () => void;
}

async function answerUntil(serving: Serving, telegram: Telegram): Promise<boolean> {
  const { settings, dossier, log, monitor, front, stopping } = serving;
  const { keeping, token, apiRoot, admins } = telegram;
  const { memory, inbox } = keeping;
  const background = createBackground(log);
  const bot = createBot({ token, dossier, settings: { ...settings, adminUsers: admins }, memory, log, monitor, apiRoot, background });
  const receiver = new Receiver({ bot, inbox, log, monitor });
  const receiving = startReceiving(serving, telegram, bot, receiver);
  const watching = await keepUpToDate(serving, telegram);
  const preparing = prepareWhenIdle(dossier, receiver, log);
  const forgetting = forgetEachDay(memory, log);

  let isFinished = false;
  try {
    if (!stopping.aborted) await Promise.race([receiving.ended, once(stopping, 'abort')]);
  } finally {
    front?.notReady('stopping');
    clearInterval(preparing);
    clearInterval(forgetting);
    const finished = Promise.all([watching.close(), receiving.stop().then(() => background.settled())]).then(() => true);
    isFinished = await Promise.race([finished, timer(STOP_MILLISECONDS, false, { ref: false })]);
    if (isFinished) await keeping.close();
    else log.warn({ updates: await receiver.abandon() }, `not finished within ${STOP_MILLISECONDS / 1000} s: what is left is kept for the next start`);
  }
  return isFinished;
}

/** Lets updates come in, by polling or as the settings' webhook. */
function startReceiving(
  { settings, log, monitor, front, secret }: Serving,
  { apiRoot, admins }: Telegram,
  bot: Bot<BotContext>,
  receiver: Receiver,
): Receiving {
  const connected = (): void => {
    front?.notReady(null);
    void setCommandMenus(bot.api, admins, log);
  };
  const onTrouble = (line: string | null): void => {
    monitor.connection(line);
    front?.notReady(line);
  };
  const options = { bot, receiver, log, apiRoot, onTrouble };
  front?.notReady('connecting to Telegram');
  if (settings.webhook === null || secret === null) return startPolling({ ...options, onConnected: connected });
  const onConnected = (deliver: Deliver): void => {
    front?.open(deliver);
    connected();
  };
  return startWebhook({ ...options, url: settings.webhook.url, secret, onConnected });
}

/** Watches the folder, and says what changed. */
async function keepUpToDate({ settings, dossier, log, monitor }: Serving, { onChange }: Telegram): Promise<{ close(): Promise<void> }> {
  const onRefresh = ({ reason, documents, passages, embedded, unreadable }: RefreshReport): void => {
    monitor.refreshed();
    // Without a reason too: what a document sent by chat changed was refreshed before the folder was looked at.
    onChange();
    if (reason !== null) log.info({ documents, passages, embedded, unreadable: unreadable.length }, `the dossier changed: ${reasonInWords(reason)}`);
  };
  const onTrouble = ({ message }: Error): void => {
    log.warn(`keeping the dossier up to date: ${message}`);
  };
  const watching = await watchDossier(dossier, { onRefresh, onTrouble });
  // Served at once, as other programs left it: another one may be at work on it for an hour.
  if (isServer(settings.index)) void dossier.refresh().then(onRefresh, onTrouble);
  return watching;
}
