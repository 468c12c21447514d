import type { Span } from '../span.js';

/** Lengths of passages, in UTF-16 units. */
export interface PassageSizes {
  /** The length that passages tend to. */
  readonly targetCharacters: number;
  /** No passage of several sentences is longer. */
  readonly maxCharacters: number;
  /** Sentences of the passage before that a passage repeats. */
  readonly overlapSentences: number;
}

/** About 180 tokens a passage, and never near the model's 512. PIAF's paragraphs, the unit of its questions, have 500 to 1,000 characters. */
export const DEFAULT_SIZES: PassageSizes = { targetCharacters: 700, maxCharacters: 1_200, overlapSentences: 0 };

/** A sentence, and what stands between it and the one before. */
export interface Atom extends Span {
  /** `lead`: the one before announces this one (it ends with a colon). */
  readonly before: 'paragraph' | 'item' | 'sentence' | 'lead';
}

/**
 * What a cut costs, in the unit of the length's cost (1: a passage of twice the target). A paragraph of 1,200 characters
 * costs .51 whole, .04 + .5 when cut in two: so paragraphs stay whole up to the longest length. Our choice, see the ablation.
 */
const CUT_COST: Readonly<Record<Atom['before'], number>> = { paragraph: 0, item: 0.1, sentence: 0.5, lead: 1.5 };

/**
 * Cuts a section's sentences into passages at the least cost: the squares of how far each length is from the target (as a
 * share of it), plus the cost of each cut. So small neighbours are joined, long paragraphs are cut evenly at sentence ends
 * and no tiny remainder is left.
 * @returns first and last sentence of each passage, in order.
 */
export function cutIntoPassages(atoms: readonly Atom[], sizes: PassageSizes): { first: number; last: number }[] {
  // cheapest[i]: cost of the best cut of the first i sentences; from[i]: where its last passage begins.
  const cheapest = new Float64Array(atoms.length + 1).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(atoms.length + 1);
  cheapest[0] = 0;
  for (let end = 1; end <= atoms.length; end++) {
    for (let start = end - 1; start >= 0; start--) {
      const length = atoms[end - 1]!.end - atoms[start]!.start;
      // A sentence longer than the longest passage stands alone.
      if (length > sizes.maxCharacters && start < end - 1) break;
      const share = length / sizes.targetCharacters - 1;
      const cost = cheapest[start]! + share * share + (start === 0 ? 0 : CUT_COST[atoms[start]!.before]);
      if (cost < cheapest[end]!) {
        cheapest[end] = cost;
        from[end] = start;
      }
    }
  }
  const passages: { first: number; last: number }[] = [];
  for (let end = atoms.length; end > 0; end = from[end]!) passages.push({ first: Math.max(0, from[end]! - sizes.overlapSentences), last: end - 1 });
  return passages.reverse();
}
