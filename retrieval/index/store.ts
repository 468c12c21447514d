import type { Document } from '../documents/document.js';
import type { Heading, Passage } from '../passages/passage.js';
import type { WordHit } from './lexical.js';
import type { TokenCodes } from './token-codes.js';
import type { VectorHit } from './vectors.js';

/** A document with what splitting found in it. */
export interface IndexedDocument extends Document {
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
  readonly documents: readonly IndexedDocument[];
  /** By row. */
  readonly passages: readonly Passage[];
  /** Mean of the dossier's token vectors (see token-codes.ts), `dimensions` values. */
  readonly centre: Float32Array;
  readonly dimensions: number;
  words(terms: readonly string[], limit: number, scope?: Scope): Promise<WordHit[]>;
  /** BM25's inverse document frequency of each term, > 0. */
  rarities(terms: readonly string[]): Promise<number[]>;
  nearest(vector: Float32Array, limit: number, scope?: Scope): Promise<VectorHit[]>;
  /** Cosine of each of these rows with a unit vector. */
  cosines(rows: readonly number[], vector: Float32Array): Promise<Float32Array>;
  tokens(rows: readonly number[]): Promise<TokenCodes[]>;
  close(): Promise<void>;
}

/** Everything an index is made of, ready to be written by a store. */
export interface IndexContent {
  readonly documents: readonly IndexedDocument[];
  /** rows × dimensions, each row of unit length. */
  readonly vectors: Float32Array;
  /** By row. */
  readonly tokens: readonly TokenCodes[];
  readonly centre: Float32Array;
  /** Passages the centre was measured on. */
  readonly centredOn: number;
}
