import type { Context } from 'grammy';
import type { Dossier } from '../retrieval/dossier.js';
import type { Background } from './background.js';
import type { Settings } from './settings/config.js';
import type { Speech } from './speech.js';
import type { Log } from './log.js';
import type { Download } from './telegram/download.js';
import type { Memory } from './memory/index.js';
import type { AskedNow } from './monitoring/asked.js';
import type { Monitor } from './monitoring/monitor.js';

/** What every handler gets with an update. */
export type BotContext = Context & {
  /** The texts in the language of the person. */
  speech: Speech;
  /** The question that is being answered, for the log and the metrics. */
  asked?: AskedNow | undefined;
};

/** What the handlers work with; made once, by `createBot`. */
export interface Parts {
  readonly dossier: Dossier;
  readonly settings: BotSettings;
  readonly memory: Memory;
  readonly log: Log;
  /** Counts and times of what is done. */
  readonly monitor: Monitor;
  /** The time in milliseconds since 1970. */
  readonly now: () => number;
  /** Brings a file that Telegram holds to a place on the disk (see `createDownload`). */
  readonly download: Download;
  /** Long work that must not hold up the chat it was asked in. */
  readonly background: Background;
  /** The address that opens the private chat with the bot and hands it a payload (1 to 64 of A–Z a–z 0–9 _ -). */
  readonly deepLink: (payload: string) => string;
}

/** The settings that the bot itself looks at. */
export type BotSettings = Pick<Settings, 'allowedUsers' | 'adminUsers'>;

/** Whether only some people may ask. */
export function isRestricted({ allowedUsers }: BotSettings): boolean {
  return allowedUsers.size > 0;
}

export function isAdmin({ adminUsers }: BotSettings, user: number | undefined): boolean {
  return user !== undefined && adminUsers.has(user);
}

/** Whether someone may ask: everyone, when ALLOWED_USERS is empty; else those in it and in ADMIN_USERS, with what admins have changed by /users. */
export async function isAllowed({ settings, memory }: Pick<Parts, 'settings' | 'memory'>, user: number | undefined): Promise<boolean> {
  if (!isRestricted(settings) || isAdmin(settings, user)) return true;
  if (user === undefined) return false;
  const { added, removed } = await memory.guests.read();
  return added.has(user) || (settings.allowedUsers.has(user) && !removed.has(user));
}

/** Whether others read what is written here: a group, or a channel. */
export function isGroup(ctx: Context): boolean {
  return ctx.chat !== undefined && ctx.chat.type !== 'private';
}
