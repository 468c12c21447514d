import type { Term, TermKind } from '../../passages/index.js';
import type { Question } from '../question/question.js';
import type { Hit } from '../rank/rank.js';

/** A word of the question, and how the first passage and the others bear it out. */
export interface AskedWord {
  /** Inverse document frequency of its rarest term. */
  readonly rarity: number;
  /** A capital inside the question, or an acronym. */
  readonly isName: boolean;
  /** 0 when the first passage holds the word; else how far its tokens stay below `NEAR` there, 1 at a cosine of 0. */
  readonly missing: number;
  /** Mean best cosine of its tokens in the first passage, the best of the other passages, and their mean. */
  readonly cosine: number;
  readonly bestElsewhere: number;
  readonly meanElsewhere: number;
}

/** A best cosine from which a word counts as said in other words. */
const NEAR = 0.6;

/** Other passages looked at: of the 50 that late interaction compares. */
const OTHERS = 40;

/**
 * The question's words with a subject, a compound and its parts as one; empty when late interaction compared nothing.
 * @param foreign in another language than the passage: then a close spelling ("bread", "break") is no sign of the same word.
 */
export function askedWords({ text, words, terms, rarities, unknown, offsets }: Question, [first, ...others]: readonly Hit[], foreign: boolean): AskedWord[] {
  const best = first?.signals.best ?? null;
  if (!first || best === null) return [];
  const elsewhere = others.flatMap(({ signals }) => (signals.best === null ? [] : [signals.best])).slice(0, OTHERS);
  const rarityOf = new Map(terms.map((term, at) => [term, rarities[at]!]));
  const firstLetter = text.search(/\p{L}/u);
  return spotsOf(words).map(({ start, end, held, kind }): AskedWord => {
    const tokens = [...best.keys()].filter((token) => offsets[2 * token]! < end && start < offsets[2 * token + 1]!);
    const cosineIn = (cosines: Float32Array): number => (tokens.length === 0 ? 0 : tokens.reduce((sum, token) => sum + cosines[token]!, 0) / tokens.length);
    const cosine = cosineIn(best);
    const cosines = elsewhere.map(cosineIn);
    return {
      rarity: Math.max(...held.map((term) => rarityOf.get(term) ?? 0)),
      isName: kind === 'acronym' || (start > firstLetter && /^\p{Lu}/u.test(text.slice(start, end))),
      missing: held.some((term) => first.signals.matched.has(term) && !(foreign && unknown.has(term))) ? 0 : Math.max(0, NEAR - cosine) / NEAR,
      cosine,
      bestElsewhere: cosines.length === 0 ? cosine : Math.max(...cosines),
      meanElsewhere: cosines.length === 0 ? 0 : cosines.reduce((sum, value) => sum + value, 0) / cosines.length,
    };
  });
}

/** Mean of a value over words, each counted by its rarity; `none` for no word. */
export function byRarity(words: readonly AskedWord[], value: (word: AskedWord) => number, none: number): number {
  const all = words.reduce((sum, { rarity }) => sum + rarity, 0);
  return all > 0 ? words.reduce((sum, word) => sum + word.rarity * value(word), 0) / all : none;
}

interface Spot {
  readonly start: number;
  end: number;
  readonly kind: TermKind;
  /** Terms that overlap (a compound and its parts). */
  readonly held: string[];
}

function spotsOf(words: readonly Term[]): Spot[] {
  const spots: Spot[] = [];
  for (const { start, end, term, kind } of words) {
    const last = spots.at(-1);
    if (last && start < last.end) {
      last.end = Math.max(last.end, end);
      last.held.push(term);
    } else spots.push({ start, end, kind, held: [term] });
  }
  return spots;
}
