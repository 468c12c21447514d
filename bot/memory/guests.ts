import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StorageAdapter } from 'grammy';
import { z } from 'zod';
import { UserError } from '../../retrieval/errors.js';
import { FileStorage } from './file-storage.js';

/** Who may ask besides ALLOWED_USERS, and who of those may no longer, as admins have said in the chat. Telegram ids. */
export interface GuestLists {
  readonly added: ReadonlySet<number>;
  readonly removed: ReadonlySet<number>;
}

export interface Guests {
  /** The lists as they now are: in a database another program of the same bot may have changed them. */
  read(): Promise<GuestLists>;
  /** Lets someone ask, or no longer. Resolves once that is on the disk. */
  set(user: number, mayAsk: boolean): Promise<void>;
}

const NAME = 'users';

const shape = z.object({ added: z.array(z.number().int()), removed: z.array(z.number().int()) });
export type KeptGuests = z.infer<typeof shape>;

/**
 * Opens the lists in a folder of its own, which no other program writes to.
 * @throws {UserError} when they are there and damaged: who was put out must not get in by that
 */
export function openGuests(folder: string): Guests {
  const storage = new FileStorage<KeptGuests>(folder);
  let kept = keptIn(join(folder, `${NAME}.json`));
  return guestsIn(
    () => Promise.resolve(kept),
    async (next) => {
      await storage.write(NAME, next);
      kept = next;
    },
  );
}

/**
 * The same in a storage of another kind, read anew each time.
 * @throws {UserError} as `openGuests`, and at each reading
 */
export async function openGuestsIn(storage: StorageAdapter<KeptGuests>): Promise<Guests> {
  const guests = guestsIn(
    async () => checked((await storage.read(NAME)) ?? NOBODY, 'the database'),
    async (next) => {
      await storage.write(NAME, next);
    },
  );
  await guests.read();
  return guests;
}

const NOBODY: KeptGuests = { added: [], removed: [] };

function guestsIn(read: () => Promise<KeptGuests>, write: (kept: KeptGuests) => Promise<void>): Guests {
  let writing: Promise<void> = Promise.resolve();
  return {
    async read() {
      const { added, removed } = await read();
      return { added: new Set(added), removed: new Set(removed) };
    },
    async set(user, mayAsk) {
      // One after the other: each change keeps the one before it.
      const turn = writing.then(async () => {
        const { added, removed } = await read();
        const others = (ids: readonly number[]): number[] => ids.filter((id) => id !== user);
        const next = { added: others(added), removed: others(removed) };
        next[mayAsk ? 'added' : 'removed'].push(user);
        await write(next);
      });
      writing = turn.catch(() => undefined);
      await turn;
    },
  };
}

function keptIn(file: string): KeptGuests {
  if (!existsSync(file)) return NOBODY;
  let value: unknown = null;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Told below, as any other damage.
  }
  return checked(value, file);
}

function checked(value: unknown, place: string): KeptGuests {
  const { data } = shape.safeParse(value);
  if (data !== undefined) return data;
  throw new UserError(
    `reading who may ask: two lists of Telegram ids expected in ${place}, found something else; delete it, and say /users add and /users remove again`,
  );
}
