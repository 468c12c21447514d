import { setTimeout } from 'node:timers/promises';
import type { Session } from './connection.js';

/** Any number that no other program on the server locks, beside the schema's hash: "doss" in ASCII. */
const WRITING = 0x646f7373;

/** How often a program that waits for its turn to write asks for it, in milliseconds. */
const ASK_EVERY = 500;

/**
 * Does `work` as the only writer of a schema, whatever programs there are; waits until the others are done. PostgreSQL takes the turn back
 * when the connection ends, however it does.
 */
export async function asOnlyWriter<T>(session: Session, schema: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  const key = [WRITING, schema];
  while (!(await session.query<{ mine: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as mine', key))[0]!.mine) {
    await setTimeout(ASK_EVERY, undefined, signal ? { signal } : {});
  }
  try {
    return await work();
  } finally {
    // Where the connection is gone, so is the lock.
    await session.query('select pg_advisory_unlock($1, hashtext($2))', key).catch(() => undefined);
  }
}
