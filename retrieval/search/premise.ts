import { fold, terms, type Term } from '../passages/index.js';

/** Number words, French and English, folded and stemmed as `terms` gives them → their figure. */
const FIGURES = new Map(
  (
    [
      ['deux two', 2], ['trois three', 3], ['quatre four', 4], ['cinq five', 5], ['six', 6], ['sept seven', 7], ['huit eight', 8], ['neuf nine', 9], ['dix ten', 10],
      ['onze eleven', 11], ['douze twelve', 12], ['treize thirteen', 13], ['quatorze fourteen', 14], ['quinze fifteen', 15], ['seize sixteen', 16], ['vingt twenty', 20],
      ['trente thirty', 30], ['quarante forty', 40], ['cinquante fifty', 50], ['soixante sixty', 60], ['cent hundred', 100], ['mille thousand', 1000],
    ] as const
  ).flatMap(([words, figure]) => words.split(' ').map((word) => [word, String(figure)] as const)),
);

/** A word between a number and what it counts: "les quatre principaux fournisseurs". */
const WORDS_BETWEEN = 1;

/** What a question takes as given and a passage must hold for it to be the answer. */
export interface Premise {
  /** Its figures, years and dates, as figures. */
  readonly numbers: readonly string[];
  /** Terms of its proper names. */
  readonly names: readonly string[];
}

/** The numbers and proper names of a question. A capital at the start is no sign of a name. */
export function premiseOf(question: string, words: readonly Term[]): Premise {
  const numbers = new Set<string>();
  const names = new Set<string>();
  const firstLetter = question.search(/\p{L}/u);
  for (const { term, kind, start, end } of words) {
    const figure = figureOf({ term, kind, start, end }, question);
    if (figure !== null) numbers.add(figure);
    else if (kind === 'acronym' || (start > firstLetter && /^\p{Lu}/u.test(question.slice(start, end)))) names.add(term);
  }
  return { numbers: [...numbers], names: [...names] };
}

/** All figures of a text, as figures: "trois", "3" and "3e" are one. */
export function numbersOf(text: string): Set<string> {
  return new Set(terms(text).flatMap((term) => figureOf(term, text) ?? []));
}

/**
 * Whether a passage counts or dates the same thing otherwise: the question says "les quatre fournisseurs", the passage "trois
 * fournisseurs"; the question "le 20 mai 2023", the passage "le 20 mai 2025".
 */
export function contradicts(question: string, passage: string): boolean {
  const asked = countsOf(question);
  if (asked.size === 0) return false;
  const held = countsOf(passage);
  for (const [thing, figures] of asked) {
    const others = held.get(thing);
    if (others && ![...figures].some((figure) => others.has(figure))) return true;
  }
  return false;
}

/** For each thing counted or month dated, its figures. */
function countsOf(text: string): Map<string, Set<string>> {
  const counts = new Map<string, Set<string>>();
  const add = (thing: string, figure: string): void => {
    const known = counts.get(thing);
    if (known) known.add(figure);
    else counts.set(thing, new Set([figure]));
  };
  const found = terms(text);
  for (const [index, term] of found.entries()) {
    if (term.kind === 'date') {
      const [year = '', month = '', day = ''] = term.term.split('-');
      add(`year of ${day}/${month}`, year);
      add(`day of ${month}/${year}`, day);
      continue;
    }
    const figure = figureOf(term, text);
    if (figure === null || insideDate(found, term)) continue;
    for (let step = 1; step <= 1 + WORDS_BETWEEN; step++) {
      const thing = found[index + step];
      if (!thing || thing.kind !== 'word' || figureOf(thing, text) !== null || thing.term.length < 4) break;
      if (/[.;:!?]/u.test(text.slice(term.end, thing.start))) break;
      add(thing.term, figure);
    }
  }
  return counts;
}

function insideDate(found: readonly Term[], { start, end }: Term): boolean {
  return found.some((other) => other.kind === 'date' && other.start <= start && end <= other.end);
}

function figureOf({ term, kind, start, end }: Term, text: string): string | null {
  if (kind === 'number') return term;
  if (kind === 'date') return term;
  return kind === 'word' ? (FIGURES.get(fold(text.slice(start, end))) ?? null) : null;
}
