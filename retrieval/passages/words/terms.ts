import { monthName, MONTHS } from '../../calendar.js';
import { fold } from './fold.js';
import { isFoldedFunctionWord } from './function-words.js';
import { numberTerm } from './numbers.js';
import type { Span } from '../../span.js';
import { endOfPlainWord, nextStart } from './plain-words.js';
import { stem } from './stem.js';
import { TOKEN } from './token.js';
import { clipped, wordOf } from './word.js';

export type TermKind = 'word' | 'number' | 'date' | 'reference' | 'acronym';

/** What words search compares: one form for all ways of writing a word, and where it stands. */
export interface Term extends Span {
  /** Folded and stemmed. */
  readonly term: string;
  readonly kind: TermKind;
}

/** What stands between the articles of a list, five characters at most. */
const LIST_LINK = /^\s?(?:,|à|et|ou|to|and|or)\s$/u;
const LONGEST_LINK = 5;
const UNIT = /[\p{L}\p{N}\p{M}\u00AD\u200B-\u200D\u2060]+/gu;

/** Pronouns hung on a verb by a hyphen (dit-il, a-t-on): the whole is no compound. */
const HUNG = new Set('t il elle ils elles on je tu nous vous ce le la les y en moi toi lui leur ci eux'.split(' '));

/** Acronyms that are also function words; other function words in capitals are no acronyms. */
const ENGLISH_ACRONYMS = new Set(['us', 'it']);

/**
 * The terms of a text, in order: for documents and questions alike. `text.slice(start, end)` is how the term is written
 * there. A compound gives its whole (hyphens taken out) and its parts; an article of law or a date gives itself and its
 * parts. Function words are kept: see `contentTerms`.
 */
export function terms(text: string): Term[] {
  const found: Term[] = [];
  // Where the last article of "articles 222-34 à 222-40 et 222-43" ended.
  let listed = Number.NEGATIVE_INFINITY;
  for (let at = nextStart(text, 0); at < text.length; at = nextStart(text, at)) {
    const plain = endOfPlainWord(text, at);
    if (plain > at) {
      addSimple(found, text, { part: text.slice(at, plain), start: at, end: plain });
      at = plain;
      continue;
    }
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) break;
    const groups = match.groups as Record<string, string | undefined>;
    const start = match.index;
    const end = (at = start + match[0].length);
    if (groups['elision'] !== undefined) found.push({ term: elided(groups['elision']), start, end: end - 1, kind: 'word' });
    else if (groups['word'] !== undefined) addWord(found, text, start, groups['word']);
    else if (groups['number'] !== undefined && start - listed <= LONGEST_LINK && LIST_LINK.test(text.slice(listed, start))) {
      addReference(found, groups['number'], start, end);
      listed = end;
    } else if (groups['number'] !== undefined) addNumber(found, groups['number'], start, end);
    else if (groups['reference'] !== undefined) {
      addReference(found, groups['article']!, start, end);
      if (/^art\S*s/iu.test(match[0])) listed = end;
    } else if (groups['code'] !== undefined) addReference(found, groups['code'], start, end);
    else if (groups['acronym'] !== undefined) found.push({ term: stem(fold(groups['acronym'].replaceAll('.', ''))), start, end, kind: 'acronym' });
    else addDate(found, text, match, groups);
  }
  return found;
}

/** The terms that carry a subject: all but function words. Acronyms such as US and IT stay. */
export function contentTerms(text: string): Term[] {
  return carryingSubject(text, terms(text));
}

/** Of a text's terms, the same. */
export function carryingSubject(text: string, all: readonly Term[]): Term[] {
  return all.filter((term) => carriesSubject(text, term));
}

function carriesSubject(text: string, { term, kind, start, end }: Term): boolean {
  if (kind !== 'word' && kind !== 'acronym') return true;
  if (term === 'l') return false;
  const { folded, isFunctionWord } = wordOf(text.slice(start, end));
  return !isFunctionWord || (kind === 'acronym' && ENGLISH_ACRONYMS.has(folded));
}

function elided(written: string): string {
  return /[I1|]/u.test(written) ? 'l' : fold(written);
}

function addWord(found: Term[], text: string, start: number, written: string): void {
  const parts = [...written.matchAll(UNIT)].map(({ 0: part, index }) => ({ part, start: start + index, end: start + index + part.length }));
  let kept = parts;
  // Darmanin's, don't.
  if (kept.length > 1 && /^(?:s|t|ll|re|ve|d|m)$/iu.test(kept.at(-1)!.part) && !/[-‐‑]/u.test(text[kept.at(-2)!.end]!)) kept = kept.slice(0, -1);
  // dit-il, a-t-on: the pronouns stand after the word, not in it.
  let word = kept;
  while (word.length > 1 && HUNG.has(fold(word.at(-1)!.part))) word = word.slice(0, -1);
  addCompound(found, text, word);
  for (const pronoun of kept.slice(word.length)) addSimple(found, text, pronoun);
}

interface WordPart extends Span {
  readonly part: string;
}

function addCompound(found: Term[], text: string, parts: readonly WordPart[]): void {
  if (parts.length > 1) {
    const [start, end] = [parts[0]!.start, parts.at(-1)!.end];
    const hyphens = /[-‐‑]/u.test(text.slice(start, end));
    // au-delà, peut-être: nothing that a whole would add.
    const subjects = parts.filter(({ part }) => !isFoldedFunctionWord(fold(part))).length;
    const whole = clipped(fold(parts.map(({ part }) => part).join('')));
    if (whole.trim() !== '' && (!hyphens || subjects > 1)) found.push({ term: stem(whole), start, end, kind: 'word' });
    // aujourd'hui and prud'hommes are one word: only hyphens make parts that are words.
    if (!hyphens) return;
  }
  for (const part of parts) addSimple(found, text, part);
}

function addSimple(found: Term[], text: string, { part, start, end }: WordPart): void {
  const { ordinal, term, mayBeAcronym } = wordOf(part);
  if (ordinal !== null) found.push({ term: ordinal, start, end, kind: 'number' });
  // Some Arabic ligatures of marks alone count as letters and fold to a space.
  else if (term !== null) found.push({ term, start, end, kind: mayBeAcronym && isAcronym(text, start, end) ? 'acronym' : 'word' });
}

/** Whether a word of capitals stands among words that are not all capitals. */
function isAcronym(text: string, start: number, end: number): boolean {
  const before = /(\p{L}+)\P{L}{1,3}$/u.exec(text.slice(Math.max(0, start - 24), start))?.[1];
  const after = /^\P{L}{1,3}(\p{L}+)/u.exec(text.slice(end, end + 24))?.[1];
  return ![before, after].some((word) => word !== undefined && word.length > 1 && !/\p{Ll}/u.test(word));
}

function addNumber(found: Term[], written: string, start: number, end: number): void {
  found.push({ term: clipped(numberTerm(written)), start, end, kind: 'number' });
  if (/[-‑–]/u.test(written)) addParts(found, written, start);
}

function addReference(found: Term[], article: string, start: number, end: number): void {
  const number = fold(article).replaceAll(/[. *]/gu, '');
  found.push({ term: `art.${number}`, start, end, kind: 'reference' });
  const from = end - article.length;
  const digits = /\d.*/su.exec(article)!;
  found.push({ term: numberTerm(digits[0]), start: from + digits.index, end, kind: 'number' });
}

function addParts(found: Term[], written: string, start: number): void {
  for (const { 0: digits, index } of written.matchAll(/\d+/gu)) {
    found.push({ term: clipped(numberTerm(digits)), start: start + index, end: start + index + digits.length, kind: 'number' });
  }
}

/** A date, then its day, its month by its French name and its year, each where it stands. Not a date after all: its words. */
function addDate(found: Term[], text: string, match: RegExpExecArray, groups: Record<string, string | undefined>): void {
  const start = match.index;
  const whole = match[0];
  const written = { day: pick(groups, 'day'), month: pick(groups, 'month'), year: pick(groups, 'year') };
  const month = /^\d/u.test(written.month) ? Number(written.month) : (MONTHS.get(fold(written.month)) ?? 0);
  const day = Number(written.day);
  if (month < 1 || month > 12 || day < 1 || day > 31) {
    for (const { 0: part, index } of whole.matchAll(UNIT)) {
      const at = start + index;
      if (/^\d/u.test(part)) found.push({ term: numberTerm(/^\d+/u.exec(part)![0]), start: at, end: at + part.length, kind: 'number' });
      else addSimple(found, text, { part, start: at, end: at + part.length });
    }
    return;
  }
  const date = `${written.year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  found.push({ term: date, start, end: start + whole.length, kind: 'date' });
  // The parts in the order in which they stand.
  let from = 0;
  const order = whole.startsWith(written.year)
    ? (['year', 'month', 'day'] as const)
    : whole.startsWith(written.day)
      ? (['day', 'month', 'year'] as const)
      : (['month', 'day', 'year'] as const);
  for (const name of order) {
    const part = written[name];
    const at = whole.indexOf(part, from);
    from = at + part.length;
    const term = name === 'month' ? stem(monthName(month)) : numberTerm(part);
    found.push({ term, start: start + at, end: start + from, kind: name === 'month' ? 'date' : 'number' });
  }
}

function pick(groups: Record<string, string | undefined>, name: string): string {
  return groups[`${name}1`] ?? groups[`${name}2`] ?? groups[`${name}3`] ?? groups[`${name}4`]!;
}
