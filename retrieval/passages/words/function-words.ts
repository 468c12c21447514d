import { fold } from './fold.js';

/**
 * Words that carry grammar and no subject, French and English, folded. Short on purpose: on FQuAD and two French FAQs about
 * a hundred did as well for ranking as 690. Question words are listed apart, since a question mark of a kind (how many,
 * when, who) is read from them elsewhere.
 */
const FRENCH =
  'a ai ait as au aucun aucune aussi autre autres aux avaient avait avec avez avoir avons c ca ce cela celle celles celui ces cet cette ceux ' +
  'chez ci comme d dans de des deja depuis doit doivent donc dont du elle elles en encore entre es est et etaient etait etant ete etre eu eux ' +
  'faire fait font furent fut ici il ils j je jusqu jusque l la le les leur leurs lors lorsqu lorsque lui m ma mais me meme memes mes moi mon n ne ni ' +
  'nos notre nous on ont or ou par parce pas peu peut peuvent plus pour pourrait puis puisqu puisque qu que quelqu s sa sans se selon sera seront ses si ' +
  'soit son sont sous sur t ta te tes ton tous tout toute toutes tres tu un une va vers via vos votre vous vont y ' +
  // Run together or misread by a scanner: c'est, j'ai, où read as "ol".
  'cest jai ya ol';
const ENGLISH =
  'about after all also am an and any are as at be been but by can could did do does for from had has have he her his i if in into is it its ' +
  'may might more most my no not of on only or our out over shall she should so some such than that the their them then there these they this those ' +
  'through to under up was we were will with would you your ll ve re isn don doesn didn wasn aren';
const QUESTION =
  'combien comment lequel laquelle lesquels lesquelles ou pourquoi quand quel quelle quelles quels qui quoi est-ce ' +
  'how many much what when where which who whom whose why ' +
  // As typed on a phone.
  'cb qd pk pq pkoi ki koi kel kels kelle';

const questionWords = new Set(QUESTION.split(' '));
const functionWords = new Set([...FRENCH.split(' '), ...ENGLISH.split(' '), ...questionWords]);

/** True for a word without a subject of its own; any case, accents or not. Elided forms (l', qu') count as such words. */
export function isFunctionWord(word: string): boolean {
  return functionWords.has(fold(word).replace(/'$/u, ''));
}

/** True for a word that asks: combien, qui, where… */
export function isQuestionWord(word: string): boolean {
  return questionWords.has(fold(word));
}

/** The same for a word that is folded already. */
export function isFoldedFunctionWord(folded: string): boolean {
  return functionWords.has(folded);
}
