import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkedEntry, type LedgerEntry } from '../../../retrieval/evidence/index.js';
import type { Database } from '../../../retrieval/index/postgres/index.js';
import type { Feedback, FeedbackBook } from '../feedback.js';
import { openGuestsIn, type KeptGuests } from '../guests.js';
import type { KeptAnswer } from '../kept-answer.js';
import { forgetOld, type Conversation, type KeptReport, type Memory, type Person, type Upload } from '../memory.js';
import type { QuoteBook } from '../quotes.js';
import { PostgresStorage } from './storage.js';

/**
 * Opens what a bot remembers in the database of its index.
 * @param bot whose memory it is: the bot's Telegram id, or a name
 */
export async function openPostgresMemory(database: Database, bot: string): Promise<Memory> {
  const answers = new PostgresStorage<KeptAnswer>(database, bot, 'answers');
  const uploads = new PostgresStorage<Upload>(database, bot, 'uploads');
  const reports = new PostgresStorage<KeptReport>(database, bot, 'reports');
  return {
    people: new PostgresStorage<Person>(database, bot, 'people'),
    conversations: new PostgresStorage<Conversation>(database, bot, 'conversations'),
    answers,
    uploads,
    reports,
    feedback: feedbackIn(database, bot),
    quotes: quotesIn(database),
    guests: await openGuestsIn(new PostgresStorage<KeptGuests>(database, bot, 'access')),
    // On their way from Telegram into the dossier's folder, for seconds.
    uploadFolder: join(tmpdir(), `dossier-bot-${process.pid}-arriving`),
    forgetOld: () => forgetOld({ answers, uploads, reports }),
  };
}

function feedbackIn(database: Database, bot: string): FeedbackBook {
  const table = `${database.schema}.feedback`;
  return {
    async add(feedback) {
      await database.query(
        `insert into ${table} (bot, answer, person, value) values ($1, $2, $3, $4) on conflict (bot, answer, person) do update set value = excluded.value, press = excluded.press`,
        [bot, feedback.answer, feedback.user, JSON.stringify(feedback)],
      );
    },
    async all() {
      const rows = await database.query<{ value: Feedback }>(`select value from ${table} where bot = $1 order by press`, [bot]);
      return rows.map(({ value }) => value);
    },
  };
}

/** Quotes are bound to the documents, not to a bot: whoever serves the dossier can prove them. */
function quotesIn(database: Database): QuoteBook {
  const table = `${database.schema}.quote`;
  return {
    async get(id) {
      const [found] = await database.query<{ entry: unknown }>(`select entry from ${table} where id = $1`, [id]);
      return found ? checkedEntry(found.entry) : null;
    },
    async record(entries: readonly LedgerEntry[]) {
      if (entries.length === 0) return;
      await database.query(
        `insert into ${table} (id, entry) select id, entry::json from unnest($1::text[], $2::text[]) as row (id, entry) on conflict (id) do nothing`,
        [entries.map(({ id }) => id), entries.map((entry) => JSON.stringify(entry))],
      );
    },
  };
}
