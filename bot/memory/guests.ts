import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../retrieval/dossier.js';
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
const kept = z.object({ added: z.array(z.number().int()), removed: z.array(z.number().int()) });

/**
 * Opens the list in a folder of its own.
 * @throws {UserError} when it is there and damaged: who was put out must not get in by that
 */
export function openGuests(folder: string): Guests {
  const storage = new FileStorage<z.infer<typeof kept>>(folder);
  const { added, removed } = readGuests(join(folder, `${NAME}.json`));
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

function readGuests(file: string): { added: Set<number>; removed: Set<number> } {
  if (!existsSync(file)) return { added: new Set(), removed: new Set() };
  try {
    const { added, removed } = kept.parse(JSON.parse(readFileSync(file, 'utf8')));
    return { added: new Set(added), removed: new Set(removed) };
  } catch {
    throw new UserError(`reading who may ask: two lists of Telegram ids expected in ${file}, found something else; delete it, and say /users add and /users remove again`);
  }
}
