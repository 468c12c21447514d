import { blocksOf, type Block } from '../documents/blocks.js';
import { fold } from './fold.js';
import { isFoldedFunctionWord } from './function-words.js';
import type { Span } from './passage.js';

/** After these a full stop never ends a sentence: a name or a number must follow. Folded, without the stop. */
const BEFORE_MORE = new Set(
  (
    'm mm mme mmes mlle mlles me mes mgr dr drs pr prs st ste sts stes art arts al cf vol vols chap fig figs p pp pg n nos no num tel bd av fbg ' +
    'env ed eds coll trad dir dept ibid op ann anc adj adv ref loc tab ex sect par fasc bull jurisp req ' +
    'mr mrs ms prof rev hon gen col capt lt sgt cpl gov sen rep pres messrs vs viz approx dept dist mt ft nr'
  ).split(' '),
);

/** These may also stand at the end of a sentence: it ends when a word that begins sentences follows. */
const MAYBE_LAST = new Set('etc sq suiv i.e e.g a.m p.m am pm inc ltd co corp jr sr cie av.j.-c ap.j.-c j.-c jc janv fevr avr juil sept oct nov dec jan feb aug'.split(' '));

/** Longer sentences are cut at a comma or a space: nobody reads them as one, and 512 tokens hold about this many French characters. */
const LONGEST_SENTENCE = 2_000;

/** A sentence's end: its marks, then everything that closes with it. An opening « or “ never belongs to it. */
const END =
  /(?:[.!?…]+|[。！？؟।]+)(?:\*{2}|_{2})?(?:[\s\u00A0\u202F]?[»›]|[”’)\]"']|\[[^[\]\s]{1,20}\]|[¹²³⁰⁴-⁹]+)*/gu;

/**
 * The sentences of a text, headings and list items included: in order, disjoint, trimmed of white space; together they hold
 * every character that is not white space. UTF-16 offsets.
 */
export function sentences(text: string): Span[] {
  return blocksOf(text).flatMap((block) => sentencesOf(text, block));
}

/** The sentences of one block. A line end inside it is a space. */
export function sentencesOf(text: string, block: Pick<Block, 'start' | 'end' | 'interruptions'> & { readonly item?: string | null; readonly table?: object | null }): Span[] {
  // A row is read whole.
  if (block.table) return cutLong(text, { start: block.start, end: block.end });
  const found: Span[] = [];
  let start = block.start;
  const body = text.slice(block.start, block.end);
  const firstEnd = block.start + (block.item?.length ?? 0);
  for (const match of body.matchAll(END)) {
    const mark = block.start + match.index;
    const end = mark + match[0].length;
    // The marker of a list item, "1." or "A.", is no sentence.
    if (end <= firstEnd || end >= block.end) continue;
    if (block.interruptions.some((inside) => mark >= inside.start && mark <= inside.end)) continue;
    if (!endsSentence(text, block, start, mark, end, match[0])) continue;
    found.push({ start, end });
    start = skipSpace(text, end, block.end);
  }
  if (start < block.end) found.push({ start, end: block.end });
  return found.flatMap((sentence) => cutLong(text, sentence));
}

function endsSentence(text: string, block: Span, start: number, mark: number, end: number, marks: string): boolean {
  if (/^[。！？؟।]/u.test(marks)) return true;
  const next = skipSpace(text, end, block.end);
  if (next === end) return marks === '.' && isGlued(text, mark);
  const following = text.slice(next, Math.min(next + 40, block.end));
  if (!/^(?:[«“"„‘’'([*_–—-]\s?)*[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u.test(following)) return false;
  if (marks[0] !== '.' || marks.startsWith('..')) return !/^[.…]+$/u.test(marks) || beginsSentence(following);
  if (marks.startsWith('.)') && /\([^()]{0,20}$/u.test(text.slice(Math.max(start, mark - 21), mark))) return beginsSentence(following);
  return !isAbbreviation(text.slice(Math.max(start, mark - 24), mark), following);
}

/** "fin.Le ministre": the space was lost. Not for "Node.js", "M.Dupont" or addresses. */
function isGlued(text: string, mark: number): boolean {
  return /\p{Ll}{3}$/u.test(text.slice(Math.max(0, mark - 3), mark)) && /^\p{Lu}(?:\p{Ll}+|['’]\p{L}+)?[\s,]/u.test(text.slice(mark + 1, mark + 25));
}

/** Whether the full stop after `before` belongs to a word cut short. */
function isAbbreviation(before: string, following: string): boolean {
  const written = /[\p{L}\p{M}\p{N}.°\-’']+$/u.exec(before)?.[0] ?? '';
  const word = fold(written).replace(/^(?:[cdjlmnst]|qu)'/u, '');
  if (word === '') return false;
  if (BEFORE_MORE.has(word)) return !(word.length === 1 && word !== 'm' && word !== 'p' && word !== 'n') && !(/^(?:no|par|av|mes|ex|dir|ed|ref|co|col)$/u.test(word) && !/^[\p{N}\p{Lu}]/u.test(following)) && !endsAnyway(word, written, following);
  if (MAYBE_LAST.has(word)) return !beginsSentence(following);
  // Initials and points inside: J. Dupont, U.S., A.N.S.S.I., J.-C.
  if (/^(?:\p{Lu}|\p{Lu}\p{Ll}?(?:[.-]+\p{Lu}\p{Ll}?)+|(?:\p{L}\.)+\p{L})$/u.test(written)) return !beginsSentence(following);
  return false;
}

/** Words that are also plain words: they end a sentence when a word that begins sentences follows. */
function endsAnyway(word: string, written: string, following: string): boolean {
  if (!/^(?:me|mes|no|par|av|ex|dir|ed|tab|al|gen|rep|mt|ft|col|sect|anc|op|adv|dist)$/u.test(word)) return false;
  return /^\p{Ll}/u.test(written) && beginsSentence(following);
}

/** A word that begins sentences: a function word with a capital (Le, Il, Dans, The…), maybe after an opening quote. */
function beginsSentence(following: string): boolean {
  const word = /^(?:[«“"„‘'([–—-]\s?)*(\p{Lu}[\p{L}\p{M}]*['’]?)/u.exec(following)?.[1];
  if (word === undefined) return false;
  const folded = fold(word).replace(/'$/u, '');
  return (folded.length > 1 || word.length > 1 || /^[AÀÂYI]$/u.test(word)) && isFoldedFunctionWord(folded);
}

function skipSpace(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && /\s/u.test(text[at]!)) at++;
  return at;
}

/** A sentence over the longest length, in pieces of about one size, each cut after a mark or at a space where there is one. */
function cutLong(text: string, sentence: Span): Span[] {
  const pieces: Span[] = [];
  let { start } = sentence;
  let left = Math.ceil((sentence.end - start) / LONGEST_SENTENCE);
  for (; left > 1; left--) {
    const cut = cutNear(text, start, sentence.end, start + Math.floor((sentence.end - start) / left));
    const end = start + text.slice(start, cut).trimEnd().length;
    if (end > start) pieces.push({ start, end });
    start = skipSpace(text, cut, sentence.end);
  }
  if (start < sentence.end) pieces.push({ start, end: sentence.end });
  return pieces;
}

/**
 * Where to cut a stretch near an offset: after a mark followed by a space, else before a space, within a third of the way
 * back; else right there, but not inside a surrogate pair. Always inside start…end.
 */
export function cutNear(text: string, start: number, end: number, wanted: number): number {
  const from = Math.max(start + 1, wanted - Math.floor((wanted - start) / 3));
  const stretch = text.slice(from, wanted);
  const mark = Math.max(...[';', ':', ',', '–', '—'].flatMap((sign) => [stretch.lastIndexOf(`${sign} `), stretch.lastIndexOf(`${sign}\n`)]));
  if (mark >= 0) return from + mark + 1;
  const space = /\s(?=\S*$)/u.exec(stretch);
  if (space) return from + space.index;
  const cut = Math.min(Math.max(wanted, start + 1), end - 1);
  const splitsPair = /[\uD800-\uDBFF]/u.test(text[cut - 1]!) && /[\uDC00-\uDFFF]/u.test(text[cut]!);
  return splitsPair ? (cut + 1 < end ? cut + 1 : cut - 1) : cut;
}
