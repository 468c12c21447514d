import { randomBytes } from 'node:crypto';
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
export function whyNoServer(): string | null {
  return process.env['TEST_POSTGRES_URL']
    ? null
    : 'no TEST_POSTGRES_URL (see .ci/postgres): what needs several sessions of PostgreSQL at once is skipped; the rest runs on PGlite';
}

/** PostgreSQL compiled for this process, over its socket: a real engine, but one session whatever the connections, so nothing runs at the same time. */
export async function startPglite(): Promise<Engine> {
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
export function connectServer(): Engine {
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

/** Where the suites over every place run: how it is started (`null`: a folder, nothing to start), and why it is skipped, if it is. */
export const PLACES: readonly (readonly [name: string, start: () => Promise<Engine | null>, skipped: string | null])[] = [
  ['a folder', () => Promise.resolve(null), null],
  ['PGlite', startPglite, null],
  ['a PostgreSQL server', () => Promise.resolve(connectServer()), whyNoServer()],
];
