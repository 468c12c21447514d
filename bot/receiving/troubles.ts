import { GrammyError, HttpError } from 'grammy';
import { systemCode, UserError } from '../../retrieval/errors.js';

/** What is wrong with the connection to Telegram, in one line, and whether to try again. */
export interface Trouble {
  readonly line: string;
  /** Seconds that Telegram asks to wait; `null`: as our own backoff says. */
  readonly waitSeconds: number | null;
}

/** First and longest wait between two tries, in seconds: 1, 2, 4, … 20. No longer: whoever asked is waiting for the connection to come back. */
const FIRST_WAIT = 1;
export const LONGEST_WAIT = 20;

/** The wait before try number `attempt` (from 0). */
export function backoff(attempt: number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(attempt, 10));
}

/**
 * What a failed request means.
 * @throws {UserError} when trying again cannot help: a wrong token
 * @throws the error itself when it is none of Telegram's or the network's
 */
export function troubleOf(error: unknown, apiRoot: string): Trouble {
  if (error instanceof GrammyError) {
    switch (error.error_code) {
      case 401:
      // Telegram answers 404 to a token that is not of a token's form.
      case 404:
        throw new UserError(
          `connecting to Telegram: a valid TELEGRAM_BOT_TOKEN expected, found one that Telegram refuses (${error.error_code}); copy it again from @BotFather`,
        );
      case 409:
        return { line: 'another program polls Telegram with the same token (409): stop one of the two', waitSeconds: null };
      case 429:
        return { line: 'Telegram asks to slow down (429)', waitSeconds: error.parameters.retry_after ?? null };
      default:
        return { line: `Telegram answers ${error.error_code}: ${error.description}`, waitSeconds: null };
    }
  }
  if (error instanceof HttpError) {
    return {
      line: `Telegram cannot be reached at ${apiRoot} (${systemCode(error.error) ?? 'no answer'}): check the network and TELEGRAM_API_ROOT`,
      waitSeconds: null,
    };
  }
  throw error;
}
