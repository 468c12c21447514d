import { describe, expect, it } from 'vitest';
import type { Database } from '../../../../retrieval/index/postgres/connection.js';
import { Words } from '../../../../retrieval/index/postgres/words.js';
import { StaleIndexError } from '../../../../retrieval/index/errors.js';

/** A database that holds no posting, remembers which terms it was asked for, and can be cut. */
function emptyDatabase() {
  const asked: (readonly string[])[] = [];
  let fault: Error | null = null;
  const database = {
    schema: '"dossier"',
    async query(_text: string, [terms]: readonly [readonly string[]]) {
      asked.push(terms);
      await Promise.resolve();
      if (fault) throw fault;
      return terms.map((_, at) => ({ at: at + 1, oldest: 1, segment: null, postings: null }));
    },
  } as unknown as Database;
  return { database, asked, fail: (error: Error | null) => (fault = error) };
}

const wordsOf = (database: Database, generation = 1): Words => new Words(database, generation, new Map(), new Uint16Array(0));
/** Too short to be looked for under other spellings. */
const TERMS = ['ab', 'cd'];

describe('postings of a question’s terms', () => {
  it('come over once for rarities and search at the same time, and not again', async () => {
    const { database, asked } = emptyDatabase();
    const words = wordsOf(database);
    await Promise.all([words.rarities(TERMS), words.search(TERMS, 5)]);
    await words.search(['cd', 'ef', 'ef'], 5);
    expect(asked).toEqual([TERMS, ['ef']]);
  });

  it('that failed are asked for again', async () => {
    const { database, asked, fail } = emptyDatabase();
    const words = wordsOf(database);
    fail(new Error('cut'));
    await expect(Promise.all([words.rarities(TERMS), words.search(TERMS, 5)])).rejects.toThrow('cut');
    fail(null);
    expect(await words.search(TERMS, 5)).toEqual({ hits: [], seen: [] });
    expect(asked).toEqual([TERMS, TERMS]);
  });

  it('of a generation that is no longer kept are not “none”', async () => {
    const words = wordsOf(emptyDatabase().database, 0);
    await expect(words.search(TERMS, 5)).rejects.toThrow(StaleIndexError);
    await expect(words.search(TERMS, 5)).rejects.toThrow(StaleIndexError);
  });

  it('of many terms at once are all there, though not all are kept', async () => {
    const { database, asked } = emptyDatabase();
    const words = wordsOf(database);
    const many = Array.from({ length: 200 }, (_, number) => `t${number}`);
    expect(await words.rarities(many)).toHaveLength(200);
    await words.rarities(many.slice(-10));
    await words.rarities(['t0']);
    expect(asked).toEqual([many, ['t0']]);
  });
});
