import { fold, type Term } from '../../passages/index.js';
import type { Chance } from '../../chance.js';

/** How far a figure or a year is moved: enough to be wrong, little enough to be believed. */
const NEAREST = 2;
const FARTHEST = 9;

/**
 * The question with one of its figures or proper names exchanged for another, so that the passage that answered it no longer does.
 * @param words the question's terms.
 * @param held terms of the gold passage, title and heading: only what the passage confirms is exchanged.
 * @param names proper names of other questions, as written.
 * @returns `null` when the question has nothing to exchange.
 */
export function falsePremise(question: string, words: readonly Term[], held: ReadonlySet<string>, names: readonly string[], chance: Chance): string | null {
  const firstLetter = question.search(/\p{L}/u);
  const figures = words.filter(({ kind, term, start, end }) => kind === 'number' && held.has(term) && /^\d+$/u.test(question.slice(start, end)));
  const figure = figures[Math.floor(chance() * figures.length)];
  if (figure) {
    const moved = NEAREST + Math.floor(chance() * (FARTHEST - NEAREST + 1));
    const value = Number(question.slice(figure.start, figure.end));
    return exchanged(question, figure, String(value > moved && chance() < 0.5 ? value - moved : value + moved));
  }
  const proper = words.filter(
    ({ kind, term, start, end }) => kind === 'word' && start > firstLetter && /^\p{Lu}\p{Ll}{2}/u.test(question.slice(start, end)) && held.has(term),
  );
  const name = proper[Math.floor(chance() * proper.length)];
  const other = names[Math.floor(chance() * names.length)];
  if (!name || other === undefined || fold(question).includes(fold(other))) return null;
  return exchanged(question, name, other);
}

/** Proper names of a question: single words with a capital, not the first. */
export function namesOf(question: string, words: readonly Term[]): string[] {
  const firstLetter = question.search(/\p{L}/u);
  return words
    .filter(({ kind, start }) => kind === 'word' && start > firstLetter)
    .map(({ start, end }) => question.slice(start, end))
    .filter((word) => /^\p{Lu}\p{Ll}{3,}$/u.test(word));
}

function exchanged(question: string, { start, end }: Term, other: string): string {
  return question.slice(0, start) + other + question.slice(end);
}
