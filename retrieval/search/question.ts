import type { Embedder } from '../../embeddings/embedder.js';
import { EmptyQuestionError, MAX_QUESTION_CHARACTERS, QuestionTooLongError } from '../errors.js';
import { contentRows, TokenCoder, type Store } from '../index/index.js';
import { contentTerms, type Term } from '../passages/index.js';
import { askedKind, type AskedKind } from './asked-kind.js';
import { withoutFrame } from './frame.js';
import { readerFor, type AskedReader, type Reader } from './reader/index.js';

/** A question made ready for every kind of search. */
export interface Question {
  /** What is asked, without a request around it (see frame.ts). */
  readonly text: string;
  /** Distinct stemmed terms, in order; empty when the question is made of function words alone. */
  readonly terms: readonly string[];
  /** The same as they stand in the text, repeats too. */
  readonly words: readonly Term[];
  /** Inverse document frequency of each of `terms`, > 0. */
  readonly rarities: readonly number[];
  /** Those of `terms` that no passage holds as they are spelt. */
  readonly unknown: ReadonlySet<string>;
  /** Unit length. */
  readonly vector: Float32Array;
  /** Vectors of the words that carry meaning (all words when there is none), prepared as the passages' codes were: tokens × dimensions. */
  readonly tokens: Float32Array;
  /** Two values a token: UTF-16 offsets into the text, end exclusive. */
  readonly offsets: Uint32Array;
  /** What kind of thing is asked for, when the question says so. */
  readonly asked: AskedKind | null;
  /** Who reads passages with this question in mind; `null` when the model is not the one that the reader knows. */
  readonly reading: { readonly reader: Reader; readonly asked: AskedReader } | null;
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

export async function prepareQuestion(written: string, embedder: Embedder, store: Store): Promise<Question> {
  const text = withoutFrame(written);
  const { vector, tokens } = await embedder.embed(await shortened(text, embedder), 'question');
  const words = contentTerms(text);
  const asked = [...new Set(words.map(({ term }) => term))];
  const [rarest, ...rarities] = await store.rarities([IN_NO_TEXT, ...asked]);
  const { dimensions } = store;
  const prepared = new TokenCoder(store.centre).prepare(tokens.vectors);
  const all = [...Array(tokens.offsets.length / 2).keys()];
  const content = contentRows(tokens.offsets, text);
  const meant = content.length > 0 ? content : all;
  const reader = readerFor(embedder.model);
  return {
    text,
    terms: asked,
    words,
    rarities,
    unknown: new Set(asked.filter((_, at) => rarities[at]! >= rarest!)),
    vector,
    tokens: rowsOf(prepared, meant, dimensions),
    offsets: Uint32Array.from(meant.flatMap((row) => [tokens.offsets[2 * row]!, tokens.offsets[2 * row + 1]!])),
    asked: askedKind(text),
    reading:
      reader && meant.length > 0
        ? { reader, asked: reader.ask({ tokens: prepared, content: Uint8Array.from(all, (row) => Number(meant.includes(row))) }) }
        : null,
  };
}

function rowsOf(values: Float32Array, rows: readonly number[], dimensions: number): Float32Array {
  const chosen = new Float32Array(rows.length * dimensions);
  for (const [at, row] of rows.entries()) chosen.set(values.subarray(row * dimensions, (row + 1) * dimensions), at * dimensions);
  return chosen;
}

/** A question longer than the model takes is embedded by its beginning (words are searched whole): the only text ever cut, since nothing of it is stored or quoted. */
async function shortened(text: string, embedder: Embedder): Promise<string> {
  let part = text;
  while ((await embedder.countTokens([part], 'question'))[0]! > embedder.model.maxTokens) part = part.slice(0, Math.floor(part.length * 0.8));
  return part;
}
