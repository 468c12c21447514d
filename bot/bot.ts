import { setTimeout as timer } from 'node:timers/promises';
import { Bot, type BotConfig } from 'grammy';
import type { Dossier } from '../retrieval/dossier.js';
import { createBackground, type Background } from './background.js';
import { TELEGRAM_API_ROOT } from './settings/config.js';
import type { BotContext, BotSettings, Parts } from './context.js';
import { createDownload, groupPace, retries } from './telegram/index.js';
import { accessGate, addressedOnly, failures, floodLimit, groupGate, turnedAwayLine } from './gates/index.js';
import {
  admin,
  adminButtons,
  answerButtons,
  buttons,
  packs,
  reportButtons,
  reports,
  inline,
  language,
  languageButtons,
  membership,
  others,
  questions,
  rateButtons,
  sourceButtons,
  sources,
  speech,
  start,
  uploadButtons,
  uploads,
  visits,
} from './handlers/index.js';
import type { Log } from './log.js';
import type { Memory } from './memory/index.js';
import { Monitor, questionLine } from './monitoring/index.js';

export interface BotOptions {
  readonly token: string;
  readonly dossier: Dossier;
  readonly settings: BotSettings;
  readonly memory: Memory;
  readonly log: Log;
  /** Address of the Bot API; Telegram's own when left out. */
  readonly apiRoot?: string;
  /** Who the bot is, when already known (tests); else `bot.init()` asks Telegram. */
  readonly botInfo?: BotConfig<BotContext>['botInfo'];
  /** Where long work goes on; one of its own when left out. Give one to wait for it at the end. */
  readonly background?: Background;
  /** What counts questions and calls; one of its own when left out. */
  readonly monitor?: Monitor;
  /** The time in milliseconds; the system's when left out. */
  readonly now?: () => number;
  /** Waits so many milliseconds; a timer when left out. */
  readonly pause?: (milliseconds: number) => Promise<void>;
}

/** Seconds after which a request without an answer is given up (uploads of 50 MB included); long polling sets its own. */
const REQUEST_SECONDS = 120;

/**
 * The bot, ready to be fed with updates (`bot.handleUpdate`; see receiving/, which hands in those of one chat one after the other). It only
 * wires: each handler has its file.
 */
export function createBot(options: BotOptions): Bot<BotContext> {
  const { token, dossier, settings, memory, log, apiRoot = TELEGRAM_API_ROOT, now = Date.now, pause = timer, botInfo } = options;
  const background = options.background ?? createBackground(log);
  const monitor = options.monitor ?? new Monitor(now);
  const parts: Parts = {
    dossier,
    settings,
    memory,
    log,
    monitor,
    now,
    download: createDownload(apiRoot, token),
    background,
    deepLink: (payload) => `https://t.me/${bot.botInfo.username}?start=${payload}`,
  };
  const bot = new Bot<BotContext>(token, { client: { apiRoot, timeoutSeconds: REQUEST_SECONDS }, ...(botInfo !== undefined && { botInfo }) });
  bot.api.config.use(
    groupPace(now, pause),
    retries(pause, (method, outcome) => {
      monitor.call(method, outcome);
    }),
  );

  bot.use(
    failures(parts),
    questionLine(parts),
    speech(parts),
    accessGate(parts),
    addressedOnly(),
    groupGate(parts),
    turnedAwayLine(now),
    floodLimit(now),
    visits(parts),
    membership(parts),
    start(parts),
    sources(parts),
    reports(parts),
    packs(parts),
    language(parts),
    admin(parts),
    buttons(parts, { ...answerButtons, ...rateButtons, ...sourceButtons, ...languageButtons, ...adminButtons, ...uploadButtons, ...reportButtons }),
    inline(parts),
    uploads(parts),
    questions(parts),
    others(),
  );
  return bot;
}
