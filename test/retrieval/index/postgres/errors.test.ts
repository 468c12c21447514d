import { describe, expect, it } from 'vitest';
import { UserError } from '../../../../retrieval/errors.js';
import { parseAddress } from '../../../../retrieval/index/postgres/address.js';
import { asUserError } from '../../../../retrieval/index/postgres/errors.js';

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
    for (const error of [new Error('the model is gone'), Object.assign(new Error('no such file'), { code: 'ENOENT' }), new UserError('x')])
      expect(told(error)).toBe(error);
  });
});
