import type { Embedder } from '../../../embeddings/index.js';
import { prepareQuestion, rank, READ, readPassage, logSum, type Hit, type Weights } from '../../search/index.js';
import type { Question } from '../questions.js';
import { chosenRight, fitListwise, type Choice } from './listwise.js';
import { readerSaw } from './reader-taught.js';
import type { TrainingDossier } from './training-dossier.js';

/** Passages that late interaction reranks: those it was measured on. */
const RERANKED = 50;

/** Nearest passages in a fused list: the last of them is its zero (see rank.ts). */
const NEAREST = 100;

/** Tried for the share of meaning in the fused list. */
const SHARES = Array.from({ length: 21 }, (_, at) => at / 20);

export interface LearnedRanking extends Pick<Weights, 'fusion' | 'rank'> {
  readonly unread: Weights['rank'];
  /** Share of the questions whose first passage is right: the fused list, then reranked, then read. */
  readonly fusedFirst: number;
  readonly rerankedFirst: number;
  readonly readFirst: number;
}

/**
 * The share of meaning that puts most right passages first; then the weights beside late interaction's, by listwise softmax over the
 * best 50; then those with the reader's, over the best of them that it reads
 * (see reader-taught.ts) of the questions on articles that it was not taught with.
 */
export async function learnRanking(dossier: TrainingDossier, embedder: Embedder, questions: readonly Question[], onDone: (done: number, total: number) => void): Promise<LearnedRanking> {
  const reranking: Choice[] = [];
  const found: { hits: readonly Hit[]; sums: ReadonlyMap<number, number>; golds: ReadonlySet<number> }[] = [];
  const fusedRight = SHARES.map(() => 0);
  for (const [at, question] of questions.entries()) {
    onDone(at, questions.length);
    const golds = dossier.goldRows(question);
    if (golds.size === 0) continue;
    const prepared = await prepareQuestion(question.question, embedder, dossier.store);
    const { hits } = await rank(dossier.store, prepared, 'unread');
    for (const [index, row] of firstByShare(hits).entries()) if (golds.has(row)) fusedRight[index]!++;
    const reranked = hits.slice(0, RERANKED);
    reranking.push({ options: reranked.map(features), right: reranked.map(({ row }) => golds.has(row)) });
    if (readerSaw(question)) continue;
    // What the weights learned here put among the first may stand a little lower under those in use now.
    const read = hits.slice(0, 2 * READ);
    const codes = await dossier.store.tokens(read.map(({ row }) => row));
    found.push({ hits: reranked, golds, sums: new Map(read.map(({ row }, index) => [row, logSum(readPassage(dossier.store, prepared, row, codes[index]!)!)])) });
  }
  const unread = fitListwise(reranking, 3);
  const reading = found.map(({ hits, sums, golds }): Choice => {
    const score = (hit: Hit): number => features(hit).reduce((sum, value, index) => sum + value * unread[index]!, 0);
    const read = hits.filter(({ row }) => sums.has(row)).sort((a, b) => score(b) - score(a)).slice(0, READ);
    return { options: read.map((hit) => [...features(hit), sums.get(hit.row)!]), right: read.map(({ row }) => golds.has(row)) };
  });
  const weights = fitListwise(reading, 4);
  const best = fusedRight.indexOf(Math.max(...fusedRight));
  const [late, coverage, cosine, reader] = weights as [number, number, number, number];
  const learned = {
    fusion: { meaning: SHARES[best]! },
    unread: { coverage: unread[1]! / unread[0]!, cosine: unread[2]! / unread[0]!, reader: 0 },
    rank: { coverage: coverage / late, cosine: cosine / late, reader: reader / late },
  };
  return { ...learned, fusedFirst: fusedRight[best]! / reranking.length, rerankedFirst: chosenRight(reranking, unread), readFirst: chosenRight(reading, weights) };
}

function features({ signals }: Hit): number[] {
  return [signals.lateInteraction ?? 0, signals.coverage, signals.cosine];
}

/** The row that each share would put first. */
function firstByShare(hits: readonly Hit[]): number[] {
  const words = Math.max(1e-9, ...hits.map(({ signals }) => signals.words));
  const cosines = hits.map(({ signals }) => signals.cosine).sort((a, b) => b - a);
  const top = cosines[0]!;
  const floor = cosines[Math.min(NEAREST, cosines.length) - 1]!;
  const parts = hits.map(({ row, signals }) => ({ row, words: signals.words / words, meaning: top > floor ? Math.max(0, (signals.cosine - floor) / (top - floor)) : 1 }));
  return SHARES.map((share) => {
    let first = parts[0]!;
    const score = (part: typeof first): number => share * part.meaning + (1 - share) * part.words;
    for (const part of parts) if (score(part) > score(first) || (score(part) === score(first) && part.row < first.row)) first = part;
    return first.row;
  });
}
