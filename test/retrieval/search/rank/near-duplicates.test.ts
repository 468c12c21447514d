import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../../../embeddings/project-root.js';
import { fold } from '../../../../retrieval/passages/index.js';
import { sayTheSame, wordingOf } from '../../../../retrieval/search/rank/near-duplicates.js';
import { wordHashes } from '../../../../retrieval/search/rank/word-hashes.js';
import { seeded } from '../../../support/seeded.js';

const CAPTION = 'NICOLAS TUCAT / AFP En pleine intensification de la lutte, Darmanin dote les forces de l’ordre de cyberpatrouilles.';

function same(a: string, b: string): boolean {
  return sayTheSame(wordingOf(a), wordingOf(b));
}

it('sees through spaces, case, accents and punctuation', () => {
  expect(same(CAPTION, CAPTION.toUpperCase().replaceAll(' ', '\n'))).toBe(true);
  expect(same(CAPTION, CAPTION.replaceAll('é', 'e').replaceAll(/[,./]/gu, ''))).toBe(true);
});

it('lets one word in forty differ, not the order', () => {
  const words = Array.from({ length: 40 }, (_, at) => `mot${at}`);
  expect(same(words.join(' '), words.with(20, 'autre').join(' '))).toBe(true);
  expect(same(words.join(' '), words.toReversed().join(' '))).toBe(false);
});

it('keeps apart a passage and another that holds it among much else', () => {
  expect(same(CAPTION, `${CAPTION} Et bien d’autres choses encore que nul ne savait avant ce matin-là, ni au ministère ni dans les prisons concernées.`)).toBe(
    false,
  );
});

it('does not call short or empty texts the same', () => {
  expect(same('Voir aussi : Paris', 'Voir aussi : Paris')).toBe(false);
  expect(same('', '')).toBe(false);
  expect(same('…', CAPTION)).toBe(false);
});

/** What "the same" means, in sets of strings. */
function defined(a: string, b: string): boolean {
  const [one, other] = [a, b].map((text) => {
    const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
    const size = Math.min(3, words.length);
    return { words: words.length, pieces: new Set(size === 0 ? [] : words.slice(size - 1).map((_, at) => words.slice(at, at + size).join(' '))) };
  });
  const [short, long] = one!.pieces.size <= other!.pieces.size ? [one!, other!] : [other!, one!];
  if (short.words < 6 || short.pieces.size * 2 < long.pieces.size) return false;
  return [...short.pieces].filter((piece) => long.pieces.has(piece)).length >= 0.85 * short.pieces.size;
}

it('is what it is defined to be, on real texts with words left out and marks changed', () => {
  const folder = join(projectRoot, 'seeds');
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').match(/[^]{1,700}/gu) ?? []);
  const next = seeded(8);
  let alike = 0;
  for (const text of texts) {
    const words = text.split(/\s+/u);
    for (const share of [0.01, 0.03, 0.05, 0.08, 0.3]) {
      const altered = words
        .flatMap((word) => (next() < share ? [] : next() < share ? ['½ cœur', 'e\u0301te\u0301', 'Ωmega'][Math.floor(next() * 3)]! : [word]))
        .join(' ');
      for (const other of [altered, altered.normalize('NFD'), texts[Math.floor(next() * texts.length)]!]) {
        expect(same(text, other)).toBe(defined(text, other));
        if (same(text, other)) alike++;
      }
    }
  }
  expect(alike).toBeGreaterThan(texts.length);
  expect(alike).toBeLessThan(texts.length * 13);
});

it('hashes the words of the folded text, whichever way it goes', () => {
  const words = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const singles = Array.from({ length: 0x2100 }, (_, unit) => String.fromCharCode(unit)).filter((each) => !/[\u0300-\u1fff]/u.test(each));
  const all = [...singles, ...singles.map((each) => `a${each}b`), '½½½', 'L’Œuvre d’art — « naïve »', 'e\u0301té', 'Ωμέγα été', '\ud83d\ude00 a', ''];
  for (const text of all) expect(wordHashes(text)).toEqual(Uint32Array.from(words(text).flatMap((word) => [...wordHashes(word)])));
  const distinct = new Set(all.flatMap(words));
  expect(new Set([...distinct].map((word) => wordHashes(word)[0])).size).toBe(distinct.size);
});
