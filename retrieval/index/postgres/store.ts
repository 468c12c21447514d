import type { ModelIdentity } from '../../../embeddings/index.js';
import type { Unreadable } from '../../documents/index.js';
import type { Passage } from '../../passages/index.js';
import type { IndexedDocument, Store } from '../store.js';
import type { Database } from './connection.js';
import { FIELDS } from '../words/passage-words.js';
import { Tokens } from './tokens.js';
import { Vectors } from './vectors.js';
import { Words, type OpenSegment } from './words.js';

/** A document with its place in the database. */
export interface StoredDocument {
  readonly id: number;
  /** Its passages' ids go up by one from here. */
  readonly first: number;
  readonly document: IndexedDocument;
}

export interface StoredSegment {
  readonly id: number;
  /** Ids and how many passages each has, in order; those included that no longer count. */
  readonly documents: readonly (readonly [document: number, passages: number])[];
  /** Different words of each passage's text, heading and title: 3 a passage. */
  readonly lengths: Uint16Array;
}

/** One generation of an index as a process holds it: documents and passages, and where the rest is found in the database. */
export interface StoredGeneration {
  readonly generation: number;
  readonly model: ModelIdentity;
  readonly settings: string;
  readonly centre: Float32Array;
  readonly centredOn: number;
  readonly unreadable: readonly Unreadable[];
  /** In order of path. */
  readonly documents: readonly StoredDocument[];
  readonly segments: readonly StoredSegment[];
}

/** The store that is a PostgreSQL database: vectors, words and token codes stay there. */
export interface PostgresStore extends Store {
  readonly stored: StoredGeneration;
}

/** @param stored what the database holds of one generation, its documents read already */
export function openStore(database: Database, stored: StoredGeneration): PostgresStore {
  const { generation, centre, segments } = stored;
  const { dimensions } = stored.model;
  const documents = stored.documents.map(({ document }) => document);
  const passages: Passage[] = documents.flatMap((document) => document.passages);
  const ids = stored.documents.flatMap(({ first, document }) => document.passages.map((_, at) => first + at));
  const rowOf = new Map(ids.map((id, row) => [id, row]));
  const lengths = new Uint16Array(passages.length * FIELDS.length);
  const rowOfDocument = new Map(
    stored.documents.flatMap(({ id, first, document }) => (document.passages.length > 0 ? [[id, rowOf.get(first)!] as const] : [])),
  );
  const opened = new Map(segments.map((segment) => [segment.id, openSegment(segment, rowOfDocument, lengths)]));
  const words = new Words(database, generation, opened, lengths);
  const tokens = new Tokens(database, generation, dimensions, ids);
  const vectors = new Vectors(database, generation, dimensions, ids, rowOf);

  return {
    stored,
    documents,
    passages,
    centre,
    dimensions,
    words: (asked, limit, scope) => {
      const rows = scope && new Set(scope);
      return words.search(asked, limit, rows && ((row) => rows.has(row)));
    },
    rarities: (asked) => words.rarities(asked),
    nearest: (vector, limit, scope) => vectors.nearest(vector, limit, scope),
    cosines: (rows, vector) => vectors.cosines(rows, vector),
    tokens: (rows) => tokens.of(rows),
    // The connections belong to the place, which outlives its generations.
    close: () => Promise.resolve(),
  };
}

/** Numbers a segment's passages by row, and puts their words' counts to the rows. */
function openSegment({ id, documents, lengths }: StoredSegment, rowOfDocument: ReadonlyMap<number, number>, into: Uint16Array): OpenSegment {
  const rows = new Int32Array(lengths.length / FIELDS.length).fill(-1);
  let number = 0;
  for (const [document, passages] of documents) {
    const row = rowOfDocument.get(document);
    if (row !== undefined) {
      for (let at = 0; at < passages; at++) rows[number + at] = row + at;
      into.set(lengths.subarray(number * FIELDS.length, (number + passages) * FIELDS.length), row * FIELDS.length);
    }
    number += passages;
  }
  return { id, rows };
}
