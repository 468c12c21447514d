import { expect, it } from 'vitest';
import { sayTheSame, wordingOf } from '../../../retrieval/search/near-duplicates.js';

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
