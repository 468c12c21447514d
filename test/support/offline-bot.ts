import type { Bot } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import { createBackground, type Background } from '../../bot/background.js';
import { createBot } from '../../bot/bot.js';
import type { BotContext } from '../../bot/context.js';
import { createLog } from '../../bot/log.js';
import type { Memory } from '../../bot/memory/memory.js';
import { openShortMemory } from './short-memory.js';
import { TEXTS } from './bot-rig.js';
import { createFakeDossier, type FakeDossier } from './fake-dossier.js';
import { temporaryFolder } from './folder.js';

export const TOKEN = '7000000001:AAbbccddeeffgghhiijjkkllmmnnooppqqr';

export const BOT_INFO = {
  id: 7_000_000_001,
  is_bot: true,
  first_name: 'Dossier',
  username: 'dossier_bot',
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: true,
} as UserFromGetMe;

export interface Call {
  readonly method: string;
  readonly payload: Record<string, unknown>;
}

/** The bot without any network: updates are handed in, calls are written down and answered. */
export interface OfflineBot {
  readonly bot: Bot<BotContext>;
  readonly dossier: FakeDossier;
  readonly memory: Memory;
  readonly background: Background;
  readonly calls: Call[];
  readonly log: string[];
  /** Answers calls instead of the usual; gives `undefined` for those it leaves. */
  respond: (call: Call) => unknown;
  /** Moves the bot's clock, which stands still otherwise. */
  advance(milliseconds: number): void;
  handle(update: object): Promise<void>;
}

export function offlineBot({
  allowed = [],
  admins = [],
  dossier = createFakeDossier(TEXTS),
}: { allowed?: readonly number[]; admins?: readonly number[]; dossier?: FakeDossier } = {}): OfflineBot {
  const calls: Call[] = [];
  const lines: string[] = [];
  const log = createLog('trace', { write: (line) => void lines.push(line) });
  const memory = openShortMemory(temporaryFolder());
  const background = createBackground(log);
  let now = Date.UTC(2025, 5, 1);
  const bot = createBot({
    token: TOKEN,
    dossier,
    settings: { allowedUsers: new Set(allowed), adminUsers: new Set(admins) },
    memory,
    log,
    botInfo: BOT_INFO,
    background,
    now: () => now,
    pause: () => Promise.resolve(),
  });
  let message = 1000;
  let update = 1;
  const offline: OfflineBot = {
    bot,
    dossier,
    memory,
    background,
    calls,
    log: lines,
    respond: () => undefined,
    advance(milliseconds) {
      now += milliseconds;
    },
    handle: (content) => bot.handleUpdate({ update_id: update++, ...content }),
  };
  bot.api.config.use((_previous, method, payload) => {
    const call = { method, payload: payload as Record<string, unknown> };
    calls.push(call);
    const given = offline.respond(call);
    if (given instanceof Error) throw given;
    const result = given ?? (method.startsWith('send') ? { message_id: message++, date: 1, chat: { id: call.payload['chat_id'], type: 'private' } } : true);
    return Promise.resolve(typeof result === 'object' && 'ok' in result ? result : { ok: true, result }) as never;
  });
  return offline;
}

/** A text message to the bot. */
export function textUpdate(
  text: string,
  { from = 5, chat = from, type = 'private', ...more }: { from?: number; chat?: number; type?: string } & Record<string, unknown> = {},
): { message: Record<string, unknown> } {
  const command = /^\/\w+(?:@\w+)?/.exec(text)?.[0];
  return {
    message: {
      message_id: 10,
      date: 1,
      chat: { id: chat, type, first_name: 'A', title: 'G' },
      from: { id: from, is_bot: false, first_name: 'A', language_code: 'fr' },
      text,
      ...(command !== undefined && { entities: [{ type: 'bot_command', offset: 0, length: command.length }] }),
      ...more,
    },
  };
}
