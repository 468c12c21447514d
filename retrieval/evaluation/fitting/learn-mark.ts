import { documentsOf, prepareQuestion, seePassage, sentenceSignals, type SentenceSignals, type Weights } from '../../search/index.js';
import { markIsRight } from '../figures/metrics.js';
import { placesOf } from '../questions/places.js';
import { chosenRight, fitListwise, type Choice } from './listwise.js';
import { readerSaw } from './reader-taught.js';
import type { Lesson } from './training-dossier.js';

const SIGNALS = ['withBefore', 'vote', 'cosine', 'figure', 'date', 'person', 'place', 'reader'] as const satisfies readonly (keyof SentenceSignals)[];

export interface LearnedMark extends Pick<Weights, 'mark'> {
  readonly unread: Weights['unread']['mark'];
  /** Of the questions, given the right passage, the share whose highest sentence is the gold one. */
  readonly right: number;
  /** The same with one signal left out and the others learned again: what each is worth. */
  readonly withoutOne: Readonly<Record<string, number>>;
}

/**
 * Weights of the sentence's signals, by listwise softmax over the sentences of the right passage. Those with the reader's
 * from the questions on articles that it was not taught with (see reader-taught.ts).
 */
export async function learnMark({ dossier, embedder, questions, onDone }: Lesson): Promise<LearnedMark> {
  const { store } = dossier;
  const choices: Choice[] = [];
  const unseen: Choice[] = [];
  for (const [at, question] of questions.entries()) {
    onDone(at, questions.length);
    const [row] = dossier.goldRows(question);
    if (row === undefined) continue;
    const passage = store.passages[row]!;
    const { text } = documentsOf(store).get(passage.file)!;
    const prepared = await prepareQuestion(question.question, embedder, store).ready;
    const [codes] = await store.tokens([row]);
    const signals = sentenceSignals(text, passage, seePassage(text, passage, codes!, prepared), prepared);
    const golds = question.gold.flatMap(({ file, quote }) => (file === passage.file && quote !== undefined ? placesOf(quote, text) : []));
    const choice = {
      options: signals.map((each) => SIGNALS.map((name) => each[name])),
      right: passage.sentences.map((sentence) => markIsRight(sentence, golds)),
    };
    choices.push(choice);
    if (!readerSaw(question)) unseen.push(choice);
  }
  const weights = fitListwise(unseen, SIGNALS.length);
  const withoutOne = Object.fromEntries(
    SIGNALS.map((left, index) => {
      const fewer = without(unseen, index);
      return [left, chosenRight(fewer, fitListwise(fewer, SIGNALS.length - 1))];
    }),
  );
  // The reader is the last of the signals: without it the others keep their places.
  const named = (values: readonly number[]): Weights['mark'] =>
    Object.fromEntries(values.map((value, index) => [SIGNALS[index]!, value])) as unknown as Weights['mark'];
  return {
    mark: named(weights),
    unread: named(fitListwise(without(choices, SIGNALS.indexOf('reader')), SIGNALS.length - 1)),
    right: chosenRight(unseen, weights),
    withoutOne,
  };
}

/** The same choices with one signal left out. */
function without(choices: readonly Choice[], index: number): Choice[] {
  return choices.map(({ options, right }) => ({ right, options: options.map((option) => option.filter((_, each) => each !== index)) }));
}
