import type { Update } from 'grammy/types';
import type { Database } from '../../../retrieval/index/postgres/index.js';
import { MOST_BEGINNINGS, REMEMBERED, type Inbox } from '../../polling/inbox.js';

interface Row {
  readonly update: number;
  readonly content: Update | null;
  readonly begun: number;
}

/** Updates taken from Telegram and not yet answered, in PostgreSQL: see Inbox. What was left by an earlier program is found by the next, wherever it runs. */
export async function openPostgresInbox(database: Database, bot: string): Promise<Inbox> {
  const table = `${database.schema}.inbox`;
  const finish = async (ids: readonly number[]): Promise<void> => {
    await database.query(`update ${table} set done = now(), content = null where bot = $1 and update = any($2)`, [bot, ids]);
  };
  // The last ones done stay, so that one delivered again is not answered again.
  await database.query(
    `delete from ${table} where bot = $1 and done is not null and update < (select min(update) from (select update from ${table} where bot = $1 and done is not null order by update desc limit $2) as last)`,
    [bot, REMEMBERED],
  );
  const waiting = await database.query<Row>(`select update, content, begun from ${table} where bot = $1 and done is null order by update`, [bot]);
  const givenUp = waiting.filter(({ begun }) => begun >= MOST_BEGINNINGS).map(({ update }) => update);
  if (givenUp.length > 0) await finish(givenUp);
  // Those that this program has in hand; one bot's updates come to one program at a time (Telegram refuses a second one).
  const taken = new Set(waiting.map(({ update }) => update));

  return {
    leftOver: waiting.filter(({ begun }) => begun < MOST_BEGINNINGS).map(({ content }) => content!),
    givenUp,
    async add(updates) {
      const candidates = updates.filter(({ update_id: id }) => !taken.has(id));
      if (candidates.length === 0) return [];
      const ids = candidates.map(({ update_id: id }) => id);
      await database.query(`insert into ${table} (bot, update, content) select $1, id, content::json from unnest($2::bigint[], $3::text[]) as row (id, content) on conflict do nothing`, [bot, ids, candidates.map((update) => JSON.stringify(update))]);
      // Not what the insertion gives back: after a cut connection it is done twice, and the second time it inserts nothing.
      const open = await database.query<{ update: number }>(`select update from ${table} where bot = $1 and update = any($2) and done is null`, [bot, ids]);
      const fresh = new Set(open.map(({ update }) => update));
      for (const id of fresh) taken.add(id);
      return candidates.filter(({ update_id: id }) => fresh.has(id));
    },
    async begin(id) {
      await database.query(`update ${table} set begun = begun + 1 where bot = $1 and update = $2`, [bot, id]);
    },
    async done(id) {
      await finish([id]);
      taken.delete(id);
    },
    // The connections belong to whoever opened the database.
    close: () => Promise.resolve(),
  };
}

/** Forgets a bot's updates: those of a preview mean nothing to the next one. */
export async function emptyPostgresInbox(database: Database, bot: string): Promise<void> {
  await database.query(`delete from ${database.schema}.inbox where bot = $1`, [bot]);
}
