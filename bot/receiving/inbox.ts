import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as timer } from 'node:timers/promises';
import type { Update } from 'grammy/types';
import { InboxJournal, readState, type InboxState } from './inbox-journal.js';

/** How often a left-over update is begun before it is given up: one that ends the process each time must not do so for ever. */
export const MOST_BEGINNINGS = 10;

/** Ids of finished updates remembered, so that one delivered again is not answered again: a hundred of Telegram's largest batches. */
export const REMEMBERED = 10_000;

/**
 * Updates taken from Telegram and not yet answered, on the disk. Asking Telegram for the next batch confirms the last one (and so does the
 * answer to a webhook), so with several updates in work at a time those would be lost if the process ended; here they are brought to
 * the disk before they are confirmed, and found again at the next start. Each is answered at least once, and only once unless the process
 * ends between the answer and the note of it.
 */
export interface Inbox {
  /** Updates left by an earlier run, oldest first. */
  readonly leftOver: readonly Update[];
  /** How often each left-over update was begun by runs that ended before it was done; absent: never. */
  readonly begun: ReadonlyMap<number, number>;
  /** Left-over updates that were begun too often and are given up: noted as done. */
  readonly givenUp: readonly Update[];
  /** Updates that are not done. */
  readonly open: number;
  /** Brings updates to the disk. @returns those that are new. @throws when the disk does not take them: then they must not be confirmed */
  add(updates: readonly Update[]): Promise<readonly Update[]>;
  /** Notes that a left-over update is begun once more. */
  begin(id: number): Promise<void>;
  /** Notes that an update was answered, or failed for good; at once, so that a kill right after finds it noted. @throws when the disk does not take it */
  done(id: number): void;
  close(): Promise<void>;
}

/** An inbox whose updates are in a file of this machine. @throws when it cannot be read or written */
export function openInbox(file: string): Inbox {
  return new FileInbox(file);
}

/** Updates that wait to be written, and whoever waits for that. */
interface Adding {
  readonly updates: readonly Update[];
  readonly resolve: (fresh: readonly Update[]) => void;
  readonly reject: (error: unknown) => void;
}

class FileInbox implements Inbox {
  readonly leftOver: readonly Update[];
  readonly givenUp: readonly Update[];
  private readonly state: InboxState;
  private readonly journal: InboxJournal;
  private adding: Adding[] = [];
  private isSyncing = false;

  constructor(file: string) {
    mkdirSync(dirname(file), { recursive: true });
    this.state = readState(file);
    const { waiting } = this.state;
    this.givenUp = [...waiting.values()].filter(({ update_id: id }) => (this.begun.get(id) ?? 0) >= MOST_BEGINNINGS);
    for (const { update_id: id } of this.givenUp) this.finish(id);
    this.leftOver = [...waiting.values()];
    this.forget();
    this.journal = new InboxJournal(file, this.state);
  }

  get begun(): ReadonlyMap<number, number> {
    return this.state.begun;
  }

  get open(): number {
    return this.state.waiting.size;
  }

  add(updates: readonly Update[]): Promise<readonly Update[]> {
    return new Promise((resolve, reject) => {
      this.adding.push({ updates, resolve, reject });
      if (!this.isSyncing) void this.addAll();
    });
  }

  async begin(id: number): Promise<void> {
    this.journal.append([{ begun: id }]);
    this.state.begun.set(id, (this.begun.get(id) ?? 0) + 1);
    await this.journal.bringToDisk();
  }

  done(id: number): void {
    const { waiting } = this.state;
    if (!waiting.has(id)) return;
    this.finish(id);
    this.forget();
    this.journal.append([{ done: id }]);
    // The file stays within a few times of what it must hold, also when something always waits.
    if (!this.isSyncing && this.journal.appended > REMEMBERED + 4 * waiting.size) this.journal.compact(this.state);
  }

  async close(): Promise<void> {
    while (this.isSyncing) await timer(5);
    this.journal.close();
  }

  private finish(id: number): void {
    this.state.waiting.delete(id);
    this.state.begun.delete(id);
    this.state.finished.add(id);
  }

  private forget(): void {
    const { finished } = this.state;
    while (finished.size > REMEMBERED) finished.delete(finished.values().next().value!);
  }

  /** Takes all that waits to be added: a hundred deliveries at once cost one wait for the disk. */
  private async addAll(): Promise<void> {
    const { waiting, finished } = this.state;
    const taken = this.adding;
    this.adding = [];
    const fresh = new Map<number, Update>();
    const own = taken.map(({ updates }) =>
      updates.filter((update) => {
        const id = update.update_id;
        const isNew = !waiting.has(id) && !finished.has(id) && !fresh.has(id);
        if (isNew) fresh.set(id, update);
        return isNew;
      }),
    );
    this.isSyncing = true;
    try {
      if (fresh.size > 0) {
        this.journal.append([...fresh.values()].map((update) => ({ come: update })));
        await this.journal.bringToDisk();
      }
      for (const [id, update] of fresh) waiting.set(id, update);
      for (const [at, { resolve }] of taken.entries()) resolve(own[at]!);
    } catch (error) {
      for (const { reject } of taken) reject(error);
    } finally {
      this.isSyncing = false;
    }
    if (this.adding.length > 0) void this.addAll();
  }
}
