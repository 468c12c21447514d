import { CodeComparer, type Scope, type Store, type TokenCodes } from '../index/index.js';
import type { Method } from './method.js';
import type { Question } from './question.js';
import { WEIGHTS } from './weights.js';

/** A passage found, with what each part of the search says of it. */
export interface Hit {
  readonly row: number;
  /** What the hits are ordered by; comparable within one question only. */
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
  /** Mean over question tokens of the best estimated cosine among the passage's tokens; `null` when not reranked. */
  readonly lateInteraction: number | null;
}

/** Passages taken from each of the two searches. */
const CANDIDATES = 100;

/** Passages of the fused list that late interaction reranks; more gain nothing (measured on PIAF). */
const RERANKED = 20;

/** The passages that fit the question best, best first. */
export async function rank(store: Store, question: Question, method: Method, limit: number, scope?: Scope): Promise<Hit[]> {
  const candidates = await findCandidates(store, question, method, scope);
  if (method !== 'late') return candidates.slice(0, limit);
  const head = await rerank(store, question, candidates.slice(0, RERANKED));
  return [...head, ...candidates.slice(RERANKED)].slice(0, limit);
}

async function findCandidates(store: Store, question: Question, method: Method, scope?: Scope): Promise<Hit[]> {
  const words = method === 'dense' ? [] : await store.words(question.terms, CANDIDATES, scope);
  const nearest = method === 'lexical' ? [] : await store.nearest(question.vector, CANDIDATES, scope);
  const found = new Map(words.map((hit) => [hit.row, hit]));
  const rows = [...new Set([...words.map(({ row }) => row), ...nearest.map(({ row }) => row)])];
  const cosines = await store.cosines(rows, question.vector);
  const best = words[0]?.score ?? 1;
  const top = nearest[0]?.cosine ?? 1;
  const floor = nearest.at(-1)?.cosine ?? 0;
  const total = question.rarities.reduce((sum, rarity) => sum + rarity, 0);
  const hits = rows.map((row, at): Hit => {
    const word = found.get(row);
    const cosine = cosines[at]!;
    const matched = new Set(word?.matched);
    const held = question.terms.reduce((sum, term, index) => sum + (matched.has(term) ? question.rarities[index]! : 0), 0);
    const signals: Signals = { words: word?.score ?? 0, cosine, coverage: total > 0 ? held / total : 0, lateInteraction: null };
    return { row, signals, score: fuse(signals.words / best, top > floor ? Math.max(0, (cosine - floor) / (top - floor)) : 1, method) };
  });
  return hits.sort((a, b) => b.score - a.score || a.row - b.row);
}

/** Convex combination (Bruch, Gai and Ingber 2023): both between 0 and 1 for the question at hand. */
function fuse(words: number, meaning: number, method: Method): number {
  if (method === 'lexical') return words;
  if (method === 'dense') return meaning;
  return WEIGHTS.fusion.meaning * meaning + (1 - WEIGHTS.fusion.meaning) * words;
}

async function rerank(store: Store, question: Question, hits: readonly Hit[]): Promise<Hit[]> {
  const comparer = new CodeComparer(question.tokens, store.dimensions);
  const codes = await store.tokens(hits.map(({ row }) => row));
  const reranked = hits.map((hit, at): Hit => {
    const lateInteraction = maxSim(comparer, codes[at]!);
    return { row: hit.row, score: lateInteraction + WEIGHTS.rank.coverage * hit.signals.coverage, signals: { ...hit.signals, lateInteraction } };
  });
  return reranked.sort((a, b) => b.score - a.score || a.row - b.row);
}

/** Mean over question tokens of the best cosine among the passage's tokens (Khattab and Zaharia 2020, ColBERT), 0 for a passage without tokens. */
function maxSim(comparer: CodeComparer, passage: TokenCodes): number {
  const best = comparer.best(passage);
  return best.length === 0 || passage.scales.length === 0 ? 0 : best.reduce((sum, value) => sum + value, 0) / best.length;
}
