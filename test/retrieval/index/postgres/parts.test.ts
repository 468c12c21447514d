import { describe, expect, it } from 'vitest';
import { UserError } from '../../../../retrieval/index.js';
import { DEFAULT_SCHEMA, parseAddress } from '../../../../retrieval/index/postgres/address.js';
import { asUserError } from '../../../../retrieval/index/postgres/errors.js';
import { decodePostings, encodeSegment } from '../../../../retrieval/index/postgres/postings.js';
import { planSegments } from '../../../../retrieval/index/postgres/segments.js';
import { distanceBetween, mostChanges, patternsFor } from '../../../../retrieval/index/postgres/spelling.js';
import { decodeTokens, encodeTokens } from '../../../../retrieval/index/postgres/tokens.js';
import { vectorOf, vectorText } from '../../../../retrieval/index/postgres/vectors.js';
import type { IndexedDocument } from '../../../../retrieval/index/index.js';

/** Numbers that look random and are the same each time. */
function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

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

describe('postings', () => {
  it('come back as they were, however many passages and times', () => {
    const next = random(7);
    const passages = Array.from({ length: 500 }, () => ({
      text: Array.from({ length: Math.floor(next() * 400) }, () => `t${Math.floor(next() ** 3 * 60)}`),
      heading: next() < 0.3 ? ['t1', 't1', 'h'] : [],
      title: next() < 0.1 ? ['t2'] : [],
    }));
    const { lengths, postings } = encodeSegment(passages);
    const found = new Map<string, [number, number, number][]>();
    for (const [term, bytes] of postings) {
      decodePostings(bytes, (passage, ...counts) => {
        found.set(term, [...(found.get(term) ?? []), counts]);
        expect(counts).toEqual((['text', 'heading', 'title'] as const).map((field) => passages[passage]![field].filter((one) => one === term).length));
      });
    }
    for (const [at, words] of passages.entries()) {
      expect([...lengths.subarray(at * 3, at * 3 + 3)]).toEqual([new Set(words.text).size, new Set(words.heading).size, new Set(words.title).size]);
    }
    for (const [term, list] of found)
      expect(list.length).toBe(passages.filter(({ text, heading, title }) => [...text, ...heading, ...title].includes(term)).length);
    expect(() => {
      decodePostings(Buffer.of(1, 4, 200), () => undefined);
    }).toThrow('cut short');
  });
});

describe('close spellings', () => {
  const like = (pattern: string): RegExp => new RegExp(`^${pattern.replace(/%/gu, '.*')}$`, 'su');

  it('always fit one of the patterns that the database is asked with', () => {
    const next = random(3);
    const letter = (): string => 'abcdefgh'[Math.floor(next() * 8)]!;
    for (let round = 0; round < 5_000; round++) {
      const word = Array.from({ length: 5 + Math.floor(next() * 12) }, letter).join('');
      const most = mostChanges(word);
      let other = word;
      for (let change = 0; change < most; change++) {
        const at = Math.floor(next() * (other.length + 1));
        const kind = next();
        other = other.slice(0, at) + (kind < 0.66 ? letter() : '') + other.slice(kind < 0.33 ? at : at + 1);
      }
      const distance = distanceBetween(word, other, most);
      expect(distance).toBeLessThanOrEqual(most);
      expect(distanceBetween(other, word, most)).toBe(distance);
      expect(
        patternsFor(word).some((pattern) => like(pattern).test(other)),
        `${word} ${other}`,
      ).toBe(true);
    }
  });

  it('are counted by letters, and only of words', () => {
    expect(distanceBetween('prison', 'prisons', 2)).toBe(1);
    expect(distanceBetween('prison', 'maison', 2)).toBe(2);
    expect(distanceBetween('prison', 'maisons', 2)).toBe(3);
    expect([mostChanges('chat'), mostChanges('prison'), mostChanges('telephones'), mostChanges('art.222')]).toEqual([0, 1, 2, 0]);
    expect(patternsFor('ab%_c')).toEqual(['ab%', '%\\%\\_c']);
  });
});

describe('segments', () => {
  const stored = (id: number, passages: number) => ({
    id,
    first: id * 1000,
    document: { passages: Array.from({ length: passages }) } as unknown as IndexedDocument,
  });
  const segment = (id: number, documents: readonly ReturnType<typeof stored>[]) => ({
    id,
    documents: documents.map((one) => [one.id, one.document.passages.length] as const),
    lengths: new Uint16Array(),
  });
  const [a, b, c, d] = [stored(1, 100), stored(2, 3), stored(3, 4), stored(4, 5)];
  const kept = (...documents: readonly ReturnType<typeof stored>[]) => new Map(documents.map((one) => [one.id, one]));

  it('small ones are written together with what comes, large ones stay', () => {
    expect(planSegments([segment(1, [a]), segment(2, [b])], kept(a, b), [c, d])).toEqual({ ended: [2], written: [[c, d, b]] });
    expect(planSegments([segment(1, [a])], kept(a), [c])).toEqual({ ended: [], written: [[c]] });
  });

  it('those of which most is gone are written again without it', () => {
    expect(planSegments([segment(1, [a, d])], kept(d), [])).toEqual({ ended: [1], written: [[d]] });
    expect(planSegments([segment(1, [a])], kept(), [])).toEqual({ ended: [1], written: [] });
    expect(planSegments([segment(1, [a, d])], kept(a), [])).toEqual({ ended: [], written: [] });
  });
});

it('codes and vectors come back from what is written', () => {
  const codes = { codes: Uint8Array.from({ length: 96 }, (_, at) => at * 7), scales: Float32Array.of(0.5, 0.25), starts: Uint16Array.of(3, 65_535) };
  const { codes: bits, scales, starts } = decodeTokens(encodeTokens(codes), 384);
  expect([[...bits], [...scales], [...starts]]).toEqual([[...codes.codes], [...codes.scales], [...codes.starts]]);
  expect(decodeTokens(Buffer.alloc(0), 384).scales).toHaveLength(0);
  expect([...vectorOf(vectorText(Float32Array.of(0.123_456_78, -1e-9, 1)))].map((value) => value.toFixed(6))).toEqual(['0.123457', '0.000000', '1.000000']);
});
