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

  it('has the usual where it says nothing: this machine, port 5432, the user’s database, six connections', () => {
    expect(parseAddress('postgres:///?x=1')).toMatchObject({ setting: 'INDEX', schema: 'dossier', connections: 6, url: 'postgres:///?x=1' });
    expect(parseAddress('postgres://anna@h').shown).toBe('h:5432/anna, schema dossier');
    expect(parseAddress('postgresql://db.example/').shown).toBe('db.example:5432/its default database, schema dossier');
    expect(parseAddress('postgres://h/d%20d?host=/run/pg').shown).toBe('/run/pg:5432/d d, schema dossier');
    expect(parseAddress('postgres://h/d', 'INDEX_READ').setting).toBe('INDEX_READ');
    expect(parseAddress('postgres://h/d?connections=999').connections).toBe(999);
    expect(parseAddress(`postgres://h/d?schema=_${'a'.repeat(47)}`).schema).toHaveLength(48);
  });

  it('is refused saying what was expected and found', () => {
    const refused = (place: string): string => {
      try {
        parseAddress(place, 'INDEX_READ');
      } catch (error) {
        return (error as Error).message;
      }
      return 'taken';
    };
    const said = (what: string): string =>
      `reading INDEX_READ: ${what}; write postgres://USER:PASSWORD@HOST:PORT/DATABASE?schema=NAME, with % signs for odd characters in the password`;
    expect(refused('mysql://h/d')).toBe(said('the address of a PostgreSQL database expected, found a text of 11 characters that is none'));
    for (const place of ['postgres://u%@h/d', 'postgres://u:%@h/d', 'postgres://h/%']) expect(refused(place)).toContain('that is none');
    const schema = 'a schema of 1 to 48 small letters, digits or _ that does not begin with pg_ expected, found ';
    expect(refused('postgres://h/d?schema=pg_x')).toBe(said(`${schema}"pg_x"`));
    for (const other of ['', '1a', 'a b', 'A', 'a-', 'xA', 'a'.repeat(49)]) expect(refused(`postgres://h/d?schema=${other}`)).toBe(said(`${schema}"${other}"`));
    expect(refused(`postgres://h/d?schema=${'a'.repeat(70)}`)).toBe(said(`${schema}"${'a'.repeat(60)}"`));
    for (const other of ['', '0', '1000', '1x', 'x1', '-1']) {
      expect(refused(`postgres://h/d?connections=${other}`)).toBe(said(`connections from 1 to 999 expected, found "${other}"`));
    }
    expect(refused(`postgres://h/d?connections=${'9'.repeat(70)}`)).toContain(`"${'9'.repeat(60)}"`);
  });
});
