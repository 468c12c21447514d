import type { Embedder } from '../../../embeddings/index.js';
import { CodeComparer } from '../../index/index.js';
import { prepareQuestion, sentenceSignals, type SentenceSignals, type Weights } from '../../search/index.js';
import { documentsOf } from '../../search/look-up.js';
import { markIsRight } from '../metrics.js';
import { placesOf } from '../places.js';
import type { Question } from '../questions.js';
import { chosenRight, fitListwise, type Choice } from './listwise.js';
import type { TrainingDossier } from './training-dossier.js';

const SIGNALS = ['withBefore', 'vote', 'cosine', 'figure', 'date', 'person', 'place'] as const satisfies readonly (keyof SentenceSignals)[];

export interface LearnedMark extends Pick<Weights, 'mark'> {
  /** Of the questions, given the right passage, the share whose highest sentence is the gold one. */
  readonly right: number;
  /** The same with one signal left out and the others learned again: what each is worth. */
  readonly withoutOne: Readonly<Record<string, number>>;
}

/** Weights of the sentence's signals, by listwise softmax over the sentences of the right passage. */
export async function learnMark(dossier: TrainingDossier, embedder: Embedder, questions: readonly Question[], onDone: (done: number, total: number) => void): Promise<LearnedMark> {
  const { store } = dossier;
  const choices: Choice[] = [];
  for (const [at, question] of questions.entries()) {
    onDone(at, questions.length);
    const [row] = dossier.goldRows(question);
    if (row === undefined) continue;
    const passage = store.passages[row]!;
    const { text } = documentsOf(store).get(passage.file)!;
    const prepared = await prepareQuestion(question.question, embedder, store);
    const [codes] = await store.tokens([row]);
    const signals = sentenceSignals(text, passage, codes!, { terms: prepared.terms, asked: prepared.asked, comparer: new CodeComparer(prepared.tokens, store.dimensions) });
    const golds = question.gold.flatMap(({ file, quote }) => (file === passage.file && quote !== undefined ? placesOf(quote, text) : []));
    choices.push({ options: signals.map((each) => SIGNALS.map((name) => each[name])), right: passage.sentences.map((sentence) => markIsRight(sentence, golds)) });
  }
  const weights = fitListwise(choices, SIGNALS.length);
  const withoutOne = Object.fromEntries(
    SIGNALS.map((left, index) => {
      const fewer = choices.map(({ options, right }) => ({ right, options: options.map((option) => option.filter((_, each) => each !== index)) }));
      return [left, chosenRight(fewer, fitListwise(fewer, SIGNALS.length - 1))];
    }),
  );
  return {
    mark: Object.fromEntries(SIGNALS.map((name, index) => [name, weights[index]!])) as unknown as Weights['mark'],
    right: chosenRight(choices, weights),
    withoutOne,
  };
}
