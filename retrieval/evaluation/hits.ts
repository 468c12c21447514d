import type { Gold } from './questions/questions.js';

/** White space (no-break spaces and line ends too) collapsed to single spaces, none at the ends. */
export function collapse(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** Share of the gold quote's characters that a passage must hold in one run (design.md). */
const NEEDED_SHARE = 0.5;

/** What of a passage a hit depends on. */
export interface Found {
  readonly file: string;
  readonly quote: string;
}

/**
 * Whether a passage is a hit for a gold: it comes from the gold's file and, white space collapsed, holds at least half of
 * the gold quote's characters (UTF-16 units) in one run. Without a quote any passage of the file is one.
 */
export function isHit(passage: Found, gold: Gold): boolean {
  if (passage.file !== gold.file) return false;
  if (gold.quote === undefined) return true;
  const wanted = collapse(gold.quote);
  const held = collapse(passage.quote);
  return held.includes(wanted) || longestCommonRun(wanted, held) >= NEEDED_SHARE * wanted.length;
}

/** For each gold, the rank (from 1) of the first passage that is a hit for it; `null` when there is none. */
export function goldRanks(passages: readonly Found[], golds: readonly Gold[]): (number | null)[] {
  return golds.map((gold) => {
    const index = passages.findIndex((passage) => isHit(passage, gold));
    return index < 0 ? null : index + 1;
  });
}

interface State {
  length: number;
  link: State | null;
  readonly next: Map<number, State>;
}

/**
 * Length, in UTF-16 units, of the longest stretch that both texts hold.
 * A suffix automaton of `a` is walked along `b` (Blumer et al., "The smallest automaton recognizing the subwords of a text",
 * 1985): time grows with the two lengths added, where comparing all pairs of places would multiply them.
 */
export function longestCommonRun(a: string, b: string): number {
  const start = suffixAutomaton(a);
  let state = start;
  let run = 0;
  let longest = 0;
  for (let i = 0; i < b.length; i += 1) {
    const unit = b.charCodeAt(i);
    while (state.link !== null && !state.next.has(unit)) {
      state = state.link;
      run = state.length;
    }
    const following = state.next.get(unit);
    if (following === undefined) continue;
    state = following;
    run += 1;
    longest = Math.max(longest, run);
  }
  return longest;
}

function suffixAutomaton(text: string): State {
  const start: State = { length: 0, link: null, next: new Map() };
  let last = start;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    const added: State = { length: last.length + 1, link: start, next: new Map() };
    let state: State | null = last;
    for (; state !== null && !state.next.has(unit); state = state.link) state.next.set(unit, added);
    if (state !== null) added.link = endOf(state, unit);
    last = added;
  }
  return start;
}

/** Where `state` leads by `unit`, split in two when longer strings than state's own lead there as well. */
function endOf(state: State, unit: number): State {
  const target = state.next.get(unit)!;
  if (target.length === state.length + 1) return target;
  const copy: State = { length: state.length + 1, link: target.link, next: new Map(target.next) };
  target.link = copy;
  for (let from: State | null = state; from !== null && from.next.get(unit) === target; from = from.link) from.next.set(unit, copy);
  return copy;
}
