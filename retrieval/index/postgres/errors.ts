import { UserError } from '../../errors.js';
import { StaleIndexError } from '../errors.js';
import type { Address } from './address.js';

/** A fault of the connection or a conflict with another: the same again may well succeed. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  return (
    /^(?:08...|57P0[1-3]|40001|40P01|ECONNRESET|EPIPE|ETIMEDOUT|ECONNABORTED)$/u.test(code) ||
    /^(?:Connection terminated|Client has encountered a connection error)/u.test(error.message)
  );
}

/** Codes of the system for what goes wrong between us and a server. */
const NETWORK = /^(?:E(?:CONNREFUSED|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH|TIMEDOUT|CONNRESET|PIPE))$/u;

interface Remedy {
  readonly expected: string;
  readonly remedy: string;
}

/** What PostgreSQL and the network say most (https://www.postgresql.org/docs/current/errcodes-appendix.html), and what to do. */
const REMEDIES: readonly (readonly [RegExp, Remedy])[] = [
  [
    /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|timeout)$/u,
    { expected: 'a server that answers', remedy: 'start it, or correct the address' },
  ],
  [/^(?:28...)$/u, { expected: 'a user and password that it takes', remedy: 'correct them in the address' }],
  [/^3D000$/u, { expected: 'a database of that name', remedy: 'make it (createdb), or correct the address' }],
  [
    /^(?:42501)$/u,
    {
      expected: 'the permission for it',
      remedy: 'let an administrator run GRANT CREATE ON DATABASE … TO … (and CREATE EXTENSION vector), or name a user who may',
    },
  ],
  [/^(?:0A000|58P01)$/u, { expected: 'the extension pgvector 0.8 or newer', remedy: 'install pgvector on the server' }],
  [/^(?:53100|58030)$/u, { expected: 'room on its disk', remedy: 'make room there; the index stays as it was' }],
  [/^53200$/u, { expected: 'enough memory', remedy: 'give the server more; the index stays as it was' }],
  [/^53300$/u, { expected: 'a free connection', remedy: 'raise max_connections, or run fewer programs on it' }],
  [/^25006$/u, { expected: 'a server that can be written', remedy: 'name the primary in INDEX, and replicas in INDEX_READ' }],
  [/^(?:42P01|3F000|42703)$/u, { expected: 'the tables of a dossier', remedy: 'run "npm run index" once with this address in INDEX' }],
];

/** An error of the server or the network in words, without the password; any other as it is. */
export function asUserError(doing: string, address: Address, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof UserError || error instanceof StaleIndexError) return error;
  const code = codeOf(error);
  // Errors of the server have a severity; whatever else failed meanwhile (the model, a disk of ours) is not the server's.
  if (!('severity' in error) && code !== 'timeout' && !NETWORK.test(code) && !isPassing(error)) return error;
  const known = REMEDIES.find(([pattern]) => pattern.test(code))?.[1];
  const expected = known?.expected ?? 'an answer';
  const remedy = known?.remedy ?? 'see the server’s log';
  const said = error.message === '' ? code : `"${withoutPassword(error.message, address)}"${code === '' || code === 'timeout' ? '' : ` (${code})`}`;
  return new UserError(`${doing} PostgreSQL at ${address.shown}: ${expected} expected, found ${said}; ${remedy} (${address.setting})`);
}

/** SQLSTATE, the system's code, `timeout`, or an empty text when the error is none of the server's or the network's. */
function codeOf(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code;
  // Several addresses of one name were tried.
  if (error instanceof AggregateError) return error.errors.map((one: unknown) => (one instanceof Error ? codeOf(one) : '')).find((code) => code !== '') ?? '';
  return /timeout/iu.test(error.message) ? 'timeout' : '';
}

function withoutPassword(text: string, { url }: Address): string {
  const { password } = new URL(url);
  return [password, decodeURIComponent(password)].filter((secret) => secret !== '').reduce((said, secret) => said.replaceAll(secret, '<password>'), text);
}
