import { GrammyError, HttpError, type RawApi, type Transformer } from 'grammy';
import { systemCode } from '../../retrieval/errors.js';
import { backoff } from '../receiving/troubles.js';

/** How long a request is repeated, in milliseconds from its first failure, by why it fails. */
export const REPEATED_FOR = {
  /** The network is down, or something on the way answers in Telegram's place: as long as Telegram keeps updates (https://core.telegram.org/bots/api#getting-updates). */
  network: 24 * 3600_000,
  /** Telegram's servers fail, or take too long. One message that always makes them fail must not hold up its chat for ever. */
  server: 3600_000,
  /** Telegram asks to wait. It is obeyed whatever it asks for; beyond this it is no flood any more. */
  flood: 24 * 3600_000,
} as const;

/** Requests of the connection itself are repeated by receiving/, which says what is wrong. */
const LEFT_ALONE: ReadonlySet<string> = new Set<keyof RawApi>(['getUpdates', 'getMe', 'deleteWebhook', 'setWebhook', 'getWebhookInfo']);

/** Requests that mean nothing a while later, and how long they are worth repeating, in milliseconds. Telegram takes answers to presses and inline questions for about half a minute. */
const SHORT_LIVED: ReadonlyMap<string, number> = new Map<keyof RawApi, number>([
  ['sendChatAction', 0],
  ['answerCallbackQuery', 20_000],
  ['answerInlineQuery', 20_000],
  ['setMyCommands', 60_000],
]);

/**
 * Repeats requests that failed for a reason that passes: cut connections, Telegram's server errors, and 429 after the wait that it asks for.
 * What Telegram refuses (400, 403…) fails at once. A message whose answer was lost on the way is sent twice rather than not at all.
 *
 * @param pause waits so many milliseconds
 * @param onCall told of each try: its method and how it ended (`ok`, an error code, `network`)
 */
export function retries(pause: (milliseconds: number) => Promise<void>, onCall: (method: string, outcome: string) => void = () => undefined): Transformer {
  return async (previous, method, payload, signal) => {
    let waited = 0;
    for (let attempt = 0; ; attempt += 1) {
      const tried = await attemptOf(() => previous(method, payload, signal));
      onCall(method, tried.outcome);
      const wait = Math.max(tried.retryAfter, backoff(attempt) * 1000);
      const most = LEFT_ALONE.has(method) || tried.reason === null ? 0 : Math.min(SHORT_LIVED.get(method) ?? Infinity, REPEATED_FOR[tried.reason]);
      if (waited + wait > most || signal?.aborted === true) return tried.result();
      waited += wait;
      await pause(wait);
    }
  };
}

/** Codes of the file system, which repeating does not mend. */
const OF_FILES: ReadonlySet<string> = new Set(['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'ENOTDIR', 'EIO', 'EMFILE', 'ENFILE']);

interface Try<T> {
  /** Gives what came, or throws what was thrown. */
  readonly result: () => T;
  /** Why it failed, when it is worth repeating. */
  readonly reason: keyof typeof REPEATED_FOR | null;
  readonly outcome: string;
  /** Milliseconds that Telegram asks to wait. */
  readonly retryAfter: number;
}

/** A call of the Bot API as it came out: an answer, refused or not (grammY makes errors of refusals only after all transformers), or an error thrown. */
async function attemptOf<T extends { readonly ok: boolean }>(call: () => Promise<T>): Promise<Try<T>> {
  try {
    const answer = await call();
    return { ...reasonOf(answer), result: () => answer };
  } catch (error) {
    const result = (): never => {
      throw error;
    };
    if (error instanceof GrammyError) return { ...reasonOf({ ok: false, error_code: error.error_code, parameters: error.parameters }), result };
    if (!(error instanceof HttpError)) return { reason: null, outcome: 'failed', retryAfter: 0, result };
    const code = systemCode(error.error);
    // What was to be sent could not be read.
    if (code !== null && OF_FILES.has(code)) return { reason: null, outcome: 'failed', retryAfter: 0, result };
    // A web page instead of an answer comes from a proxy or a gateway.
    const isPage = error.error instanceof Error && 'type' in error.error && error.error.type === 'invalid-json';
    return { reason: code !== null || isPage ? 'network' : 'server', outcome: 'network', retryAfter: 0, result };
  }
}

function reasonOf({
  ok,
  error_code: code = 0,
  parameters,
}: {
  ok: boolean;
  error_code?: number;
  parameters?: { retry_after?: number };
}): Omit<Try<never>, 'result'> {
  if (ok) return { reason: null, outcome: 'ok', retryAfter: 0 };
  const reason = code === 429 ? 'flood' : code >= 500 ? 'server' : null;
  return { reason, outcome: String(code), retryAfter: (parameters?.retry_after ?? 0) * 1000 };
}
