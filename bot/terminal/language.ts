/** The languages of the interface. */
export type Language = 'fr' | 'en';

// The commonest words that only one of the two has; `on`, `a`, `or`, `an`, `me` and `as` are words of both.
const FRENCH = new Set(
  `au aux avec c ce ces cette combien comment d dans de des du elle elles en est et eu il ils j je l la le les leur leurs lui mais n ne nous
  où ou par pas plus pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa se ses si son sont sur tu un une vous y été`.split(/\s+/u),
);
const ENGLISH = new Set(
  `about and any are at be been by did do does for from get had has have he her his how i in is it its many much my of she should that the
  their them there these they this those to was we were what when where which who whom whose why will with would you your`.split(/\s+/u),
);

/** The language of a question, by its commonest words; French when they do not tell, since most dossiers are. */
export function languageOf(question: string): Language {
  const words = question.toLowerCase().match(/\p{L}+/gu) ?? [];
  const count = (known: ReadonlySet<string>) => words.filter((word) => known.has(word)).length;
  return count(ENGLISH) > count(FRENCH) ? 'en' : 'fr';
}
