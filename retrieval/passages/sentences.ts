import { type Block, blocksOf } from '../documents/index.js';
import { fold } from './words/fold.js';
import { isFoldedFunctionWord } from './words/function-words.js';
import type { Span } from '../span.js';

/** After these a full stop never ends a sentence: a name must follow. Folded, without the stop. */
const BEFORE_NAME = new Set('m mm mme mmes mlle mlles mgr dr drs pr prs st ste sts stes cf ibid mr mrs prof messrs capt lt sgt vs viz e.g i.e'.split(' '));

/** Words cut short, or whole words: a number, a Roman figure or a law's letter tells the first from the second. */
const BEFORE_NUMBER = new Set('art arts al ch chap fig figs n no nos num p pp pg par sect t tab tel tome vol vols op'.split(' '));

/** These may also stand at the end of a sentence: it ends when a word that begins sentences follows. */
const MAYBE_LAST = new Set(
  (
    'etc sq suiv a.m p.m am pm inc ltd co corp jr sr cie av.j.-c ap.j.-c j.-c jc janv fevr avr juil sept oct nov dec jan feb aug ' +
    'av ap bd fbg env ed eds coll trad dir dept anc adj adv ref loc ex me mes rev hon gen col cpl gov sen rep pres approx dist mt ft'
  ).split(' '),
);

/** Words that begin sentences, beside the function words. */
const BEGINNERS = new Set(
  'ainsi apres avant cependant certain certaines certains chacun chacune enfin ensuite face finalement lorsque malgre parmi pendant plusieurs quant toutefois toujours tandis however meanwhile moreover then'.split(
    ' ',
  ),
);

/** Longer sentences are cut at a comma or a space: nobody reads them as one, and 512 tokens hold about this many French characters. */
const LONGEST_SENTENCE = 2_000;

/** What may stand before the first full stop of a list item. */
const MARKER = /^\(?(?:\d{1,3}(?:\/\d{1,3})?|[a-zA-Z]|[ivx]{1,4}|[IVX]{1,4})$/u;

/** A sentence's end: its marks, then everything that closes with it. An opening « or “ never belongs to it. */
const END = /(?:[.!?…]+|[。！？؟।]+)(?:\*{2}|_{2})?(?:[\s\u00A0\u202F]?[»›]|[”’)\]"']|\[[^[\]\s]{1,20}\]|[¹²³⁰⁴-⁹]+)*/gu;

/**
 * The sentences of a text, headings and list items included: in order, disjoint, trimmed of white space; together they hold
 * every character that is not white space. UTF-16 offsets.
 */
export function sentences(text: string): Span[] {
  return blocksOf(text).flatMap((block) => sentencesOf(text, block));
}

/** The sentences of one block, which begins and ends with no white space. A line end inside it is a space. */
export function sentencesOf(text: string, block: Pick<Block, 'start' | 'end' | 'interruptions'> & { readonly table?: object | null }): Span[] {
  // A row is read whole.
  if (block.table) return cutLong(text, { start: block.start, end: block.end });
  const found: Span[] = [];
  let start = block.start;
  const body = text.slice(block.start, block.end);
  for (const match of body.matchAll(END)) {
    const mark = block.start + match.index;
    const end = mark + match[0].length;
    // A marker in front, "1." or "A.", is no sentence.
    if (mark - start <= 8 && MARKER.test(text.slice(start, mark))) continue;
    if (block.interruptions.some((inside) => mark >= inside.start && mark <= inside.end)) continue;
    if (!endsSentence(text, block, start, mark, end, match[0])) continue;
    found.push({ start, end });
    start = skipSpace(text, end);
  }
  if (start < block.end) found.push({ start, end: block.end });
  return found.flatMap((sentence) => cutLong(text, sentence));
}

function endsSentence(text: string, block: Span, start: number, mark: number, end: number, marks: string): boolean {
  if (/^[。！？؟।]/u.test(marks)) return true;
  const next = skipSpace(text, end);
  if (next === end) return /^\.[»”")\]]?$/u.test(marks) && isGlued(text, mark, end);
  const following = text.slice(next, Math.min(next + 40, block.end));
  if (!/^(?:[[(](?:…|\.{3})[\])]\s?)?(?:[«“"„‘’'([*_–—-]\s?)*[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u.test(following)) return false;
  const before = text.slice(Math.max(start, mark - 24), mark);
  // "[…]" and "« … » stand for words left out.
  if (/^(?:\.{3}|…)/u.test(marks)) return /[\p{L}\p{N}»”"')\]]\s?$/u.test(before);
  if (!/^\.(?!\.)/u.test(marks)) return true;
  return !isAbbreviation(before, following);
}

/** "fin.Le ministre": the space was lost. Not for "Node.js", "M.Dupont" or addresses. */
function isGlued(text: string, mark: number, end: number): boolean {
  return /(?:\p{Ll}{3}|[)»”"])$/u.test(text.slice(Math.max(0, mark - 3), mark)) && /^\p{Lu}(?:\p{Ll}+|['’]\p{L}+)?[\s,]/u.test(text.slice(end, end + 24));
}

/** Whether the full stop after `before` belongs to a word cut short. */
function isAbbreviation(before: string, following: string): boolean {
  const written = /[\p{L}\p{M}\p{N}.°\-’']*$/u.exec(before)![0].replace(/^(?:[cdjlmnst]|qu)['’]/iu, '');
  const word = fold(written);
  if (BEFORE_NAME.has(word)) return true;
  if (BEFORE_NUMBER.has(word) && /^(?:\p{N}|[IVXLC]+\b|[LRDA][. ]?\s?\d)/u.test(following)) return true;
  if (MAYBE_LAST.has(word)) return !beginsSentence(following);
  // Initials and points inside: J. Dupont, U.S., A.N.S.S.I., J.-C.
  if (/^(?:\p{Lu}|\p{Lu}\p{Ll}?(?:[.-]+\p{Lu}\p{Ll}?)+|(?:\p{L}\.)+\p{L})$/u.test(written)) return !beginsSentence(following);
  return false;
}

/** A word that begins sentences: a function word with a capital (Le, Il, Dans, The…), maybe after an opening quote. */
function beginsSentence(following: string): boolean {
  const found = /^(?:[«“"„‘'([–—-]\s?)*(\p{Lu}[\p{L}\p{M}]*['’]?)(\.?)/u.exec(following);
  // An initial again: T. A. Hall.
  if (!found || (found[1]!.length === 1 && found[2] === '.')) return false;
  const folded = fold(found[1]!).replace(/'$/u, '');
  return isFoldedFunctionWord(folded) || BEGINNERS.has(folded);
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/\s/u.test(text.charAt(at))) at++;
  return at;
}

/** A sentence (trimmed) over the longest length, in pieces of about one size, each cut after a mark or at a space where there is one. */
function cutLong(text: string, sentence: Span): Span[] {
  const pieces: Span[] = [];
  let { start } = sentence;
  while (sentence.end - start > LONGEST_SENTENCE) {
    const left = Math.ceil((sentence.end - start) / LONGEST_SENTENCE);
    const cut = cutNear(text, start, sentence.end, start + Math.floor((sentence.end - start) / left));
    const end = start + text.slice(start, cut).trimEnd().length;
    pieces.push({ start, end });
    start = skipSpace(text, cut);
  }
  pieces.push({ start, end: sentence.end });
  return pieces;
}

/**
 * Where to cut a stretch near an offset: after a mark followed by a space, else before a space, within a third of the way
 * back; else right there, but not inside a surrogate pair. Always inside start…end.
 */
export function cutNear(text: string, start: number, end: number, wanted: number): number {
  const from = Math.max(start + 1, wanted - Math.floor((wanted - start) / 3));
  // One unit more, so that a mark right at the place is seen with the space after it.
  const stretch = text.slice(from, Math.min(wanted + 2, end - 1));
  const mark = Math.max(...[';', ':', ',', '–', '—'].flatMap((sign) => [stretch.lastIndexOf(`${sign} `), stretch.lastIndexOf(`${sign}\n`)]));
  if (mark >= 0) return from + mark + 1;
  const space = /\s(?=\S*$)/u.exec(stretch);
  if (space) return from + space.index;
  const cut = Math.min(Math.max(wanted, start + 1), end - 1);
  const splitsPair = /[\uD800-\uDBFF]/u.test(text[cut - 1]!) && /[\uDC00-\uDFFF]/u.test(text[cut]!);
  return splitsPair ? (cut + 1 < end ? cut + 1 : cut - 1) : cut;
}
