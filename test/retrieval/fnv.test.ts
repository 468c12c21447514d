import { expect, it } from 'vitest';
import { fnv } from '../../retrieval/fnv.js';

it('gives the published hashes', () => {
  // The offset basis for "", and for "a" and "foobar".
  expect(['', 'a', 'foobar'].map(fnv)).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
});
