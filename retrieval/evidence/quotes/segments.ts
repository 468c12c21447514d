import type { Candidate } from './find-places.js';

/** A stretch of a quote's words (end exclusive) that one candidate explains best; -1 when none does. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly candidate: number;
}

/**
 * What going over to another place costs, in words of full weight: about four plain words must fit there and not here.
 * Ours, from `npm run evaluate:quotes`: 2 finds joins of half sentences and splits none of the altered quotes.
 */
const SWITCH = 2;
/** What a word costs that no place explains; below a changed word's 1, so that a long foreign stretch is told as such. */
const UNEXPLAINED = 0.6;
/** Shorter segments are noise: three words are found anywhere. */
const SHORTEST = 4;
/** What a word of the document costs that the quote leaves out, and the most for one gap. */
const LEFT_OUT = 0.3;
const LEFT_OUT_MOST = 1.5;

/**
 * Divides a quote among the places that it may come from, by the cheapest path over the words (Viterbi): most quotes give one
 * segment; one that joins two places gives two.
 * @param weights what each word tells, 0 to 1.
 */
export function segments(candidates: readonly Candidate[], weights: readonly number[]): Segment[] {
  const count = weights.length;
  const costs = [...candidates.map((candidate) => wordCosts(candidate, weights)), weights.map((weight) => weight * UNEXPLAINED)];
  const states = costs.length;
  const came = Array.from({ length: count }, () => new Uint8Array(states));
  let totals = costs.map((cost) => cost[0]!);
  for (let word = 1; word < count; word++) {
    let cheapest = 0;
    for (let state = 1; state < states; state++) if (totals[state]! < totals[cheapest]!) cheapest = state;
    totals = totals.map((total, state) => {
      const stays = total <= totals[cheapest]! + SWITCH;
      came[word]![state] = stays ? state : cheapest;
      return (stays ? total : totals[cheapest]! + SWITCH) + costs[state]![word]!;
    });
  }
  let state = totals.indexOf(Math.min(...totals));
  const path = new Array<number>(count);
  for (let word = count - 1; word >= 0; word--) {
    path[word] = state;
    state = came[word]![state]!;
  }
  return withoutShort(runsOf(path, states - 1));
}

function wordCosts({ alignment }: Candidate, weights: readonly number[]): number[] {
  const costs = new Array<number>(weights.length).fill(1);
  let leftOut = 0;
  for (const { quote, likeness } of alignment.steps) {
    if (quote[0] === quote[1]) {
      leftOut += LEFT_OUT;
      continue;
    }
    for (let word = quote[0]; word < quote[1]; word++) {
      costs[word] = weights[word]! * (likeness === null || likeness === 'other' ? 1 : 0) + (word === quote[0] ? Math.min(leftOut, LEFT_OUT_MOST) : 0);
    }
    leftOut = 0;
  }
  return costs;
}

function runsOf(path: readonly number[], none: number): Segment[] {
  const runs: Segment[] = [];
  path.forEach((state, word) => {
    const candidate = state === none ? -1 : state;
    const last = runs.at(-1);
    if (last?.candidate === candidate) runs[runs.length - 1] = { ...last, to: word + 1 };
    else runs.push({ from: word, to: word + 1, candidate });
  });
  return runs;
}

/** Gives the words of segments that are too short to the longer neighbour. */
function withoutShort(runs: Segment[]): Segment[] {
  while (runs.length > 1) {
    const at = runs.findIndex(({ from, to }) => to - from < SHORTEST);
    if (at < 0) break;
    const [before, after] = [runs[at - 1], runs[at + 1]];
    const size = (run: Segment | undefined): number => (run ? run.to - run.from : -1);
    const into = size(before) >= size(after) ? at - 1 : at + 1;
    const grown = runs[into]!;
    runs[into] = { ...grown, from: Math.min(grown.from, runs[at]!.from), to: Math.max(grown.to, runs[at]!.to) };
    runs.splice(at, 1);
    for (let place = runs.length - 1; place > 0; place--) {
      if (runs[place]!.candidate !== runs[place - 1]!.candidate) continue;
      runs[place - 1] = { ...runs[place - 1]!, to: runs[place]!.to };
      runs.splice(place, 1);
    }
  }
  return runs;
}
