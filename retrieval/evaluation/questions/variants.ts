import { type Chance, seededChance } from '../../chance.js';
import { fnv } from '../../fnv.js';

/** Harder forms of the same questions: cut to keywords, with typing errors, without accents. */
export const VARIANTS = ['short', 'misspelt', 'unaccented'] as const;
export type Variant = (typeof VARIANTS)[number];

/** The same variant of a question every time, whatever stands beside it in the file. Never empty when the question was not. */
export function vary(question: string, variant: Variant): string {
  return FORMS[variant](question);
}

const FORMS: Readonly<Record<Variant, (question: string) => string>> = { short: shorten, misspelt: misspell, unaccented: unaccent };

/** As on a keyboard without accents: marks dropped, œ and æ spelt out, curly apostrophes straight. */
export function unaccent(text: string): string {
  const spelt = text.replace(/[œŒæÆ’]/gu, (sign) => SPELT_OUT[sign]!);
  return spelt.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
}

const SPELT_OUT: Readonly<Record<string, string>> = { œ: 'oe', Œ: 'OE', æ: 'ae', Æ: 'AE', '’': "'" };

/** Words kept of a shortened question: people type two to four into a search box. */
const KEPT_WORDS = 4;

/** The longest content words, in their order, in lower case. */
export function shorten(question: string): string {
  const words = question.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}-]*/gu) ?? [];
  const content = words.map((word, place) => ({ word, place })).filter(({ word }) => word.length > 1 && !FUNCTION_WORDS.has(unaccent(word)));
  const kept = content.sort((a, b) => b.word.length - a.word.length || a.place - b.place).slice(0, KEPT_WORDS);
  if (kept.length === 0) return question;
  return kept
    .sort((a, b) => a.place - b.place)
    .map(({ word }) => word)
    .join(' ');
}

/** Words that ask or join and say nothing of the subject. Not the search's own list: a variant must not move with the code it tests. */
const FUNCTION_WORDS = new Set(
  `au aux avec ce ces cela cette comment combien dans de des du elle elles en est et etait ete eu fait il ils je la le les leur leurs lui
  mais meme ne nous on ont ou par pas pour pourquoi quand que quel quelle quelles quels qui quoi sa se ses son sont sur tu un une vous
  a about an and are at be by did do does for from how in is it its of on or that the their there they this to was were what when where
  which who whose why with`.split(/\s+/u),
);

/** Shortest word that gets a typing error: in shorter ones it makes another word. */
const SHORTEST_MISSPELT = 5;
/** Chance that a long enough word gets one; every question with such a word gets at least one. */
const MISSPELT_SHARE = 0.5;

/** One typing error (letters swapped, left out, doubled, or a neighbour key) in about half of the long words; the first letter stays. */
export function misspell(question: string): string {
  const chance = seededChance(fnv(question));
  const parts = question.split(/([a-zà-öø-ÿœ]+)/iu);
  const long = parts.flatMap((part, index) => (index % 2 === 1 && part.length >= SHORTEST_MISSPELT ? [index] : []));
  const chosen = long.filter(() => chance() < MISSPELT_SHARE);
  if (chosen.length === 0 && long.length > 0) chosen.push(long[Math.floor(chance() * long.length)]!);
  for (const index of chosen) parts[index] = withError(parts[index]!, chance);
  return parts.join('');
}

function withError(word: string, chance: Chance): string {
  const at = 1 + Math.floor(chance() * (word.length - 2));
  const [head, letter, tail] = [word.slice(0, at), word[at]!, word.slice(at + 1)];
  const neighbours = AZERTY_NEIGHBOURS[letter];
  const kind = Math.floor(chance() * 4);
  if (kind === 0 && tail[0] !== letter) return head + tail[0]! + letter + tail.slice(1);
  if (kind === 1) return head + tail;
  if (kind === 2 && neighbours !== undefined) return head + neighbours[Math.floor(chance() * neighbours.length)]! + tail;
  return head + letter + letter + tail;
}

/** Keys left and right on a French keyboard. */
const AZERTY_NEIGHBOURS: Readonly<Record<string, string>> = (() => {
  const neighbours: Record<string, string> = {};
  for (const row of ['azertyuiop', 'qsdfghjklm', 'wxcvbn']) {
    for (let i = 0; i < row.length; i += 1) neighbours[row[i]!] = (row[i - 1] ?? '') + (row[i + 1] ?? '');
  }
  return neighbours;
})();
