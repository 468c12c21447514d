import { UserError } from '../../errors.js';
import type { Address } from './address.js';
import type { Database, Session } from './connection.js';

/**
 * What each version of the schema adds, the first first: a version that was released is never edited, the next one changes it.
 * `$` stands for the schema. Rows of an index carry the generation `since` which they count and, once replaced, the one `until` which
 * they did (exclusive), so that whoever still reads an older generation finds it whole.
 */
const VERSIONS: readonly string[] = [
  `
  create table $.dossier (
    one boolean primary key default true check (one),
    generation bigint not null,
    -- Generations before this one are no longer kept.
    oldest bigint not null,
    model json not null,
    settings text not null,
    -- 4-byte floats: see token-codes.ts.
    centre bytea not null,
    centred_on bigint not null,
    unreadable json not null,
    next_document bigint not null,
    next_passage bigint not null,
    next_segment bigint not null
  );
  create table $.generation (number bigint primary key, at timestamptz not null default now());
  create table $.document (
    id bigint primary key,
    since bigint not null,
    until bigint,
    file text not null,
    -- Its passages are numbered from here on, in the order of the text.
    first bigint not null,
    -- The document with its text, headings and passages.
    content json not null
  );
  create table $.passage (
    id bigint primary key,
    document bigint not null references $.document on delete cascade,
    embedding halfvec not null,
    -- Token codes: see tokens.ts.
    tokens bytea not null
  );
  create index on $.passage (document);
  -- Codes are as good as random: compressing them costs time and saves nothing.
  alter table $.passage alter column tokens set storage external;
  create table $.segment (
    id bigint primary key,
    since bigint not null,
    until bigint,
    -- [document, its passages], in order.
    documents json not null,
    -- Different words of each passage's text, heading and title, 2 bytes each.
    lengths bytea not null
  );
  create table $.words (
    term text collate "C" not null,
    segment bigint not null references $.segment on delete cascade,
    -- See postings.ts.
    postings bytea not null,
    primary key (term, segment)
  );
  alter table $.words alter column postings set storage external;

  create table $.quote (id text primary key, entry json not null, noted timestamptz not null default now());
  create table $.memory (bot text, kind text, key text, value json not null, written timestamptz not null default now(), primary key (bot, kind, key));
  create table $.feedback (bot text, answer text, person bigint, value json not null, at timestamptz not null default now(), primary key (bot, answer, person));
  create table $.inbox (bot text, update bigint, content json, taker text, begun integer not null default 0, come timestamptz not null default now(), done timestamptz, primary key (bot, update));
  `,
];

/** The version of the schema that this program reads and writes. */
export const SCHEMA_VERSION = VERSIONS.length;

/** Any number that no other program on the server locks: "dossier" in ASCII. */
const MIGRATING = 0x646f7373;

/**
 * Makes the tables, or brings those of an older program up to date. One program at a time; the others wait for it.
 * @throws {UserError} when a newer program made them, the extension is missing or too old, or the user may not.
 */
export async function migrate(database: Database): Promise<void> {
  if ((await versionOf(database)) === SCHEMA_VERSION) return;
  await database.holding('preparing', ({ transaction }) =>
    transaction(async (session) => {
      await session.query('select pg_advisory_xact_lock($1)', [MIGRATING]);
      await prepareExtension(session, database.address);
      const [known] = await session.query<{ there: boolean }>('select to_regnamespace($1) is not null as there', [database.schema]);
      if (!known!.there) await session.query(`create schema ${database.schema}`);
      await session.query(`create table if not exists ${database.schema}.migration (version integer primary key, at timestamptz not null default now())`);
      const [found] = await session.query<{ version: number }>(`select coalesce(max(version), 0) as version from ${database.schema}.migration`);
      refuseNewer(found!.version, database.address);
      for (let version = found!.version; version < SCHEMA_VERSION; version++) {
        await session.query(VERSIONS[version]!.replaceAll('$', database.schema));
        await session.query(`insert into ${database.schema}.migration (version) values ($1)`, [version + 1]);
      }
    }),
  );
}

/**
 * The version of the tables; 0 when there are none (yet: a replica may be behind).
 * @throws {UserError} when a newer program made them.
 */
export async function versionOf(database: Database): Promise<number> {
  const table = `${database.schema}.migration`;
  const [known] = await database.query<{ there: boolean }>('select to_regclass($1) is not null as there', [table]);
  if (!known!.there) return 0;
  const [found] = await database.query<{ version: number }>(`select coalesce(max(version), 0) as version from ${table}`);
  refuseNewer(found!.version, database.address);
  return found!.version;
}

function refuseNewer(version: number, { shown, setting }: Address): void {
  if (version <= SCHEMA_VERSION) return;
  throw new UserError(
    `opening the index in PostgreSQL at ${shown}: tables of version ${SCHEMA_VERSION} or older expected, found version ${version}, made by a newer program; update this one, or name another schema in ${setting}`,
  );
}

/** Iterative scans, which find enough among rows of several generations, came with 0.8. */
async function prepareExtension(session: Session, { shown, setting }: Address): Promise<void> {
  const find = (): Promise<{ version: string }[]> =>
    session.query<{ version: string }>("select extversion as version from pg_extension where extname = 'vector'");
  if ((await find()).length === 0) await session.query('create extension vector');
  const version = (await find())[0]!.version;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 0 || minor >= 8) return;
  throw new UserError(
    `preparing PostgreSQL at ${shown}: the extension pgvector 0.8 or newer expected, found ${version}; update it on the server and run ALTER EXTENSION vector UPDATE (${setting})`,
  );
}
