import type { Log } from '../log.js';
import type { Inbox } from './inbox.js';

/** What the inbox is told of the updates that were handled: each is noted as answered once, whatever is still done about it. */
export interface Notes {
  /** Notes an update as answered; its handling may go on. */
  answered(id: number): void;
  /** Notes an update of which nothing is left to do. */
  over(id: number): void;
  /** Notes nothing more, and closes the inbox. @returns how many updates it still holds */
  close(): Promise<number>;
  readonly isClosed: boolean;
}

export function createNotes(inbox: Inbox, log: Log): Notes {
  let isClosed = false;
  /** Noted before their handling was over. */
  const early = new Set<number>();
  const answered = (id: number): void => {
    if (isClosed || early.has(id)) return;
    early.add(id);
    try {
      inbox.done(id);
    } catch (error) {
      log.error({ error, update: id }, 'an answered update cannot be noted on the disk; after a restart it may be answered again');
    }
  };
  return {
    answered,
    over(id) {
      answered(id);
      early.delete(id);
    },
    async close() {
      isClosed = true;
      const left = inbox.open;
      await inbox.close();
      return left;
    },
    get isClosed() {
      return isClosed;
    },
  };
}
