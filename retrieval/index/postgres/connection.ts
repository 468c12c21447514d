import pg from 'pg';
import { type Address, parseAddress } from './address.js';
import { asUserError, isPassing } from './errors.js';

/** One connection, held by its user. */
export interface Session {
  readonly query: <Row>(text: string, values?: readonly unknown[]) => Promise<Row[]>;
}

/** One connection on which transactions are begun. */
export interface HeldSession extends Session {
  readonly transaction: <T>(work: (session: Session) => Promise<T>) => Promise<T>;
}

/** How long the server may take to let us in, and to answer a question (not to write an index), in milliseconds. */
const CONNECT_MILLISECONDS = 10_000;
const ANSWER_MILLISECONDS = 30_000;

/** Candidates that pgvector looks at for a question, as in the folder store; iterative: more of them until enough are live. */
const SEARCH_SETTINGS = 'set hnsw.ef_search = 400; set hnsw.iterative_scan = relaxed_order';

/** A PostgreSQL database through a pool of connections, which are made when they are needed. Its errors are the user's: see errors.ts. */
export class Database {
  readonly address: Address;
  /** The schema, quoted, to stand before table names. */
  readonly schema: string;
  private readonly pool: pg.Pool;
  private closing: Promise<void> | null = null;

  constructor(place: string, setting = 'INDEX') {
    this.address = parseAddress(place, setting);
    this.schema = `"${this.address.schema}"`;
    this.pool = new pg.Pool({
      connectionString: this.address.url,
      application_name: `dossier-bot ${this.address.schema}`,
      max: this.address.connections,
      connectionTimeoutMillis: CONNECT_MILLISECONDS,
      keepAlive: true,
      allowExitOnIdle: true,
      types: { getTypeParser },
      // The pool waits for what this gives.
      onConnect: prepared,
    });
    // A connection that breaks while idle is replaced at the next query, which tells when it cannot be.
    this.pool.on('error', () => undefined);
  }

  /** Asks once, and once more when the connection was cut: so only what may be done twice. @throws {UserError} */
  async query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const ask = async (): Promise<Row[]> =>
      (await this.pool.query({ text, values: [...values], query_timeout: ANSWER_MILLISECONDS } as pg.QueryConfig)).rows as Row[];
    return this.told('asking', () => twice(ask));
  }

  /** Reads from one state of the database, whatever others write meanwhile. @throws {UserError} */
  async reading<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.told('reading from', () =>
      twice(() => this.withClient((client) => inTransaction(client, 'begin isolation level repeatable read read only', work))),
    );
  }

  /** Holds one connection for as long as `work` takes. @throws {UserError} */
  async holding<T>(doing: string, work: (session: HeldSession) => Promise<T>): Promise<T> {
    return this.told(doing, () => this.withClient((client) => work({ ...sessionOf(client), transaction: (inner) => inTransaction(client, 'begin', inner) })));
  }

  async close(): Promise<void> {
    this.closing ??= this.pool.end();
    await this.closing;
  }

  private async withClient<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    const onError = (error: Error): void => {
      broken = error;
    };
    client.on('error', onError);
    try {
      return await work(client);
    } catch (error) {
      if (isPassing(error)) broken ??= error as Error;
      throw error;
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }

  private async told<T>(doing: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw asUserError(doing, this.address, error);
    }
  }
}

/** Refused only by servers without pgvector 0.8, which the schema asks for. */
const prepared = (client: pg.ClientBase): unknown => client.query(SEARCH_SETTINGS).catch(() => undefined);

async function twice<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isPassing(error)) throw error;
    return work();
  }
}

async function inTransaction<T>(client: pg.PoolClient, begin: string, work: (session: Session) => Promise<T>): Promise<T> {
  await client.query(begin);
  try {
    const result = await work(sessionOf(client));
    await client.query('commit');
    return result;
  } catch (error) {
    // Where the connection is gone the server rolls back by itself.
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

function sessionOf(client: pg.PoolClient): Session {
  return { query: async <Row>(text: string, values: readonly unknown[] = []) => (await client.query(text, [...values])).rows as Row[] };
}

/** PostgreSQL's whole numbers of 64 bits. */
const INT8 = 20;

const parserOf = pg.types.getTypeParser as (type: number, format: 'text') => (value: string) => unknown;

/** Those as numbers (ids stay far below 2⁵³), all else as `pg` reads it. */
function getTypeParser(type: number): (value: string) => unknown {
  return type === INT8 ? Number : parserOf(type, 'text');
}
