import { appendFileSync, closeSync, constants, fdatasync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Update } from 'grammy/types';
import { systemCode } from '../../retrieval/errors.js';

/** What the lines of a journal come to. */
export interface InboxState {
  /** Updates that are not done, in the order they came. */
  readonly waiting: Map<number, Update>;
  /** How often each of them was begun; absent: never. */
  readonly begun: Map<number, number>;
  /** Ids of updates that are done, oldest first. */
  readonly finished: Set<number>;
}

/** Lines of the file, one JSON object each: an update that came, was begun after a restart, or is done. */
export type Line = { readonly come: Update } | { readonly begun: number } | { readonly done: number };

/** The file of an inbox, open for appending. What is written survives the process at once, and a power cut once it is brought to the disk. */
export class InboxJournal {
  private descriptor: number;
  private isTorn = false;
  private count = 0;

  /** Writes the file anew with no more than what it must hold. */
  constructor(
    private readonly file: string,
    state: InboxState,
  ) {
    this.descriptor = writeAnew(file, state);
  }

  /** Lines appended since the file was last written anew. */
  get appended(): number {
    return this.count;
  }

  append(lines: readonly Line[]): void {
    // A write that failed may have left half a line: the next must not be glued to it.
    const newLine = this.isTorn ? '\n' : '';
    this.isTorn = true;
    appendFileSync(this.descriptor, newLine + asText(lines));
    this.isTorn = false;
    this.count += lines.length;
  }

  async bringToDisk(): Promise<void> {
    await promisify(fdatasync)(this.descriptor);
  }

  /** Writes the file anew. A disk without room for that leaves the longer file, which is as good: it may be tried again later. */
  compact(state: InboxState): void {
    this.count = 0;
    try {
      const descriptor = writeAnew(this.file, state);
      closeSync(this.descriptor);
      this.descriptor = descriptor;
    } catch {
      // As said above.
    }
  }

  close(): void {
    if (this.descriptor >= 0) closeSync(this.descriptor);
    this.descriptor = -1;
  }
}

/** What a journal's file holds; nothing where there is none. */
export function readState(file: string): InboxState {
  const state: InboxState = { waiting: new Map(), begun: new Map(), finished: new Set() };
  for (const line of textOf(file).split('\n')) {
    const read = readLine(line);
    if (read === null) continue;
    if ('come' in read) state.waiting.set(read.come.update_id, read.come);
    else if ('begun' in read) state.begun.set(read.begun, (state.begun.get(read.begun) ?? 0) + 1);
    else {
      state.waiting.delete(read.done);
      state.begun.delete(read.done);
      state.finished.add(read.done);
    }
  }
  return state;
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

/** Writes a file beside the old one and then over it. @returns its descriptor, for appending */
function writeAnew(file: string, { waiting, begun, finished }: InboxState): number {
  const lines: Line[] = [...finished].map((id) => ({ done: id }));
  for (const [id, update] of waiting) lines.push({ come: update }, ...Array.from({ length: begun.get(id) ?? 0 }, () => ({ begun: id })));
  const beside = `${file}.new`;
  const { O_APPEND, O_CREAT, O_TRUNC, O_WRONLY } = constants;
  const descriptor = openSync(beside, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0o600);
  try {
    writeFileSync(descriptor, asText(lines));
    fsyncSync(descriptor);
    // Last of all: were it to fail, the old file would still be the one that is appended to.
    renameSync(beside, file);
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
  return descriptor;
}

function asText(lines: readonly Line[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
