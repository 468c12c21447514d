import type { Log } from './log.js';
import type { Memory } from './memory/index.js';

/** How often what has been kept for long enough is forgotten, in milliseconds: once a day. */
const FORGET_MILLISECONDS = 24 * 3600 * 1000;

/** What is kept for a time is forgotten when that is over, at the start and then once a day: a bot may run for a year. */
export function forgetEachDay(memory: Pick<Memory, 'forgetOld'>, log: Pick<Log, 'warn'>): NodeJS.Timeout {
  const forget = (): void => {
    memory.forgetOld().catch((error: unknown) => {
      log.warn({ error }, 'forgetting old answers and uploads failed; it is tried again tomorrow');
    });
  };
  forget();
  return setInterval(forget, FORGET_MILLISECONDS).unref();
}
