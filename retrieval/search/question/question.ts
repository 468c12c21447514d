import { TextTooLongError, type Embedder, type Embedding, type TokenVectors } from '../../../embeddings/index.js';
import { EmptyQuestionError, MAX_QUESTION_CHARACTERS, QuestionTooLongError } from '../../errors.js';
import { CodeComparer, contentRows, TokenCoder, type Store } from '../../index/index.js';
import { contentTerms, type Term } from '../../passages/index.js';
import { askedKind, type AskedKind } from './asked-kind.js';
import { withoutFrame } from './frame.js';
import { readerFor, type AskedReader, type Reader } from '../reader/index.js';

/** What a question says by its words alone. */
export interface QuestionText {
  /** What is asked, without a request around it (see frame.ts). */
  readonly text: string;
  /** Distinct stemmed terms, in order; empty when the question is made of function words alone. */
  readonly terms: readonly string[];
  /** The same as they stand in the text, repeats too. */
  readonly words: readonly Term[];
  /** What kind of thing is asked for, when the question says so. */
  readonly asked: AskedKind | null;
}

/** A question made ready for every kind of search. */
export interface Question extends QuestionText {
  /** Inverse document frequency of each of `terms`, > 0. */
  readonly rarities: readonly number[];
  /** Those of `terms` that no passage holds as they are spelt. */
  readonly unknown: ReadonlySet<string>;
  /** Unit length. */
  readonly vector: Float32Array;
  /** Compares passages with the question's tokens, prepared as the passages' codes were: first those of the words that carry meaning (all words when there is none). */
  readonly comparer: CodeComparer;
  /** Two values for each token that carries meaning: UTF-16 offsets into the text, end exclusive. */
  readonly offsets: Uint32Array;
  /** Who reads passages with this question in mind; `null` when the model is not the one that the reader knows. */
  readonly reading: { readonly reader: Reader; readonly asked: AskedReader } | null;
}

/** A question on its way: its words at once, so that they can be searched while the model computes its vectors. */
export interface Asking {
  readonly said: QuestionText;
  /** Rejects as the embedder or the store do. */
  readonly ready: Promise<Question>;
}

/**
 * @throws {EmptyQuestionError} when it holds no letter and no digit.
 * @throws {QuestionTooLongError} over `MAX_QUESTION_CHARACTERS`.
 */
export function checkedQuestion(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length > MAX_QUESTION_CHARACTERS) throw new QuestionTooLongError(trimmed.length);
  if (!/[\p{L}\p{N}]/u.test(trimmed)) throw new EmptyQuestionError();
  return trimmed;
}

/** No term: its rarity is that of whatever no passage holds. */
const IN_NO_TEXT = '∅';

/** Understands a question: its terms at once, its vectors and how rare its terms are as soon as the model and the store have said so. */
export function prepareQuestion(written: string, embedder: Embedder, store: Store): Asking {
  const text = withoutFrame(written);
  const embedding = embedQuestion(text, embedder);
  const words = contentTerms(text);
  const said: QuestionText = { text, words, terms: [...new Set(words.map(({ term }) => term))], asked: askedKind(text) };
  const ready = Promise.all([embedding, store.rarities([IN_NO_TEXT, ...said.terms])]).then(([embedded, [rarest, ...rarities]]) => ({
    ...said,
    rarities,
    unknown: new Set(said.terms.filter((_, at) => rarities[at]! >= rarest!)),
    vector: embedded.vector,
    ...comparing(text, embedded.tokens, embedder, store),
  }));
  // Whoever waits for it is told; meanwhile nobody may.
  ready.catch(() => undefined);
  return { said, ready };
}

/** What compares passages with a question's tokens. */
function comparing(
  text: string,
  { vectors, offsets }: TokenVectors,
  { model }: Embedder,
  { centre, dimensions }: Store,
): Pick<Question, 'comparer' | 'offsets' | 'reading'> {
  const all = [...Array(offsets.length / 2).keys()];
  const content = contentRows(offsets, text);
  const meant = content.length > 0 ? content : all;
  const carriesMeaning = new Set(meant);
  const order = [...meant, ...all.filter((row) => !carriesMeaning.has(row))];
  const tokens = new TokenCoder(centre).prepare(rowsOf(vectors, order, dimensions));
  const reader = meant.length > 0 ? readerFor(model) : null;
  return {
    comparer: new CodeComparer(tokens, dimensions, meant.length, reader ? [reader.projection] : []),
    offsets: Uint32Array.from(meant.flatMap((row) => [offsets[2 * row]!, offsets[2 * row + 1]!])),
    reading: reader && { reader, asked: reader.ask({ tokens, meant: meant.length }) },
  };
}

function rowsOf(values: Float32Array, rows: readonly number[], dimensions: number): Float32Array {
  const chosen = new Float32Array(rows.length * dimensions);
  for (const [at, row] of rows.entries()) chosen.set(values.subarray(row * dimensions, (row + 1) * dimensions), at * dimensions);
  return chosen;
}

/** A question longer than the model takes is embedded by its beginning (words are searched whole): the only text ever cut, since nothing of it is stored or quoted. */
async function embedQuestion(text: string, embedder: Embedder): Promise<Embedding> {
  for (let part = text; ; part = part.slice(0, Math.floor(part.length * 0.8))) {
    try {
      return await embedder.embed(part, 'question');
    } catch (error) {
      if (!(error instanceof TextTooLongError)) throw error;
    }
  }
}
