import type { Log } from './log.js';

/** Work that goes on beside the updates: one of a name at a time, its failures logged, waited for at the end. */
export interface Background {
  /** @returns `false` when work of that name is under way already: then nothing is started. */
  start(name: string, work: () => Promise<void>): boolean;
  /** Resolves once nothing is under way. */
  settled(): Promise<void>;
}

export function createBackground(log: Log): Background {
  const running = new Map<string, Promise<void>>();
  return {
    start(name, work) {
      if (running.has(name)) return false;
      const task = work()
        .catch((error: unknown) => {
          log.error({ error, work: name }, 'work in the background failed');
        })
        .finally(() => running.delete(name));
      running.set(name, task);
      return true;
    },
    async settled() {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}
