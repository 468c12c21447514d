import { randomUUID } from 'node:crypto';
import type { Update } from 'grammy/types';
import type { Database } from '../../../retrieval/index/postgres/index.js';
import { MOST_BEGINNINGS, REMEMBERED, type Inbox } from '../../receiving/inbox.js';

interface Row {
  readonly update: number;
  readonly content: Update | null;
  readonly begun: number;
}

/** Updates taken from Telegram and not yet answered, in PostgreSQL: see Inbox. What was left by an earlier program is found by the next, wherever it runs. */
export async function openPostgresInbox(database: Database, bot: string): Promise<Inbox> {
  const table = `${database.schema}.inbox`;
  // Whose updates are whose, when several programs take deliveries for one bot.
  const taker = randomUUID();
  const finish = async (ids: readonly number[]): Promise<void> => {
    await database.query(`update ${table} set done = now(), content = null where bot = $1 and update = any($2)`, [bot, ids]);
  };
  // The last ones done stay, so that one delivered again is not answered again.
  await database.query(
    `delete from ${table} where bot = $1 and done is not null and update < (select min(update) from (select update from ${table} where bot = $1 and done is not null order by update desc limit $2) as last)`,
    [bot, REMEMBERED],
  );
  const waiting = await database.query<Row>(`select update, content, begun from ${table} where bot = $1 and done is null order by update`, [bot]);
  const givenUp = waiting.filter(({ begun }) => begun >= MOST_BEGINNINGS);
  if (givenUp.length > 0) await finish(givenUp.map(({ update }) => update));
  const left = waiting.filter(({ begun }) => begun < MOST_BEGINNINGS);
  const open = new Set(left.map(({ update }) => update));
  const noting = new Set<Promise<void>>();

  return {
    leftOver: left.map(({ content }) => content!),
    begun: new Map(left.filter(({ begun }) => begun > 0).map(({ update, begun }) => [update, begun])),
    givenUp: givenUp.map(({ content }) => content!),
    get open() {
      return open.size;
    },
    async add(updates) {
      const candidates = updates.filter(({ update_id: id }) => !open.has(id));
      if (candidates.length === 0) return [];
      const ids = candidates.map(({ update_id: id }) => id);
      await database.query(
        `insert into ${table} (bot, update, content, taker) select $1, id, content::json, $4 from unnest($2::bigint[], $3::text[]) as row (id, content) on conflict do nothing`,
        [bot, ids, candidates.map((update) => JSON.stringify(update)), taker],
      );
      // Not what the insertion gives back: after a cut connection it is done twice, and the second time it inserts nothing.
      const mine = await database.query<{ update: number }>(`select update from ${table} where bot = $1 and update = any($2) and taker = $3 and done is null`, [
        bot,
        ids,
        taker,
      ]);
      const fresh = new Set(mine.map(({ update }) => update));
      for (const id of fresh) open.add(id);
      return candidates.filter(({ update_id: id }) => fresh.has(id));
    },
    async begin(id) {
      await database.query(`update ${table} set begun = begun + 1 where bot = $1 and update = $2`, [bot, id]);
    },
    done(id) {
      open.delete(id);
      // A note that the server does not take is missed at the next start only: the update is then answered once more.
      const note: Promise<void> = finish([id])
        .catch(() => undefined)
        .finally(() => noting.delete(note));
      noting.add(note);
    },
    // The connections belong to whoever opened the database.
    async close() {
      await Promise.all(noting);
    },
  };
}

/** Forgets a bot's updates: those of a preview mean nothing to the next one. */
export async function emptyPostgresInbox(database: Database, bot: string): Promise<void> {
  await database.query(`delete from ${database.schema}.inbox where bot = $1`, [bot]);
}
