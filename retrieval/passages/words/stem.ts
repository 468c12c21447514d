import { stemmer as englishStemmer } from '@orama/stemmers/english';
import { stemmer as frenchStemmer } from '@orama/stemmers/french';

/**
 * Endings that are English and hardly ever French: the word goes through the English stemmer first. A word is stemmed by
 * its form alone, so that a question of three words and a document in two languages need no language found.
 */
const ENGLISH_ENDING = /(?:[^aeiou]ing|[aeiou]ing|ings|[^aeiou]ed|[aeiou][^aeiou]+ed|ied|ness|[^aeiou]y|[bcdfghklmnpqrstvwxz]ies)$/u;

/** The present of the third person plural (arrêtent, mangent), which Snowball keeps; nouns in -ment, -ance and -ence are not met by it. */
const THIRD_PERSON = /(?<=.{3}(?:ss|[dglrstv]|qu|ch|nn|mm|pp|gn))ent$/u;

/** Shorter words are left alone: stemming makes them meet by chance. */
const SHORTEST = 4;

/** Shorter stems say nothing of their word. */
const SHORTEST_STEM = 3;

/** Stems by word: texts repeat their words, and a stemmer costs a microsecond or more. Emptied when full. */
const known = new Map<string, string>();
const MOST_KNOWN = 25_000;

/**
 * The stem of a folded word (Snowball's French stemmer, after its English one where the ending is English).
 * Accents are gone by then, so that a question typed without any has the same stems; the endings that Snowball knows by
 * their accent (-ées, -èrent) get it back first, and plurals and verbs that it does not know are brought to their plain form.
 */
export function stem(word: string): string {
  if (word.length < SHORTEST) return word;
  const found = known.get(word);
  if (found !== undefined) return found;
  const made = stemWord(word);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(word, made);
  return made;
}

function stemWord(word: string): string {
  // Letters only: the stemmers know no digits, and other scripts pass through them unchanged.
  if (!/^[a-z]+$/u.test(word)) return word;
  const english = word.length > 4 && ENGLISH_ENDING.test(word) ? englishStemmer(word) : word;
  const singular = singularOf(english);
  const masculine = singular.replace(/(?<=.{4})ente$/u, 'ent');
  const verb = /erent$/u.test(masculine) ? masculine.replace(/erent$/u, 'èrent') : masculine.replace(THIRD_PERSON, 'e');
  const accented = verb.replace(/ee$/u, 'ée');
  const stemmed = frenchStemmer(accented).normalize('NFD').replaceAll(/\p{M}/gu, '');
  // séance → se, néant → ne: nothing of the word is left.
  return stemmed.length < SHORTEST_STEM ? singular : stemmed;
}

/** Plurals that Snowball leaves: chevaux, lieux, détenus, lois. */
function singularOf(word: string): string {
  if (word === 'travaux') return 'travail';
  if (word.endsWith('aux') && word.length > 4) return word.replace(/(?<=[ey])aux$/u, 'au').replace(/aux$/u, 'al');
  if (/(?:li|j|f|v)eux$/u.test(word)) return word.slice(0, -1);
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}
