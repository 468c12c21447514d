import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StorageAdapter } from 'grammy';
import { z } from 'zod';
import { UserError } from '../../retrieval/errors.js';
import { FileStorage } from './file-storage.js';

/** Who may ask besides ALLOWED_USERS, and who of those may no longer, as admins have said in the chat. */
export interface Guests {
  /** Telegram ids. */
  readonly added: ReadonlySet<number>;
  readonly removed: ReadonlySet<number>;
  /** Lets someone ask, or no longer. Resolves once that is on the disk. */
  set(user: number, mayAsk: boolean): Promise<void>;
}

const NAME = 'users';
export type KeptGuests = z.infer<typeof kept>;

interface Lists {
  readonly added: Set<number>;
  readonly removed: Set<number>;
}

const NOBODY = (): Lists => ({ added: new Set(), removed: new Set() });

const kept = z.object({ added: z.array(z.number().int()), removed: z.array(z.number().int()) });

/**
 * Opens the list in a folder of its own.
 * @throws {UserError} when it is there and damaged: who was put out must not get in by that
 */
export function openGuests(folder: string): Guests {
  return guestsIn(new FileStorage<KeptGuests>(folder), readGuests(join(folder, `${NAME}.json`)));
}

/**
 * The same in a storage of another kind.
 * @throws {UserError} as `openGuests`
 */
export async function openGuestsIn(storage: StorageAdapter<KeptGuests>): Promise<Guests> {
  const found = await storage.read(NAME);
  return guestsIn(storage, found === undefined ? NOBODY() : checked(found, 'the database'));
}

function guestsIn(storage: StorageAdapter<KeptGuests>, { added, removed }: Lists): Guests {
  let writing: Promise<void> = Promise.resolve();
  return {
    added,
    removed,
    async set(user, mayAsk) {
      const turn = writing.then(async () => {
        const next = { added: new Set(added), removed: new Set(removed) };
        next[mayAsk ? 'added' : 'removed'].add(user);
        next[mayAsk ? 'removed' : 'added'].delete(user);
        await storage.write(NAME, { added: [...next.added], removed: [...next.removed] });
        (mayAsk ? added : removed).add(user);
        (mayAsk ? removed : added).delete(user);
      });
      writing = turn.catch(() => undefined);
      await turn;
    },
  };
}

function readGuests(file: string): Lists {
  if (!existsSync(file)) return NOBODY();
  let value: unknown = null;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Told below, as any other damage.
  }
  return checked(value, file);
}

function checked(value: unknown, place: string): Lists {
  try {
    const { added, removed } = kept.parse(value);
    return { added: new Set(added), removed: new Set(removed) };
  } catch {
    throw new UserError(
      `reading who may ask: two lists of Telegram ids expected in ${place}, found something else; delete it, and say /users add and /users remove again`,
    );
  }
}
