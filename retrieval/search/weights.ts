import { createRequire } from 'node:module';

/** The few numbers that were learned: see weights.json for the command that made them and how well they did. */
export interface Weights {
  /** Share of meaning (cosines) in the fused list, 0 to 1; words have the rest. */
  readonly fusion: { readonly meaning: number };
  /** Weights beside late interaction's, which is 1. */
  readonly rank: { readonly coverage: number; readonly cosine: number };
  /** By signal (see `SentenceSignals`). */
  readonly mark: Readonly<Record<'withBefore' | 'vote' | 'cosine' | 'figure' | 'date' | 'person' | 'place' | 'reader', number>>;
  /** The same for when nothing is read: with another model than the shipped one, and for the evaluation. */
  readonly unread: { readonly mark: Omit<Weights['mark'], 'reader'> };
  /** A logistic regression by signal (see `VerdictSignals`), and the confidences from which a verdict is given. */
  readonly verdict: { readonly bias: number; readonly weights: Readonly<Record<string, number>>; readonly answered: number; readonly close: number };
  /** How well ranking and mark did on what they were learned from, shares 0 to 1. */
  readonly figures: Readonly<Record<string, unknown>>;
  /** What no dossier answers (see off-topic.ts): vectors as `packed` gives them. */
  readonly offTopic: { readonly mean: string; readonly kinds: Readonly<Record<string, string>> };
}

/** Read, not imported: Node 20 warns at each import of JSON. */
export const WEIGHTS: Weights = createRequire(import.meta.url)('./weights.json') as Weights;

/** For fitting, where what is learned later depends on what was learned first: from now on these are in use. */
export function useWeights(weights: Partial<Weights>): void {
  Object.assign(WEIGHTS, weights);
}
