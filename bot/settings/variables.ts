import { z } from 'zod';
import { UserError } from '../../retrieval/errors.js';
import { isServer } from '../../retrieval/index/index.js';
import { LIMIT_VARIABLES } from './reading-limits.js';
import { withoutSecrets } from './secrets.js';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const ids = z
  .string()
  .regex(/^\s*(\d+([\s,;]+|\s*$))*$/)
  .transform((text) => new Set((text.match(/\d+/g) ?? []).map(Number)))
  .refine((found) => [...found].every(Number.isSafeInteger));

/** Checks run on though an earlier one has failed: this one too must take any text. */
const hasNoUser = (address: string): boolean => !URL.canParse(address) || (new URL(address).username === '' && new URL(address).password === '');

/** Each variable with its check and, in words, what it expects. */
const VARIABLES = {
  TELEGRAM_BOT_TOKEN: [z.string().regex(/^\d{5,}:[\w-]{30,}$/), 'the token as @BotFather gave it (digits, a colon, 35 letters or digits)'],
  TELEGRAM_API_ROOT: [z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')), 'an http:// or https:// address'],
  DOSSIER_DIR: [z.string(), 'a folder'],
  INDEX: [z.string(), 'a folder or a postgres:// address'],
  INDEX_READ: [z.string().refine(isServer), 'a postgres:// address'],
  EMBEDDING_MODEL: [z.string(), 'a folder or a hub name'],
  EMBEDDING_PREFIX_QUESTION: [z.string(), 'a text'],
  EMBEDDING_PREFIX_PASSAGE: [z.string(), 'a text'],
  EMBEDDING_POOLING: [z.enum(['mean', 'cls']), '"mean" or "cls"'],
  ALLOWED_USERS: [ids, 'Telegram ids (digits) separated by commas'],
  ADMIN_USERS: [ids, 'Telegram ids (digits) separated by commas'],
  LOG_LEVEL: [z.enum(LOG_LEVELS), `one of ${LOG_LEVELS.join(', ')}`],
  PREVIEW_PORT: [z.coerce.number().int().min(0).max(65_535), 'a port from 0 to 65535'],
  DATA_DIR: [z.string(), 'a folder'],
  WEBHOOK_URL: [z.url({ protocol: /^https?$/ }).refine(hasNoUser), 'the https:// address at which Telegram reaches this bot, without a user name'],
  WEBHOOK_SECRET: [z.string().regex(/^[\w-]{16,256}$/), '16 to 256 letters, digits, _ or -'],
  HTTP_PORT: [z.coerce.number().int().min(0).max(65_535), 'a port from 0 to 65535'],
  HTTP_HOST: [z.string().regex(/^[\w.:-]+$/), 'an address of this machine, such as 127.0.0.1 or 0.0.0.0'],
  ...LIMIT_VARIABLES,
} as const satisfies Record<string, readonly [z.ZodType, string]>;

/** Every setting's name, for whoever lists them. */
export const SETTING_NAMES: readonly string[] = Object.keys(VARIABLES);

export type Name = keyof typeof VARIABLES;
export type Value<N extends Name> = z.output<(typeof VARIABLES)[N][0]>;

/** Variables whose value is a secret: messages give its length only. */
const SECRET: ReadonlySet<string> = new Set<Name>(['TELEGRAM_BOT_TOKEN', 'WEBHOOK_SECRET', 'INDEX', 'INDEX_READ']);

/** Variables in which white space at the ends and emptiness mean something (E5's prefixes end with a space). */
const VERBATIM: ReadonlySet<string> = new Set<Name>(['EMBEDDING_PREFIX_QUESTION', 'EMBEDDING_PREFIX_PASSAGE']);

/**
 * A variable's value, checked; `null`: not set.
 * @throws {UserError} naming the variable, what was expected and what was found
 */
export function readVariable<N extends Name>(name: N, value: string | undefined): Value<N> | null {
  const text = VERBATIM.has(name) ? value : value?.trim();
  if (text === undefined || (text === '' && !VERBATIM.has(name))) return null;
  const [check, expected] = VARIABLES[name];
  const result = check.safeParse(text);
  if (result.success) return result.data as Value<N>;
  // Secrets are looked for before anything is cut: half a token is half a secret.
  const shown = withoutSecrets(text);
  const found = SECRET.has(name) ? `a value of ${text.length} characters` : JSON.stringify(shown.length > 80 ? `${shown.slice(0, 80)}…` : shown);
  throw new UserError(`reading the settings: ${name}: ${expected} expected, found ${found}; mend it in .env or the environment`);
}
