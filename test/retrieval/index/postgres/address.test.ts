import { describe, expect, it } from 'vitest';
import { UserError } from '../../../../retrieval/errors.js';
import { DEFAULT_SCHEMA, parseAddress } from '../../../../retrieval/index/postgres/address.js';

describe('an address', () => {
  it('is taken apart, and shown without user and password', () => {
    const address = parseAddress('postgres://anna:s%40cret@db.example:6000/archive?sslmode=verify-full&schema=justice&connections=3');
    expect(address).toMatchObject({ schema: 'justice', connections: 3, shown: 'db.example:6000/archive, schema justice' });
    expect(address.url).toBe('postgres://anna:s%40cret@db.example:6000/archive?sslmode=verify-full');
    expect(parseAddress('postgresql:///archive').shown).toBe(`localhost:5432/archive, schema ${DEFAULT_SCHEMA}`);
  });

  it.each([
    'postgres://anna:s3cret@[',
    'postgres://anna:s3cret%@h/d',
    'mysql://anna:s3cret@h/d',
    'postgres://anna:s3cret@h/d?schema=Drop;',
    'postgres://anna:s3cret@h/d?schema=pg_x',
    'postgres://anna:s3cret@h/d?connections=0',
  ])('is refused without being shown: %s', (address) => {
    expect(() => parseAddress(address)).toThrow(UserError);
    expect(() => parseAddress(address)).not.toThrow('s3cret');
  });
});
