import type { Term } from '../../passages/index.js';
import { figuresIn, overlap, type AnalysedText } from './analysed-text.js';

/** A word between a number and what it counts: "les quatre principaux fournisseurs". */
const WORDS_BETWEEN = 1;

/** Letters from which a word can be what is counted: "des", "sur" are not. */
const SHORTEST_THING = 4;

/** What a question takes as given and a passage must hold for it to be the answer. */
export interface Premise {
  /** Its figures, years and dates, as figures. */
  readonly numbers: readonly string[];
  /** Terms of its proper names. */
  readonly names: readonly string[];
}

/** The numbers and proper names of a question. A capital at the start is no sign of a name. */
export function premiseOf(question: string, words: readonly Term[]): Premise {
  const figures = figuresIn(question, words);
  const firstLetter = question.search(/\p{L}/u);
  const names = words.filter(
    (word) =>
      !figures.some((figure) => overlap(figure, word)) &&
      (word.kind === 'acronym' || (word.start > firstLetter && /^\p{Lu}/u.test(question.slice(word.start, word.end)))),
  );
  return { numbers: [...new Set(figures.map(({ figure }) => figure))], names: [...new Set(names.map(({ term }) => term))] };
}

/** All figures of a text, as figures: "trois", "3" and "3e" are one, and so are "trente et une" and "31". */
export function numbersOf({ figures }: AnalysedText): Set<string> {
  return new Set(figures.map(({ figure }) => figure));
}

/**
 * Whether a passage counts or dates the same thing otherwise: the question says "les quatre fournisseurs", the passage "trois
 * fournisseurs"; the question "le 20 mai 2023", the passage "le 20 mai 2025".
 */
export function contradicts(question: AnalysedText, passage: AnalysedText): boolean {
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
function countsOf({ text, terms: found, figures }: AnalysedText): Map<string, Set<string>> {
  const counts = new Map<string, Set<string>>();
  const add = (thing: string, figure: string): void => {
    const known = counts.get(thing);
    if (known) known.add(figure);
    else counts.set(thing, new Set([figure]));
  };
  for (const { term, kind } of found) {
    if (kind !== 'date') continue;
    const [year = '', month = '', day = ''] = term.split('-');
    add(`year of ${day}/${month}`, year);
    add(`day of ${month}/${year}`, day);
  }
  for (const figure of figures) {
    if (found.some((other) => other.kind === 'date' && overlap(other, figure))) continue;
    let next = found.findIndex(({ start }) => start >= figure.end);
    for (let step = 0; next >= 0 && step <= WORDS_BETWEEN; step++, next++) {
      const thing = found[next];
      if (thing?.kind !== 'word' || thing.term.length < SHORTEST_THING || figures.some((other) => overlap(other, thing))) break;
      if (/[.;:!?]/u.test(text.slice(figure.end, thing.start))) break;
      add(thing.term, figure.figure);
    }
  }
  return counts;
}
