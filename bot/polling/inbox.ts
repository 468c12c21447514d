import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Update } from 'grammy/types';
import { z } from 'zod';

/** How often a left-over update is begun before it is given up: one that ends the process each time must not do so for ever. */
export const MOST_BEGINNINGS = 5;

/** Ids of finished updates remembered, so that one delivered again is not answered again: ten of Telegram's largest batches. */
export const REMEMBERED = 1000;

/**
 * Updates taken from Telegram and not yet answered, on the disk. Asking Telegram for the next batch confirms the last one, so with
 * several updates in work at a time those would be lost if the process ended; here they are brought to the disk before
 * they are confirmed, and found again at the next start. Each is answered at least once, and only once unless the process ends
 * between the answer and the note of it.
 */
export interface Inbox {
  /** Updates left by an earlier run, oldest first. */
  readonly leftOver: readonly Update[];
  /** Ids of left-over updates that were begun too often and are given up. */
  readonly givenUp: readonly number[];
  /** Brings updates to the disk. @returns those that are new. @throws when the disk does not take them: then they must not be confirmed */
  add(updates: readonly Update[]): Promise<readonly Update[]>;
  /** Notes that a left-over update is begun once more. */
  begin(id: number): Promise<void>;
  /** Notes that an update was answered, or failed for good. */
  done(id: number): Promise<void>;
  close(): Promise<void>;
}

/** Lines of the file, one JSON object each: an update that came, was begun after a restart, or is done. */
type Line = { readonly come: Update } | { readonly begun: number } | { readonly done: number };

const id = z.int().nonnegative();
const update = z.looseObject({ update_id: id }).transform((value) => value as Update);
const lineShape: z.ZodType<Line> = z.union([z.object({ come: update }), z.object({ begun: id }), z.object({ done: id })]);

export async function openInbox(file: string): Promise<Inbox> {
  mkdirSync(dirname(file), { recursive: true });
  const { open: waiting, begun, finished } = readInbox(file);
  const givenUp = [...waiting.keys()].filter((id) => (begun.get(id) ?? 0) >= MOST_BEGINNINGS);
  for (const id of givenUp) {
    waiting.delete(id);
    finished.add(id);
  }
  const leftOver = [...waiting.values()];

  let handle = await compact(file, leftOver, begun, finished);
  let lines = 0;
  let writing: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = writing.then(work, work);
    writing = turn.catch(() => undefined);
    return turn;
  };
  const write = async (added: readonly Line[], bringToDisk: boolean): Promise<void> => {
    await handle.appendFile(added.map((line) => `${JSON.stringify(line)}\n`).join(''));
    if (bringToDisk) await handle.datasync();
    lines += added.length;
  };

  return {
    leftOver,
    givenUp,
    add: (updates) =>
      inTurn(async () => {
        const fresh = updates.filter(({ update_id: id }) => !waiting.has(id) && !finished.has(id));
        if (fresh.length > 0) await write(fresh.map((update) => ({ come: update })), true);
        for (const update of fresh) waiting.set(update.update_id, update);
        return fresh;
      }),
    begin: (id) => inTurn(() => write([{ begun: id }], true)),
    done: (id) =>
      inTurn(async () => {
        waiting.delete(id);
        finished.add(id);
        while (finished.size > REMEMBERED) finished.delete(finished.values().next().value!);
        await write([{ done: id }], false);
        if (waiting.size === 0 && lines > REMEMBERED) {
          await handle.close();
          handle = await compact(file, [], new Map(), finished);
          lines = 0;
        }
      }),
    close: () => inTurn(() => handle.close()),
  };
}

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
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

/** A line cut short by a crash was never confirmed to Telegram, which sends its update again: it is passed over, as is one that is none of ours. */
function readLine(line: string): Line | null {
  if (line === '') return null;
  try {
    return lineShape.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

/** Writes the file anew with what is still open, beside the old one and then over it. */
async function compact(file: string, open_: readonly Update[], begun: ReadonlyMap<number, number>, finished: ReadonlySet<number>): Promise<FileHandle> {
  const lines: Line[] = [...[...finished].slice(-REMEMBERED).map((id) => ({ done: id }))];
  for (const update of open_) {
    lines.push({ come: update });
    for (let times = begun.get(update.update_id) ?? 0; times > 0; times -= 1) lines.push({ begun: update.update_id });
  }
  const beside = `${file}.new`;
  writeFileSync(beside, lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { mode: 0o600 });
  const descriptor = openSync(beside, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(beside, file);
  return open(file, 'a', 0o600);
}
