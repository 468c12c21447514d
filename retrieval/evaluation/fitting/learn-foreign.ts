import type { Embedder } from '../../../embeddings/index.js';
import { languageOf } from '../../search/language.js';
import { lookUp, prepareQuestion, verdictSignals, type Weights } from '../../search/index.js';
import type { Question } from '../questions.js';
import { confidences } from './thresholds.js';
import type { Tried } from './learn-verdict.js';
import type { TrainingDossier } from './training-dossier.js';

/** Questions in English on French documents, as trials: PIAF has none, so the project's own stand in for them. */
export async function tryForeign(dossier: TrainingDossier, embedder: Embedder, questions: readonly Question[]): Promise<Tried[]> {
  const tried: Tried[] = [];
  for (const question of questions) {
    if (languageOf(question.question) !== 'en') continue;
    const { judged, shown } = await lookUp(dossier.store, await prepareQuestion(question.question, embedder, dossier.store), { method: 'late', top: 1 });
    if (!judged) continue;
    const right = dossier.goldRows(question).has(shown[0]!.hit.row);
    tried.push({ trial: right ? 'asked' : 'off topic', signals: verdictSignals(judged), right, variant: null });
  }
  return tried;
}

/** No language costs or gives more than this many log-odds: with a few dozen questions, more would be chance. */
const LARGEST = 1;

/** What wrong trials count beside right ones, as in all that the other weights were learned from (see `learnVerdict`). */
const WRONG_COUNTS = 2;

/**
 * The weight of `foreign` that fits these trials best, all other weights kept: the point where the chances given to the right
 * fall short of 1 by as much as those given to the wrong, counted as they should, exceed 0.
 */
export function learnForeign(learned: Pick<Weights['verdict'], 'bias' | 'weights'>, tried: readonly Tried[]): number {
  let [low, high] = [-LARGEST, LARGEST];
  for (let step = 0; step < 40; step++) {
    const weight = (low + high) / 2;
    const judged = confidences({ ...learned, weights: { ...learned.weights, foreign: weight } }, tried);
    const missing = mean(judged.flatMap(({ tried: { right }, confidence }) => (right ? [1 - confidence] : [])));
    const excess = mean(judged.flatMap(({ tried: { right }, confidence }) => (right ? [] : [confidence])));
    if (missing > WRONG_COUNTS * excess) low = weight;
    else high = weight;
  }
  return (low + high) / 2;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
