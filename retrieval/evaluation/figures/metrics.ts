import type { Span } from '../../span.js';
import type { Verdict } from '../../search/answer.js';
import { overlap } from '../questions/places.js';

/** MRR and nDCG look at this many passages (design.md). */
export const DEPTH = 10;

/** For each gold of a question, the rank of its first hit, `null` when it was not found. */
export type GoldRanks = readonly (number | null)[];

/**
 * Rank at which a question is served: of its first hit, or with `all` the rank by which every gold has been found.
 * `null` when that does not happen.
 */
export function servedAt(ranks: GoldRanks, all: boolean): number | null {
  const found = ranks.filter((rank) => rank !== null);
  if (found.length === 0 || (all && found.length < ranks.length)) return null;
  return all ? Math.max(...found) : Math.min(...found);
}

/** Share of the questions served by rank `k`; `null` for no question. */
export function hitRate(served: readonly (number | null)[], k: number): number | null {
  return mean(served.map((rank) => (rank !== null && rank <= k ? 1 : 0)));
}

/** 1 / rank, 0 past rank 10 or when never served. */
export function reciprocalRank(served: number | null): number {
  return served === null || served > DEPTH ? 0 : 1 / served;
}

/**
 * Normalised discounted cumulative gain at 10, 0 to 1, with gains of 1. Golds that are alternatives count as one find, at the
 * first hit; with `all` each gold gains where it is first found, against finding them at ranks 1, 2, 3… One passage may hold
 * several golds and so do better than that: the value stops at 1.
 */
export function ndcg(ranks: GoldRanks, all: boolean): number {
  const found = ranks.filter((rank) => rank !== null && rank <= DEPTH) as number[];
  if (found.length === 0) return 0;
  if (!all) return discount(Math.min(...found));
  const ideal = sum(ranks.slice(0, DEPTH).map((_, index) => discount(index + 1)));
  return Math.min(1, sum(found.map(discount)) / ideal);
}

/** Gain of a find at a rank: 1 at the first, .63 at the second (Järvelin and Kekäläinen, 2002, base 2). */
function discount(rank: number): number {
  return 1 / Math.log2(rank + 1);
}

/** Share of the shorter of the two stretches, mark and gold, that they must have in common. */
const NEEDED_OVERLAP = 0.5;

/**
 * Whether a marked sentence is the gold one: it shares with a place of the gold at least half of the shorter of the two.
 * So it is right when it holds the gold or lies in it, and when the two end a few words apart; a neighbour sentence is not.
 */
export function markIsRight(mark: Span, golds: readonly Span[]): boolean {
  return golds.some((gold) => {
    const shorter = Math.min(mark.end - mark.start, gold.end - gold.start);
    return shorter > 0 && overlap(mark, gold) >= NEEDED_OVERLAP * shorter;
  });
}

/** What refusals are counted from. */
export interface Judged {
  /** Whether the dossier answers the question. */
  readonly answerable: boolean;
  /** Whether the first passage is a hit for one of the golds. */
  readonly firstRight: boolean;
  readonly verdict: Verdict;
}

/** How many questions got each verdict. */
export type VerdictCounts = Readonly<Record<Verdict, number>>;

/** All shares 0 to 1, `null` where there is nothing to count. `close` and `absent` are refusals. */
export interface Refusals {
  readonly answerable: VerdictCounts;
  readonly unanswerable: VerdictCounts;
  /** Of the questions that the dossier does not answer, the share refused. */
  readonly right: number | null;
  /** Of those it answers, the share refused. */
  readonly wrong: number | null;
  /** Of those it answers and whose first passage is right, the share refused: real answers withheld. */
  readonly withheld: number | null;
  /** Of the questions said to be answered, the share whose first passage is right. */
  readonly answeredRight: number | null;
}

/** Counts what was refused, rightly and wrongly. */
export function refusals(judged: readonly Judged[]): Refusals {
  const answerable = judged.filter((one) => one.answerable);
  const unanswerable = judged.filter((one) => !one.answerable);
  const rightFirst = answerable.filter((one) => one.firstRight);
  const answered = judged.filter((one) => one.verdict === 'answered');
  return {
    answerable: countVerdicts(answerable),
    unanswerable: countVerdicts(unanswerable),
    right: shareOf(unanswerable, isRefused),
    wrong: shareOf(answerable, isRefused),
    withheld: shareOf(rightFirst, isRefused),
    answeredRight: shareOf(answered, (one) => one.answerable && one.firstRight),
  };
}

function isRefused(one: Judged): boolean {
  return one.verdict !== 'answered';
}

function countVerdicts(judged: readonly Judged[]): VerdictCounts {
  const counts = { answered: 0, close: 0, absent: 0 };
  for (const one of judged) counts[one.verdict] += 1;
  return counts;
}

/** Share of the items for which `holds`; `null` for no item. */
export function shareOf<Item>(items: readonly Item[], holds: (item: Item) => boolean): number | null {
  return mean(items.map((item) => (holds(item) ? 1 : 0)));
}

/** `null` for no value: an unknown figure is never shown as 0. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length;
}

/** The value below which a share (0 to 1) of the values lies, interpolated between neighbours; `null` for no value. */
export function percentile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)]!;
  return below + (sorted[Math.ceil(place)]! - below) * (place - Math.floor(place));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
