import { expect, it } from 'vitest';
import { patternsFor } from '../../../../retrieval/index/postgres/like-patterns.js';
import { mostChanges } from '../../../../retrieval/index/words/close-terms.js';
import { seeded } from '../../../support/seeded.js';

const like = (pattern: string): RegExp => new RegExp(`^${pattern.replace(/%/gu, '.*')}$`, 'su');

it('every close spelling fits one of the patterns that the database is asked with', () => {
  const next = seeded(3);
  const letter = (): string => 'abcdefgh'[Math.floor(next() * 8)]!;
  for (let round = 0; round < 5_000; round++) {
    const word = Array.from({ length: 5 + Math.floor(next() * 12) }, letter).join('');
    let other = word;
    for (let change = mostChanges(word); change > 0; change--) {
      const at = Math.floor(next() * (other.length + 1));
      const kind = next();
      other = other.slice(0, at) + (kind < 0.66 ? letter() : '') + other.slice(kind < 0.33 ? at : at + 1);
    }
    expect(
      patternsFor(word).some((pattern) => like(pattern).test(other)),
      `${word} ${other}`,
    ).toBe(true);
  }
});

it('one more piece than letters may change, the pieces the whole word; signs of LIKE stand for themselves', () => {
  expect(patternsFor('chat')).toEqual(['chat']);
  expect(patternsFor('prison')).toEqual(['pri%', '%son']);
  expect(patternsFor('telephones')).toEqual(['tel%', '%eph%', '%ones']);
  expect(patternsFor('ab%_c')).toEqual(['ab%', '%\\%\\_c']);
  expect(patternsFor('a\\bcde')).toEqual(['a\\\\b%', '%cde']);
});
