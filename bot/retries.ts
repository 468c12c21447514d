import { autoRetry } from '@grammyjs/auto-retry';
import { HttpError, type Transformer } from 'grammy';

/** A request fails after as many further tries: with waits of 1, 2, 4 s after a cut connection, of 3, 6, 12 s after a server error. */
const MOST_RETRIES = 3;

/** A 429 that asks for a longer wait fails at once, in seconds: the person would long have gone. */
const LONGEST_RETRY_AFTER = 120;

const FIRST_WAIT_MILLISECONDS = 1000;

/** Requests of polling and of the connection are repeated by polling/, which says what is wrong. */
const LEFT_ALONE: ReadonlySet<string> = new Set(['getUpdates', 'getMe', 'deleteWebhook']);

/**
 * Repeats requests that failed for a reason that passes. 429 and 5xx are auto-retry's; cut connections are ours, since auto-retry repeats
 * them without end. A message whose answer was lost on the way is sent twice rather than not at all.
 *
 * @param pause waits so many milliseconds
 */
export function retries(pause: (milliseconds: number) => Promise<void>): Transformer {
  const retry = autoRetry({ maxRetryAttempts: MOST_RETRIES, maxDelaySeconds: LONGEST_RETRY_AFTER, rethrowHttpErrors: true });
  return async (previous, method, payload, signal) => {
    if (LEFT_ALONE.has(method)) return previous(method, payload, signal);
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await retry(previous, method, payload, signal);
      } catch (error) {
        if (!(error instanceof HttpError) || attempt === MOST_RETRIES) throw error;
        await pause(FIRST_WAIT_MILLISECONDS * 2 ** attempt);
      }
    }
  };
}
