import { prepareQuestion, rank, type Hit, type Weights } from '../../search/index.js';
import { CANDIDATES, fused, meaningOf, RERANKED } from '../../search/rank/rank.js';
import { chosenRight, fitListwise, type Choice } from './listwise.js';
import type { Lesson } from './training-dossier.js';

/** Tried for the share of meaning in the fused list. */
const SHARES = Array.from({ length: 21 }, (_, at) => at / 20);

export interface LearnedRanking extends Pick<Weights, 'fusion' | 'rank'> {
  /** Share of the questions whose first passage is right: the fused list, then reranked. */
  readonly fusedFirst: number;
  readonly rerankedFirst: number;
}

/** The share of meaning that puts most right passages first; then the weights beside late interaction's, by listwise softmax over the best 50. */
export async function learnRanking({ dossier, embedder, questions, onDone }: Lesson): Promise<LearnedRanking> {
  const choices: Choice[] = [];
  const fusedRight = SHARES.map(() => 0);
  let counted = 0;
  for (const [at, question] of questions.entries()) {
    onDone(at, questions.length);
    const golds = dossier.goldRows(question);
    if (golds.size === 0) continue;
    counted++;
    const { hits } = await rank(dossier.store, prepareQuestion(question.question, embedder, dossier.store), { method: 'late' });
    for (const [index, row] of firstByShare(hits).entries()) if (golds.has(row)) fusedRight[index]!++;
    const reranked = hits.slice(0, RERANKED);
    choices.push({ options: reranked.map(features), right: reranked.map(({ row }) => golds.has(row)) });
  }
  const [late, coverage, cosine] = fitListwise(choices, 3) as [number, number, number];
  const best = fusedRight.indexOf(Math.max(...fusedRight));
  return {
    fusion: { meaning: SHARES[best]! },
    rank: { coverage: coverage / late, cosine: cosine / late },
    fusedFirst: fusedRight[best]! / counted,
    rerankedFirst: chosenRight(choices, [late, coverage, cosine]),
  };
}

function features({ signals }: Hit): number[] {
  return [signals.lateInteraction ?? 0, signals.coverage, signals.cosine];
}

/** The row that each share would put first. */
function firstByShare(hits: readonly Hit[]): number[] {
  const words = Math.max(1e-9, ...hits.map(({ signals }) => signals.words));
  const cosines = hits.map(({ signals }) => signals.cosine).sort((a, b) => b - a);
  const top = cosines[0]!;
  // The last of the nearest is the zero of meaning, as in rank.ts.
  const floor = cosines[Math.min(CANDIDATES, cosines.length) - 1]!;
  const parts = hits.map(({ row, signals }) => ({ row, words: signals.words / words, meaning: meaningOf(signals.cosine, top, floor) }));
  return SHARES.map((share) => {
    let first = parts[0]!;
    const score = (part: typeof first): number => fused(part.words, part.meaning, share);
    for (const part of parts) if (score(part) > score(first) || (score(part) === score(first) && part.row < first.row)) first = part;
    return first.row;
  });
}
