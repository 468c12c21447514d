import type { Document, PartedText, Heading } from '../documents/index.js';
import type { Passage } from '../passages/index.js';
import type { TokenCodes } from './tokens/token-codes.js';
import type { VectorHit } from './vectors/vector-index.js';
import type { FoundWords } from './words/word-scores.js';

/** A document with what splitting found in it. */
export interface IndexedDocument extends Document, PartedText {
  readonly headings: readonly Heading[];
  readonly passages: readonly Passage[];
}

/** Rows a search is limited to; a search without one goes through all. */
export type Scope = readonly number[];

/**
 * What the search asks of an index, whatever holds it. Rows number the passages from 0 in the order of documents and, within
 * one, of the text. Everything that may have to leave the process is a promise.
 */
export interface Store {
  /** In order of path. A text may be read only when it is asked for, and then throw what `tokens` throws. */
  readonly documents: readonly IndexedDocument[];
  /** By row. */
  readonly passages: readonly Passage[];
  /** Mean of the dossier's token vectors (see token-codes.ts), `dimensions` values. */
  readonly centre: Float32Array;
  readonly dimensions: number;
  words(terms: readonly string[], limit: number, scope?: Scope): Promise<FoundWords>;
  /** BM25's inverse document frequency of each term, > 0. */
  rarities(terms: readonly string[]): Promise<number[]>;
  nearest(vector: Float32Array, limit: number, scope?: Scope): Promise<VectorHit[]>;
  /** Cosine of each of these rows with a unit vector. */
  cosines(rows: readonly number[], vector: Float32Array): Promise<Float32Array>;
  /** @throws {DamagedIndexError} when they are not what was written. */
  tokens(rows: readonly number[]): Promise<TokenCodes[]>;
  close(): Promise<void>;
}

/** What the model made of one passage. */
export interface EmbeddedPassage {
  /** Unit length, `dimensions` values. */
  readonly vector: Float32Array;
  readonly tokens: TokenCodes;
}

/** An index as it is to be, told by what changes: ready to be written by a store. */
export interface IndexContent {
  /** All documents, in order of path. Those that are not in `fresh` are the very objects of the index written before, and keep what it has of them. */
  readonly documents: readonly IndexedDocument[];
  /** What was embedded (or lent) for the others: a value a passage, in order. */
  readonly fresh: ReadonlyMap<IndexedDocument, readonly EmbeddedPassage[]>;
  /** Mean of the dossier's token vectors. Where it is another than before, all documents are fresh. */
  readonly centre: Float32Array;
  /** Passages the centre was measured on. */
  readonly centredOn: number;
}
