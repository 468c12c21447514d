import { UserError } from '../../errors.js';
import { isServer } from '../index-place.js';

/** Where a dossier lies in a PostgreSQL server. */
export interface Address {
  /** The setting it came from, for errors. */
  readonly setting: string;
  /** As `pg` takes it; holds the password, so it goes nowhere else. */
  readonly url: string;
  /** The schema that holds the dossier's tables, one dossier each. */
  readonly schema: string;
  /** Connections that a process holds at most. */
  readonly connections: number;
  /** `host:port/database, schema NAME`, for errors and logs: without user and password. */
  readonly shown: string;
}

/** The schema when the address names none. */
export const DEFAULT_SCHEMA = 'dossier';

/** Connections when the address says nothing of them: a question uses one or two at a time. */
const CONNECTIONS = 6;

/**
 * Takes `postgres://USER:PASSWORD@HOST:PORT/DATABASE?schema=NAME&connections=N` apart; what else stands after the question mark
 * (`sslmode`…) is left to `pg`.
 * @throws {UserError} which never shows the address, since it may hold a password.
 */
export function parseAddress(place: string, setting = 'INDEX'): Address {
  const wrong = (expected: string, found: string): UserError =>
    new UserError(
      `reading ${setting}: ${expected} expected, found ${found}; write postgres://USER:PASSWORD@HOST:PORT/DATABASE?schema=NAME, with % signs for odd characters in the password`,
    );
  let url: URL;
  try {
    if (!isServer(place)) throw new Error();
    url = new URL(place);
    for (const part of [url.username, url.password, url.pathname]) decodeURIComponent(part);
  } catch {
    throw wrong('the address of a PostgreSQL database', `a text of ${place.length} characters that is none`);
  }
  const schema = url.searchParams.get('schema') ?? DEFAULT_SCHEMA;
  if (!/^[a-z_][a-z0-9_]{0,47}$/u.test(schema) || schema.startsWith('pg_'))
    throw wrong('a schema of 1 to 48 small letters, digits or _ that does not begin with pg_', JSON.stringify(schema.slice(0, 60)));
  const connections = url.searchParams.get('connections') ?? String(CONNECTIONS);
  if (!/^[1-9]\d{0,2}$/u.test(connections)) throw wrong('connections from 1 to 999', JSON.stringify(connections.slice(0, 60)));
  for (const ours of ['schema', 'connections']) url.searchParams.delete(ours);
  const host = url.searchParams.get('host') ?? (url.hostname === '' ? 'localhost' : url.hostname);
  const database = decodeURIComponent(url.pathname.slice(1)) || decodeURIComponent(url.username) || 'its default database';
  return {
    setting,
    url: url.href,
    schema,
    connections: Number(connections),
    shown: `${host}:${url.port === '' ? 5432 : url.port}/${database}, schema ${schema}`,
  };
}
