import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode, UserError } from '../retrieval/errors.js';
import { isServer } from '../retrieval/index/index.js';
import type { Settings } from './settings/config.js';
import { openMemory, type Memory } from './memory/index.js';
import { openInbox, type Inbox } from './receiving/index.js';

/** What the bot keeps beside the index: in a folder of this machine, or in the index's database, so that it can run anywhere. */
export interface Keeping {
  readonly memory: Memory;
  readonly inbox: Inbox;
  close(): Promise<void>;
}

/** The name under which a database keeps what the previews remember. */
const PREVIEW = 'preview';

/** @throws {UserError} when the folder or the database cannot be written */
export async function openKeeping(settings: Pick<Settings, 'data' | 'index' | 'token'>): Promise<Keeping> {
  if (isServer(settings.index)) return inDatabase(settings);
  return inFolder(settings);
}

async function inDatabase({ index, token }: Pick<Settings, 'index' | 'token'>): Promise<Keeping> {
  // Loaded only where there is such a database.
  const [{ Database }, { emptyPostgresInbox, openPostgresInbox, openPostgresMemory }] = await Promise.all([
    import('../retrieval/index/postgres/index.js'),
    import('./memory/postgres/index.js'),
  ]);
  const database = new Database(index);
  try {
    // A token begins with the bot's Telegram id.
    const bot = token === null ? PREVIEW : token.split(':')[0]!;
    if (token === null) await emptyPostgresInbox(database, PREVIEW);
    return { memory: await openPostgresMemory(database, bot), inbox: await openPostgresInbox(database, bot), close: () => database.close() };
  } catch (error) {
    await database.close();
    throw error;
  }
}

function inFolder({ data, token }: Pick<Settings, 'data' | 'token'>): Keeping {
  const inboxFile = join(data, token === null ? 'inbox-preview.jsonl' : 'inbox.jsonl');
  try {
    // A stand-in numbers its updates anew each time: what is left from the last one means nothing to it.
    if (token === null) rmSync(inboxFile, { force: true });
    return { memory: openMemory(data), inbox: openInbox(inboxFile), close: () => Promise.resolve() };
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    throw new UserError(
      `opening what the bot keeps: a folder that can be written expected at ${data}, found ${code}; check its permissions and its disk, or name another with DATA_DIR`,
    );
  }
}
