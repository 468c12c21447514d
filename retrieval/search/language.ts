import { fold } from '../passages/index.js';
import type { Language } from '../language.js';

/** Function words that only one of the two languages has, folded. Words of both (on, a, me, but, sur-name "or") are left out. */
const WORDS: Readonly<Record<Language, ReadonlySet<string>>> = {
  fr: new Set(
    'le la les l un une des du de d et est sont qui que qu quel quelle quels quelles quoi quand ou comment combien pourquoi dans par pour avec sur au aux ce cette ces il elle ils elles ont etait ete ne pas se sa son ses leur y en je tu nous vous mon ton'.split(
      ' ',
    ),
  ),
  en: new Set(
    'the of and is are was were what which who whom whose when where how why many much to in by for with from at this that these those it he she they has have had did do does not his her their its be been can could should would i you we my your'.split(
      ' ',
    ),
  ),
};

/** The language that most function words of a text belong to; `null` when neither has more. */
export function languageOf(text: string): Language | null {
  let balance = 0;
  for (const word of fold(text).match(/[\p{L}]+/gu) ?? []) {
    if (WORDS.fr.has(word)) balance++;
    if (WORDS.en.has(word)) balance--;
  }
  return balance === 0 ? null : balance > 0 ? 'fr' : 'en';
}
