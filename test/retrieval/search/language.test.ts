import { expect, it } from 'vitest';
import { languageOf } from '../../../retrieval/search/language.js';

it.each([
  ['Combien de cellules ont été fouillées ?', 'fr'],
  ['où est-il', 'fr'],
  ['How many cells were searched?', 'en'],
  ['Who is Felix Bingui?', 'en'],
  ['Felix Bingui', null],
  ['', null],
  ['QER 222-37', null],
])('%s: %s', (text, language) => {
  expect(languageOf(text)).toBe(language);
});
