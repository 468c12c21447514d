import { setTimeout as timer } from 'node:timers/promises';
import type { Log } from '../log.js';
import { backoff, LONGEST_WAIT, troubleOf } from './troubles.js';

/** Waits so many milliseconds; ends early when the signal is given. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export interface PersistOptions {
  readonly log: Log;
  /** For messages. */
  readonly apiRoot: string;
  readonly stopping: AbortSignal;
  readonly pause?: Pause | undefined;
  /** Called at the first failure in a row, with what is wrong; and with `null` once it is over. */
  readonly onTrouble?: ((line: string | null) => void) | undefined;
}

/** Repeats a request until it succeeds; `null` when told to stop before. @throws {UserError} when repeating cannot help: a refused token */
export type Persist = <T>(request: () => Promise<T>) => Promise<T | null>;

/** Makes a `Persist` that says once what is wrong and once that it is over. */
export function createPersist({ log, apiRoot, stopping, pause = interruptibleTimer, onTrouble }: PersistOptions): Persist {
  return async (request) => {
    let said: string | null = null;
    for (let attempt = 0; !stopping.aborted; attempt += 1) {
      try {
        const result = await request();
        if (said !== null) {
          log.info('Telegram answers again');
          onTrouble?.(null);
        }
        return result;
      } catch (error) {
        // Aborted while the request was under way.
        if (isStopped(stopping)) return null;
        const { line, waitSeconds } = troubleOf(error, apiRoot);
        const seconds = waitSeconds ?? backoff(attempt);
        // The same trouble is told once, then at debug only.
        if (line !== said) log.warn(`${line}; trying again, every ${LONGEST_WAIT} s at last`);
        else log.debug(`${line}; trying again in ${seconds} s`);
        said = line;
        onTrouble?.(line);
        await pause(seconds * 1000, stopping);
      }
    }
    return null;
  };
}

function isStopped(signal: AbortSignal): boolean {
  return signal.aborted;
}

export function interruptibleTimer(milliseconds: number, signal: AbortSignal): Promise<void> {
  return timer(milliseconds, undefined, { signal }).catch(() => undefined);
}
