import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'dotenv';
import { projectRoot } from '../../embeddings/index.js';
import { UserError } from '../../retrieval/errors.js';
import type { ReadingLimits } from '../../retrieval/documents/index.js';
import { limitsSet } from './reading-limits.js';
import { keepSecret, passwordOf } from './secrets.js';
import { readVariable, type LogLevel, type Name, type Value } from './variables.js';
import { defaultIndexPlace, isServer } from '../../retrieval/index/index.js';

/** What the program was told to do, checked. Folders are absolute. */
export interface Settings {
  /** `null`: no Telegram, the local preview is started instead. */
  readonly token: string | null;
  /** Address of the Bot API, without a slash at its end. */
  readonly apiRoot: string;
  /** The folder of documents; `null` when none is named and the index is in PostgreSQL, which is then served as it is. */
  readonly dossier: string | null;
  /** Folder of the index, or a postgres:// address (which may hold a password). */
  readonly index: string;
  /** Address of a replica for questions; `null`: they go to `index`. */
  readonly indexRead: string | null;
  readonly model: {
    /** A folder or a hub name; `null` for the model shipped with the project. */
    readonly name: string | null;
    /** What stands before each text; `null` for the model's own. */
    readonly questionPrefix: string | null;
    readonly passagePrefix: string | null;
    readonly pooling: 'mean' | 'cls' | null;
  };
  /** Telegram ids; empty: everyone may ask. */
  readonly allowedUsers: ReadonlySet<number>;
  /** Telegram ids; they may ask too. */
  readonly adminUsers: ReadonlySet<number>;
  readonly logLevel: LogLevel;
  /** TCP port of the preview; 0: any free one. */
  readonly previewPort: number;
  /** Telegram delivers to this address; `null`: the bot asks Telegram for updates. */
  readonly webhook: {
    readonly url: string;
    /** `null`: a new one at each start. */
    readonly secret: string | null;
  } | null;
  /** Where deliveries, health and metrics are served; `null`: nowhere. */
  readonly http: { readonly host: string; readonly port: number } | null;
  /** Folder of what the bot keeps: languages, conversations, feedback. */
  readonly data: string;
  /** What reading one file may take, where it is set. */
  readonly limits: Partial<ReadingLimits>;
}

/** Where Telegram answers (https://core.telegram.org/bots/api#making-requests). */
export const TELEGRAM_API_ROOT = 'https://api.telegram.org';

/** The port of the preview when none is set: our choice, one that few programs use. */
export const PREVIEW_PORT = 8787;

/** The port of the HTTP server when a webhook is set and no port is. */
const HTTP_PORT = 8788;

/** The dossier shipped with the project: code only reads it. */
export const SEEDS = join(projectRoot, 'seeds');

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Checks the settings.
 *
 * @param environment variables as given; an empty one counts as not set
 * @param flags what the command line overrides
 * @throws {UserError} naming the variable, what was expected and what was found
 */
export function readSettings(environment: Environment, flags: { readonly dossier?: string | undefined; readonly index?: string | undefined } = {}): Settings {
  for (const [flag, value] of Object.entries(flags)) {
    if (value === '') throw new UserError(`reading --${flag}: a place expected, found an empty text`);
  }
  const given: Environment = {
    ...environment,
    ...(flags.dossier !== undefined && { DOSSIER_DIR: flags.dossier }),
    ...(flags.index !== undefined && { INDEX: flags.index }),
  };
  const read = <N extends Name>(name: N): Value<N> | null => readVariable(name, given[name]);

  const place = read('INDEX');
  const isAddress = place !== null && isServer(place);
  const folder = read('DOSSIER_DIR');
  // What a server holds is never replaced by the seeds because a folder was not named.
  const dossier = folder === null && isAddress ? null : resolve(folder ?? SEEDS);
  const index = place ?? defaultIndexPlace(dossier ?? SEEDS);
  // The replica is one of what INDEX names, not of what the command line does.
  const indexRead = flags.index === undefined ? read('INDEX_READ') : null;
  if (indexRead !== null && !isAddress)
    throw new UserError(
      'reading the settings: INDEX_READ: a postgres:// address in INDEX beside it expected, found none; a replica serves what INDEX is written to',
    );
  const apiRoot = read('TELEGRAM_API_ROOT') ?? TELEGRAM_API_ROOT;
  const url = read('WEBHOOK_URL');
  if (url !== null && apiRoot === TELEGRAM_API_ROOT && !url.startsWith('https:'))
    throw new UserError(
      `reading the settings: WEBHOOK_URL: an https:// address expected, found "${url}"; Telegram delivers over HTTPS only, to a reverse proxy that has the certificate`,
    );
  const port = read('HTTP_PORT') ?? (url === null ? null : HTTP_PORT);
  keepSecret(read('TELEGRAM_BOT_TOKEN'));
  keepSecret(read('WEBHOOK_SECRET'));
  for (const address of [index, indexRead]) keepSecret(address === null ? null : passwordOf(address));
  return {
    token: read('TELEGRAM_BOT_TOKEN'),
    apiRoot,
    dossier,
    index: isAddress ? index : resolve(index),
    indexRead,
    model: {
      name: read('EMBEDDING_MODEL'),
      questionPrefix: read('EMBEDDING_PREFIX_QUESTION'),
      passagePrefix: read('EMBEDDING_PREFIX_PASSAGE'),
      pooling: read('EMBEDDING_POOLING'),
    },
    allowedUsers: read('ALLOWED_USERS') ?? new Set(),
    adminUsers: read('ADMIN_USERS') ?? new Set(),
    logLevel: read('LOG_LEVEL') ?? 'info',
    previewPort: read('PREVIEW_PORT') ?? PREVIEW_PORT,
    webhook: url === null ? null : { url, secret: read('WEBHOOK_SECRET') },
    http: port === null ? null : { host: read('HTTP_HOST') ?? '127.0.0.1', port },
    data: resolve(read('DATA_DIR') ?? join(place === null || isAddress ? projectRoot : dirname(resolve(place)), '.dossier-data')),
    limits: limitsSet(read),
  };
}

/**
 * The process's variables over those of a `.env` file.
 * @throws {UserError} when the file is there and cannot be read
 */
export function readEnvironment(folder: string = process.cwd(), variables: Environment = process.env): Environment {
  const file = join(folder, '.env');
  if (!existsSync(file)) return variables;
  try {
    return { ...parse(readFileSync(file, 'utf8')), ...variables };
  } catch (error) {
    throw new UserError(`reading the settings: ${file}: a readable file expected, found ${error instanceof Error ? error.message : String(error)}`);
  }
}
