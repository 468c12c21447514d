import { describe, expect, it } from 'vitest';
import { UserError } from '../../../../retrieval/errors.js';
import { parseAddress } from '../../../../retrieval/index/postgres/address.js';
import { asUserError, isPassing } from '../../../../retrieval/index/postgres/errors.js';

describe('errors', () => {
  const address = parseAddress('postgres://anna:s3cret@h/d');
  const told = (error: Error & { code?: string; severity?: string }): Error => asUserError('asking', address, error) as Error;

  it('say what to do, and never the password', () => {
    const refused = told(Object.assign(new Error('password authentication failed: s3cret'), { code: '28P01', severity: 'FATAL' }));
    expect(refused).toBeInstanceOf(UserError);
    expect(refused.message).toBe(
      'asking PostgreSQL at h:5432/d, schema dossier: a user and password that it takes expected, found "password authentication failed: <password>" (28P01); correct them in the address (INDEX)',
    );
    expect(told(Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' })).message).toContain('start it, or correct the address');
    expect(told(Object.assign(new Error('could not extend file'), { code: '53100', severity: 'ERROR' })).message).toContain(
      'make room there; the index stays as it was',
    );
    expect(told(Object.assign(new Error('extension "vector" is not available'), { code: '0A000', severity: 'ERROR' })).message).toContain(
      'install pgvector on the server',
    );
    expect(told(new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })])).message).toContain('a server that answers expected');
  });

  it('of our own are left as they are', () => {
    for (const error of [
      new Error('the model is gone'),
      Object.assign(new Error('no such file'), { code: 'ENOENT' }),
      new UserError('x'),
      new UserError('a timeout of our own'),
    ])
      expect(told(error)).toBe(error);
  });

  it.each([
    ['ENOTFOUND', 'a server that answers', 'start it, or correct the address'],
    ['EAI_AGAIN', 'a server that answers', 'start it, or correct the address'],
    ['EHOSTUNREACH', 'a server that answers', 'start it, or correct the address'],
    ['ENETUNREACH', 'a server that answers', 'start it, or correct the address'],
    ['ETIMEDOUT', 'a server that answers', 'start it, or correct the address'],
    ['28000', 'a user and password that it takes', 'correct them in the address'],
    ['3D000', 'a database of that name', 'make it (createdb), or correct the address'],
    ['42501', 'the permission for it', 'let an administrator run GRANT CREATE ON DATABASE … TO … (and CREATE EXTENSION vector), or name a user who may'],
    ['58P01', 'the extension pgvector 0.8 or newer', 'install pgvector on the server'],
    ['58030', 'room on its disk', 'make room there; the index stays as it was'],
    ['53200', 'enough memory', 'give the server more; the index stays as it was'],
    ['53300', 'a free connection', 'raise max_connections, or run fewer programs on it'],
    ['25006', 'a server that can be written', 'name the primary in INDEX, and replicas in INDEX_READ'],
    ['42P01', 'the tables of a dossier', 'run "npm run index" once with this address in INDEX'],
    ['3F000', 'the tables of a dossier', 'run "npm run index" once with this address in INDEX'],
    ['42703', 'the tables of a dossier', 'run "npm run index" once with this address in INDEX'],
    ['XX000', 'an answer', 'see the server’s log'],
    ['128P01', 'an answer', 'see the server’s log'],
    ['ECONNRESET', 'an answer', 'see the server’s log'],
  ])('of code %s say that %s was expected', (code, expected, remedy) => {
    const error = Object.assign(new Error('what it said'), code.startsWith('E') ? { code } : { code, severity: 'ERROR' });
    expect(told(error).message).toBe(`asking PostgreSQL at h:5432/d, schema dossier: ${expected} expected, found "what it said" (${code}); ${remedy} (INDEX)`);
  });

  it('without a code, or without words, say what there is', () => {
    const said = (found: string, expected = 'an answer', remedy = 'see the server’s log'): string =>
      `asking PostgreSQL at h:5432/d, schema dossier: ${expected} expected, found ${found}; ${remedy} (INDEX)`;
    expect(told(new Error('Connection terminated unexpectedly')).message).toBe(said('"Connection terminated unexpectedly"'));
    expect(told(new Error('Query read timeout')).message).toBe(said('"Query read timeout"', 'a server that answers', 'start it, or correct the address'));
    expect(told(Object.assign(new Error(''), { code: 'EPIPE' })).message).toBe(said('EPIPE'));
    const both = new AggregateError([new Error('x'), 'y', Object.assign(new Error(''), { code: 'ENOTFOUND' })]);
    expect(told(both).message).toBe(said('ENOTFOUND', 'a server that answers', 'start it, or correct the address'));
    expect(told(new AggregateError([new Error('x')]))).toBeInstanceOf(AggregateError);
  });

  it('never show the password, as it is written or as it is meant', () => {
    const odd = parseAddress('postgres://anna:s%40cret@h/d');
    const { message } = asUserError('asking', odd, Object.assign(new Error('s@cret or s%40cret'), { code: '28P01', severity: 'FATAL' })) as Error;
    expect(message).toContain('found "<password> or <password>" (28P01)');
    const none = parseAddress('postgres://anna@h/d');
    expect((asUserError('asking', none, Object.assign(new Error('no'), { code: '28P01', severity: 'FATAL' })) as Error).message).toContain(
      'found "no" (28P01)',
    );
  });
});

it('the same again may well succeed after a fault of the connection or a conflict, and not otherwise', () => {
  const of = (code: string): Error => Object.assign(new Error('x'), { code });
  const passing = ['08006', '08P01', '57P01', '57P02', '57P03', '40001', '40P01', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNABORTED'];
  for (const code of passing) expect(isPassing(of(code)), code).toBe(true);
  for (const code of ['57P04', '40002', '28P01', 'ECONNREFUSED', 'XECONNRESET', 'EPIPEX', '0800', '108006', '080061', ''])
    expect(isPassing(of(code)), code).toBe(false);
  for (const said of ['Connection terminated', 'Client has encountered a connection error and is not queryable']) expect(isPassing(new Error(said))).toBe(true);
  for (const other of [new Error('after Connection terminated'), new Error('timeout'), 'Connection terminated', null]) expect(isPassing(other)).toBe(false);
});
