import { appendFileSync, closeSync, fdatasync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as timer } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Update } from 'grammy/types';
import { systemCode } from '../../retrieval/errors.js';

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

/** Lines of the file, one JSON object each: an update that came, was begun after a restart, or is done. */
type Line = { readonly come: Update } | { readonly begun: number } | { readonly done: number };

/** Updates that wait to be written, and whoever waits for that. */
interface Adding {
  readonly updates: readonly Update[];
  readonly resolve: (fresh: readonly Update[]) => void;
  readonly reject: (error: unknown) => void;
}

export function openInbox(file: string): Inbox {
  mkdirSync(dirname(file), { recursive: true });
  const { open: waiting, begun, finished } = readInbox(file);
  const givenUp = [...waiting.values()].filter(({ update_id: id }) => (begun.get(id) ?? 0) >= MOST_BEGINNINGS);
  for (const { update_id: id } of givenUp) {
    waiting.delete(id);
    finished.add(id);
  }
  const leftOver = [...waiting.values()];

  let descriptor = compact(file, leftOver, begun, finished);
  let lines = 0;
  let isTorn = false;
  let isSyncing = false;
  let adding: Adding[] = [];

  /** Appends lines. What is written so survives the process at once, and a power cut once it is brought to the disk. */
  const write = (added: readonly Line[]): void => {
    // A write that failed may have left half a line: the next must not be glued to it.
    const newLine = isTorn ? '\n' : '';
    isTorn = true;
    appendFileSync(descriptor, newLine + added.map((line) => `${JSON.stringify(line)}\n`).join(''));
    isTorn = false;
    lines += added.length;
  };

  /** Takes all that waits to be added: a hundred deliveries at once cost one wait for the disk. */
  const addAll = async (): Promise<void> => {
    const taken = adding;
    adding = [];
    const fresh = new Map<number, Update>();
    const own = taken.map(({ updates }) =>
      updates.filter((update) => {
        const id = update.update_id;
        const isNew = !waiting.has(id) && !finished.has(id) && !fresh.has(id);
        if (isNew) fresh.set(id, update);
        return isNew;
      }),
    );
    isSyncing = true;
    try {
      if (fresh.size > 0) {
        write([...fresh.values()].map((update) => ({ come: update })));
        await bringToDisk(descriptor);
      }
      for (const [id, update] of fresh) waiting.set(id, update);
      for (const [at, { resolve }] of taken.entries()) resolve(own[at]!);
    } catch (error) {
      for (const { reject } of taken) reject(error);
    } finally {
      isSyncing = false;
    }
    if (adding.length > 0) void addAll();
  };

  return {
    leftOver,
    begun,
    givenUp,
    get open() {
      return waiting.size;
    },
    add: (updates) =>
      new Promise((resolve, reject) => {
        adding.push({ updates, resolve, reject });
        if (!isSyncing) void addAll();
      }),
    async begin(id) {
      write([{ begun: id }]);
      begun.set(id, (begun.get(id) ?? 0) + 1);
      await bringToDisk(descriptor);
    },
    done(id) {
      if (!waiting.has(id)) return;
      waiting.delete(id);
      begun.delete(id);
      finished.add(id);
      while (finished.size > REMEMBERED) finished.delete(finished.values().next().value!);
      write([{ done: id }]);
      // The file stays within a few times of what it must hold, also when something always waits.
      if (isSyncing || lines <= REMEMBERED + 4 * waiting.size) return;
      lines = 0;
      try {
        const compacted = compact(file, [...waiting.values()], begun, finished);
        closeSync(descriptor);
        descriptor = compacted;
      } catch {
        // A disk without room for that leaves the longer file, which is as good; it is tried again later.
      }
    },
    async close() {
      while (isSyncing) await timer(5);
      if (descriptor >= 0) closeSync(descriptor);
      descriptor = -1;
    },
  };
}

const bringToDisk = promisify(fdatasync);

function readInbox(file: string): { open: Map<number, Update>; begun: Map<number, number>; finished: Set<number> } {
  const waiting = new Map<number, Update>();
  const begun = new Map<number, number>();
  const finished = new Set<number>();
  for (const line of textOf(file).split('\n')) {
    const read = readLine(line);
    if (read === null) continue;
    if ('come' in read) waiting.set(read.come.update_id, read.come);
    else if ('begun' in read) begun.set(read.begun, (begun.get(read.begun) ?? 0) + 1);
    else {
      waiting.delete(read.done);
      begun.delete(read.done);
      finished.add(read.done);
    }
  }
  return { open: waiting, begun, finished };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return '';
    throw error;
  }
}

/** A line cut short by a crash was never confirmed to Telegram, which sends its update again: it is passed over. */
function readLine(line: string): Line | null {
  if (line === '') return null;
  try {
    const read = JSON.parse(line) as Partial<{ come: Partial<Update>; begun: number; done: number }> | null;
    const isLine = typeof read?.come?.update_id === 'number' || typeof read?.begun === 'number' || typeof read?.done === 'number';
    return isLine ? (read as Line) : null;
  } catch {
    return null;
  }
}

/** Writes the file anew with what is still open, beside the old one and then over it. @returns its descriptor, for appending */
function compact(file: string, open: readonly Update[], begun: ReadonlyMap<number, number>, finished: ReadonlySet<number>): number {
  const lines: Line[] = [...[...finished].slice(-REMEMBERED).map((id) => ({ done: id }))];
  for (const update of open) {
    lines.push({ come: update });
    for (let times = begun.get(update.update_id) ?? 0; times > 0; times -= 1) lines.push({ begun: update.update_id });
  }
  const beside = `${file}.new`;
  writeFileSync(beside, lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { mode: 0o600, flush: true });
  renameSync(beside, file);
  return openSync(file, 'a', 0o600);
}
