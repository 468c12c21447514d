import type { Log } from './log.js';

/** Work that goes on beside the updates: its failures are logged, and it is waited for at the end. */
export interface Background {
  /**
   * @param alone a name that only one work under way may have
   * @returns `false` when work of that name is under way already: then nothing is started
   */
  start(work: () => Promise<void>, alone?: string): boolean;
  /** Resolves once nothing is under way. */
  settled(): Promise<void>;
}

export function createBackground(log: Log): Background {
  const running = new Set<Promise<void>>();
  const names = new Set<string>();
  return {
    start(work, alone) {
      if (alone !== undefined && names.has(alone)) return false;
      if (alone !== undefined) names.add(alone);
      const task = work()
        .catch((error: unknown) => {
          log.error({ error }, 'work in the background failed');
        })
        .finally(() => {
          running.delete(task);
          if (alone !== undefined) names.delete(alone);
        });
      running.add(task);
      return true;
    },
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
