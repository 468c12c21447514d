import type { Embedder } from '../../../embeddings/index.js';
import { atUnitLength, centred, offTopicLikeness, packed, type Weights } from '../../search/index.js';
import type { OffTopicExample } from './examples.js';

export interface LearnedOffTopic extends Pick<Weights, 'offTopic'> {
  /** Likeness of an example to what is learned from all others: its own part in what was learned would flatter it. */
  readonly likenessWithoutItself: (question: string) => number;
}

/** The mean of questions that are answered, and the mean direction of each kind of example around it. */
export async function learnOffTopic(embedder: Embedder, examples: readonly OffTopicExample[], answered: readonly string[]): Promise<LearnedOffTopic> {
  const vectorOf = async (question: string): Promise<Float32Array> => (await embedder.embed(question, 'question')).vector;
  const vectors = new Map<string, Float32Array>();
  for (const { question } of examples) vectors.set(question, await vectorOf(question));
  const mean = new Float32Array(embedder.model.dimensions);
  for (const question of answered) for (const [at, value] of (await vectorOf(question)).entries()) mean[at]! += value / answered.length;
  const sums = new Map<string, Float32Array>();
  const around = new Map<string, Float32Array>();
  for (const { kind, question } of examples) {
    const direction = centred(vectors.get(question)!, mean);
    around.set(question, direction);
    const sum = sums.get(kind);
    sums.set(kind, sum ? sum.map((value, at) => value + direction[at]!) : direction);
  }
  const kindOf = new Map(examples.map(({ kind, question }) => [question, kind]));
  return {
    offTopic: { mean: packed(mean), kinds: Object.fromEntries([...sums].map(([kind, sum]) => [kind, packed(atUnitLength(sum))])) },
    likenessWithoutItself: (question) => {
      const own = around.get(question)!;
      const kinds = [...sums].map(([kind, sum]) => atUnitLength(kind === kindOf.get(question) ? sum.map((value, at) => value - own[at]!) : sum));
      return offTopicLikeness(vectors.get(question)!, { mean, kinds });
    },
  };
}
