import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, it } from 'vitest';
import pg from 'pg';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

/** A PostgreSQL with pgvector for tests. */
export interface Engine {
  /** The address of a schema of its own, which is not there yet. */
  schema(): string;
  /** Asks the server itself, past the program. */
  ask(text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** Why what needs several sessions at once is skipped; `null` when it runs. `.ci/postgres` starts a server that can be named here. */
function whyNoServer(): string | null {
  return process.env['TEST_POSTGRES_URL']
    ? null
    : 'no TEST_POSTGRES_URL (see .ci/postgres): what needs several sessions of PostgreSQL at once is skipped; the rest runs on PGlite';
}

/** PostgreSQL compiled for this process, over its socket: a real engine, but one session whatever the connections, so nothing runs at the same time. */
async function startPglite(): Promise<Engine> {
  const database = await PGlite.create({ extensions: { vector } });
  const server = new PGLiteSocketServer({ db: database, port: 0, host: '127.0.0.1', maxConnections: 20 });
  await server.start();
  return {
    schema: () => `postgres://postgres:secret@${server.getServerConn()}/postgres?sslmode=disable&connections=1&schema=${schemaName()}`,
    ask: async (text, values) => (await database.query<Record<string, unknown>>(text, [...(values ?? [])])).rows,
    async close() {
      await server.stop();
      await database.close();
    },
  };
}

/** The server of TEST_POSTGRES_URL; schemas made in it are dropped at the end. */
function connectServer(): Engine {
  const url = process.env['TEST_POSTGRES_URL']!;
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => undefined);
  const schemas: string[] = [];
  return {
    schema() {
      const schema = schemaName();
      schemas.push(schema);
      return `${url}${url.includes('?') ? '&' : '?'}schema=${schema}`;
    },
    ask: async (text, values) => (await pool.query(text, [...(values ?? [])])).rows as Record<string, unknown>[],
    async close() {
      for (const schema of schemas) await pool.query(`drop schema if exists ${schema} cascade`);
      await pool.end();
    },
  };
}

function schemaName(): string {
  return `t_${randomBytes(6).toString('hex')}`;
}

/** What a suite is given: the engine that runs while its tests do. */
type Suite = (engine: () => Engine) => void;

/** One suite over PGlite and a server. @param title `%s` stands for the engine's name */
export function describeEngines(title: string, suite: Suite): void {
  describe(title.replace('%s', 'PGlite'), () => {
    suite(whileTesting(startPglite));
  });
  describeServer(title.replace('%s', 'a PostgreSQL server'), suite);
}

/** What needs several sessions at once. */
export function describeServer(title: string, suite: Suite): void {
  describe(title, () => {
    const skipped = whyNoServer();
    if (skipped === null) suite(whileTesting(connectServer));
    else it.skip(skipped, () => undefined);
  });
}

function whileTesting(start: () => Engine | Promise<Engine>): () => Engine {
  let engine: Engine;
  beforeAll(async () => {
    engine = await start();
  });
  afterAll(() => engine.close());
  return () => engine;
}

/** One suite over a folder (engine `null`), PGlite and a server. */
export function describePlaces(suite: (engine: (() => Engine) | null) => void): void {
  describe('a folder', () => {
    suite(null);
  });
  describeEngines('%s', suite);
}
