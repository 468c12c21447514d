import type { Embedder } from '../../../embeddings/index.js';
import type { Document } from '../../documents/index.js';
import { useWeights } from '../../search/index.js';
import { seededChance, type Chance } from '../../chance.js';
import type { Question } from '../questions/questions.js';
import { ENCYCLOPEDIC, type Examples } from './examples.js';
import { learnOffTopic, type LearnedOffTopic } from './learn-off-topic.js';
import { trainingDossier, type TrainingDossier } from './training-dossier.js';
import { tryQuestions, type Tried, type TryOptions } from './try-questions.js';

/** Small dossiers to learn from beside the whole: a verdict must mean the same in a dossier of 5 documents and of 500. */
const SMALL = [
  { documents: 5, dossiers: 16 },
  { documents: 20, dossiers: 6 },
  { documents: 60, dossiers: 1 },
] as const;

/** Of the training questions, one in so many is tried on the whole dossier. */
const TRIED_ON_WHOLE = 3;

/** Questions tried on one small dossier at most: with their document in it, with it in another, and of the examples (half of them English). */
const TRIED_ON_SMALL = { inside: 40, outside: 20, examples: 24 };

/** What no dossier answers is asked of one small dossier in so many. */
const OFF_TOPIC_EVERY = 3;

export interface VerdictTrials extends Pick<LearnedOffTopic, 'offTopic'> {
  readonly tried: readonly Tried[];
}

/** Everything a verdict is learned from: questions asked of the whole benchmark, of small dossiers made of its documents, and of the examples. */
export async function verdictTrials(
  {
    whole,
    documents,
    training,
    examples,
    embedder,
  }: { whole: TrainingDossier; documents: readonly Document[]; training: readonly Question[]; examples: Examples; embedder: Embedder },
  show: (label: string) => (done: number, total: number) => void,
): Promise<VerdictTrials> {
  const triedOnWhole = training.filter((_, at) => at % TRIED_ON_WHOLE === 0);
  const { offTopic, likenessWithoutItself } = await learnOffTopic(
    embedder,
    examples.offTopic,
    triedOnWhole.map(({ question }) => question),
  );
  useWeights({ offTopic });
  const everywhere = examples.offTopic.filter(({ kind }) => !ENCYCLOPEDIC.has(kind)).map(({ question }) => question);
  const tried = await tryQuestions(
    { dossier: whole, embedder, questions: triedOnWhole, onDone: show('verdict, whole dossier') },
    { family: 'whole', offTopic: everywhere },
  );
  const tryApart = async (label: string, apart: readonly Document[], questions: readonly Question[], options: TryOptions): Promise<void> => {
    const dossier = await trainingDossier(apart, embedder, () => undefined);
    tried.push(...(await tryQuestions({ dossier, embedder, questions, onDone: show(label) }, options)));
    await dossier.store.close();
  };
  for (const [at, small] of smallDossiers(documents, training, examples.questions).entries()) {
    const asked = at % OFF_TOPIC_EVERY === 0 ? everywhere : [];
    await tryApart(`verdict, small dossier ${at + 1}`, small.documents, small.questions, { family: 'small', offTopic: asked });
  }
  const allOffTopic = examples.offTopic.map(({ question }) => question);
  await tryApart('verdict, examples', examples.documents, examples.questions, { family: 'examples', offTopic: allOffTopic });
  const flattered = (each: Tried): Tried =>
    each.trial === 'off topic' ? { ...each, signals: { ...each.signals, offTopic: likenessWithoutItself(each.question) } } : each;
  return { offTopic, tried: tried.map(flattered) };
}

/** Random documents as dossiers of their own; with each, questions that it answers and others that it does not. */
function smallDossiers(
  documents: readonly Document[],
  training: readonly Question[],
  examples: readonly Question[],
): { documents: Document[]; questions: Question[] }[] {
  const chance = seededChance(documents.length);
  const elsewhere = examples.filter(({ gold }) => gold.length > 0);
  return SMALL.flatMap(({ documents: count, dossiers }) =>
    Array.from({ length: dossiers }, () => {
      const chosen = sample(documents, count, chance);
      const files = new Set(chosen.map(({ file }) => file));
      const inside = training.filter(({ gold }) => gold.every(({ file }) => files.has(file)));
      const outside = training.filter(({ gold }) => !gold.some(({ file }) => files.has(file)));
      const questions = [
        ...sample(inside, TRIED_ON_SMALL.inside, chance),
        ...sample(outside, TRIED_ON_SMALL.outside, chance),
        ...sample(elsewhere, TRIED_ON_SMALL.examples, chance),
      ];
      return { documents: chosen, questions };
    }),
  );
}

function sample<T>(items: readonly T[], count: number, chance: Chance): T[] {
  const left = [...items];
  return Array.from({ length: Math.min(count, items.length) }, () => left.splice(Math.floor(chance() * left.length), 1)[0]!);
}
