import type { Scope, Store, WordHit } from '../../index/index.js';
import type { Method } from '../method.js';
import type { Asking, Question } from '../question/question.js';
import { PassageCache } from '../passage-cache.js';
import { WEIGHTS } from '../weights.js';

/** A passage found, with what each part of the search says of it. */
export interface Hit {
  readonly row: number;
  /** What the hits are ordered by, 0 to 1; comparable within one question only. */
  readonly score: number;
  readonly signals: Signals;
}

export interface Signals {
  /** BM25, 0 when no word was found. */
  readonly words: number;
  /** Cosine of question and passage. */
  readonly cosine: number;
  /** Share of the question's terms found in the passage, each weighed by its rarity: 0 to 1. */
  readonly coverage: number;
  /** The question's terms found in the passage, as asked, also when found through a close spelling. */
  readonly matched: ReadonlySet<string>;
  /** Best estimated cosine of each question token among the passage's tokens; `null` when not reranked. */
  readonly best: Float32Array | null;
  /** Their mean (Khattab and Zaharia 2020, ColBERT), 0 for a passage without tokens; `null` when not reranked. */
  readonly lateInteraction: number | null;
}

/** Everything found for a question. */
export interface Ranking {
  /** Best first. */
  readonly hits: readonly Hit[];
  /** The question's terms that no passage searched holds, in any spelling. */
  readonly unseen: ReadonlySet<string>;
}

/** Passages taken from each of the two searches. */
export const CANDIDATES = 100;

/** Passages looked through for the question's words: a passage found by meaning alone may hold some of them too. */
const WORD_HITS = 1_000;

/** Passages of the fused list that late interaction reranks: in trials on PIAF 30 found .5 points more in the first 5 than 20 did, and all of them no more. */
export const RERANKED = 50;

export interface RankOptions {
  readonly method: Method;
  readonly scope?: Scope | undefined;
  /** Keeps what is read of the passages for what comes after. */
  readonly cache?: PassageCache;
}

/** The passages that fit the question best, best first. Words are searched while the question is embedded. */
export async function rank(store: Store, { said, ready }: Asking, { method, scope, cache = new PassageCache(store) }: RankOptions): Promise<Ranking> {
  const [question, held] = await Promise.all([ready, store.words(said.terms, WORD_HITS, scope)]);
  const unseen = new Set(said.terms.filter((term) => !held.seen.includes(term)));
  const hits = await findCandidates(store, question, held.hits, method, scope);
  if (method !== 'late' && method !== 'unread') return { hits, unseen };
  const reranked = await rerank(question, hits.slice(0, RERANKED), cache);
  return { hits: [...reranked, ...hits.slice(RERANKED)], unseen };
}

async function findCandidates(store: Store, question: Question, held: readonly WordHit[], method: Method, scope: Scope | undefined): Promise<Hit[]> {
  const nearest = method === 'lexical' ? [] : await store.nearest(question.vector, CANDIDATES, scope);
  const byWords = method === 'dense' ? [] : held.slice(0, CANDIDATES);
  const cosineOf = new Map(nearest.map(({ row, cosine }) => [row, cosine]));
  const others = byWords.flatMap(({ row }) => (cosineOf.has(row) ? [] : [row]));
  for (const [at, cosine] of (await store.cosines(others, question.vector)).entries()) cosineOf.set(others[at]!, cosine);
  const best = held[0]?.score ?? 1;
  const top = nearest[0]?.cosine ?? 1;
  const floor = nearest.at(-1)?.cosine ?? 0;
  const total = question.rarities.reduce((sum, rarity) => sum + rarity, 0);
  const wordOf = new Map<number, WordHit>();
  for (const hit of held) if (cosineOf.has(hit.row)) wordOf.set(hit.row, hit);
  const hits = [...cosineOf].map(([row, cosine]): Hit => {
    const word = wordOf.get(row);
    const matched = new Set(word?.matched);
    const found = question.terms.reduce((sum, term, index) => sum + (matched.has(term) ? question.rarities[index]! : 0), 0);
    const signals: Signals = { words: word?.score ?? 0, cosine, coverage: total > 0 ? found / total : 0, matched, best: null, lateInteraction: null };
    return { row, signals, score: scoreOf(signals.words / best, meaningOf(cosine, top, floor), method) };
  });
  return hits.sort(byScore);
}

function scoreOf(words: number, meaning: number, method: Method): number {
  if (method === 'lexical') return words;
  if (method === 'dense') return meaning;
  return fused(words, meaning, WEIGHTS.fusion.meaning);
}

/** A cosine between those of the last and the first of the nearest passages, 0 to 1. */
export function meaningOf(cosine: number, top: number, floor: number): number {
  return top > floor ? Math.max(0, (cosine - floor) / (top - floor)) : 1;
}

/** Convex combination (Bruch, Gai and Ingber 2023): both between 0 and 1 for the question at hand, `share` that of meaning. */
export function fused(words: number, meaning: number, share: number): number {
  return share * meaning + (1 - share) * words;
}

async function rerank({ comparer }: Question, hits: readonly Hit[], cache: PassageCache): Promise<Hit[]> {
  const codes = await cache.codes(hits.map(({ row }) => row));
  const reranked = hits.map((hit, at): Hit => {
    const passage = codes[at]!;
    const best = comparer.best(passage);
    const lateInteraction = best.length === 0 || passage.scales.length === 0 ? 0 : best.reduce((sum, value) => sum + value, 0) / best.length;
    const signals = { ...hit.signals, best, lateInteraction };
    return { row: hit.row, score: lateScore(signals), signals };
  });
  return reranked.sort(byScore);
}

/** The mean of late interaction, coverage and cosine, each with its weight. */
function lateScore({ lateInteraction, coverage, cosine }: Signals): number {
  const { rank: weights } = WEIGHTS;
  return ((lateInteraction ?? 0) + weights.coverage * coverage + weights.cosine * cosine) / (1 + weights.coverage + weights.cosine);
}

function byScore(a: Hit, b: Hit): number {
  return b.score - a.score || a.row - b.row;
}
