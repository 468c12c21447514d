import type { Span } from '../../span.js';

/**
 * How alike two words are, from nearest to farthest: the same characters; the same but for typography (ligatures, composed accents,
 * soft hyphens, the space inside 5 000); the same but for capitals; the same but for what a scan or a hurried hand does to it
 * (accents lost, rn for m, I for l, ceuvre for œuvre); another word.
 */
export type Likeness = 'same' | 'typographic' | 'capitals' | 'ocr' | 'other';

/** Characters that show nothing: soft hyphen, zero-width spaces and joiners, byte-order mark. */
const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/gu;

/**
 * A word, a figure with its groups and decimals (5 000; 3,5; 1.250,00; a sign before it), or a sign that changes what a figure
 * or a sentence says. `[L]es` is one word: brackets around a letter say that its capital was changed.
 */
const WORD =
  /\[\p{L}\](?:\p{L}[\p{L}\p{M}\p{N}]*|(?=['’]))|(?<![\p{L}\p{M}\p{N}]|\d[.,:])(?:(?<=^|[\s(«"“])[-−])?\d{1,3}(?:[ \u00A0\u202F\u2009]\d{3})+(?:[.,]\d+)?(?![\p{L}\p{N}])|(?:(?<=^|[\s(«"“])[-−])?\d+(?:[.,:]\d+)*(?![\p{L}\p{N}])|[\p{L}\p{N}][\p{L}\p{M}\p{N}\u00AD\u200B-\u200D\u2060\uFEFF]*|[%‰€$£¥§&+=<>×÷±]/gu;

/** Calls `each` for every word of a text, in order: offsets UTF-16, end exclusive. */
export function eachWord(text: string, each: (start: number, end: number) => void): void {
  WORD.lastIndex = 0;
  for (let found = WORD.exec(text); found; found = WORD.exec(text)) each(found.index, found.index + found[0].length);
}

/** The words of a text, in order. */
export function wordSpans(text: string): Span[] {
  const spans: Span[] = [];
  eachWord(text, (start, end) => spans.push({ start, end }));
  return spans;
}

/** A word with its typography levelled; capitals and accents stay. */
export function typographicForm(word: string): string {
  // Almost every word is plain ASCII letters: nothing to do.
  if (/^[A-Za-z0-9]+$/u.test(word)) return word;
  return word
    .replace(INVISIBLE, '')
    .replace(/^\[(\p{L})\]/u, '$1')
    .normalize('NFKC')
    .replace(/œ/gu, 'oe')
    .replace(/Œ/gu, 'OE')
    .replace(/æ/gu, 'ae')
    .replace(/Æ/gu, 'AE')
    .replace(/^−/u, '-')
    .replace(/(?<=\d)\s(?=\d)/gu, '');
}

/** True for figures: 500, 5 000, 2.0, 14:30, -5. No confusion is forgiven in them. */
export function isFigure(word: string): boolean {
  return /^-?\d[\d.,:\s]*$/u.test(word);
}

/**
 * A word as it is compared when noise is forgiven: lower case, no accents, and one form for the characters that scans confuse.
 * Two words with one loose form are `ocr` alike at least. Figures keep every digit.
 */
export function looseForm(word: string): string {
  const levelled = typographicForm(word).toLowerCase();
  if (isFigure(levelled)) return levelled;
  if (levelled === '&') return 'a'; // "cherchent & mobiliser": à read as &.
  const folded = levelled
    .replace(/e([éèêë])/gu, '$1') // "numeériques": an accent read as a letter of its own.
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/oe/gu, 'ce') // œ read as ce: mises en ceuvre.
    .replace(/rn/gu, 'm')
    .replace(/vv/gu, 'w')
    .replace(/[i1|]/gu, 'l')
    .replace(/0/gu, 'o');
  return folded === 'ol' || folded === 'oll' ? 'ou' : folded; // "A I'heure ol": où read as ol.
}

/** How alike two words are, as they stand in their texts. */
export function likeness(one: string, other: string): Likeness {
  if (one === other) return 'same';
  const [a, b] = [typographicForm(one), typographicForm(other)];
  if (a === b) return 'typographic';
  if (a.toLowerCase() === b.toLowerCase()) return 'capitals';
  return looseForm(one) === looseForm(other) ? 'ocr' : 'other';
}

/**
 * What stands between two words, with its typography levelled: white space, marks of emphasis and bullets left out, one form for each of
 * quotation marks, apostrophes, dashes and ellipses.
 */
export function gapForm(gap: string): string {
  if (gap === ' ' || gap === '') return '';
  return gap
    .replace(INVISIBLE, '')
    .replace(/[\s*_•·¬]/gu, '')
    .replace(/[«»“”„‟"″]|''|‘‘|’’/gu, '"')
    .replace(/[’‘‛′´`ʼ]/gu, "'")
    .replace(/[‐‑‒–—―−]/gu, '-')
    .replace(/…/gu, '...');
}

/** French and English words that deny; compared in lower case, apostrophes cut off. */
const NEGATIONS: ReadonlySet<string> = new Set(
  'ne n pas point jamais aucun aucune aucunement nul nulle nullement ni non sans rien personne guère not no never none neither nor without nothing nobody cannot t'.split(
    ' ',
  ),
);

/** Figures written out, French and English: a change of one is a change of figure. */
const NUMERALS: ReadonlySet<string> = new Set(
  `deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante cent cents mille
  million millions milliard milliards premier première second seconde deuxième troisième dizaine douzaine quinzaine vingtaine centaine centaines millier milliers
  two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety hundred thousand billion first third dozen`.split(
    /\s+/u,
  ),
);

/** What a changed word bears on, where it shows: readers look at figures, denials and names first. */
export type Touches = 'figure' | 'negation' | 'name' | null;

/** @param inside true when the word does not open a sentence, so that a capital means a name. */
export function touches(word: string, inside: boolean): Touches {
  const lower = word.toLowerCase();
  if (/\d/u.test(word) || /^[%‰€$£¥+=<>±]$/u.test(word) || NUMERALS.has(lower)) return 'figure';
  if (NEGATIONS.has(lower)) return 'negation';
  return inside && /^\p{Lu}/u.test(word) && word.length > 1 ? 'name' : null;
}
