import { join } from 'node:path';
import type { ModelIdentity } from '../../../embeddings/index.js';
import type { Passage } from '../../passages/index.js';
import { valuesOf } from '../bytes.js';
import { currentName, findGeneration, type Generation } from './generation.js';
import type { Manifest } from './manifest.js';
import { GONE } from '../rows.js';
import { readParts } from './segments/parts-file.js';
import { GRAPH_FILE, Segment, SEGMENT_FILES, type SegmentChecks } from './segments/segment.js';
import type { EmbeddedPassage, IndexedDocument, Scope, Store } from '../store.js';
import { VectorIndex } from '../vectors/vector-index.js';
import { WordIndex } from '../words/word-index.js';

/** The store that is a folder: words and vectors in the memory of one process; texts and token codes read from their files by need. */
export interface FolderStore extends Store {
  readonly manifest: Manifest;
  /** Name of the generation it was opened from. */
  readonly generation: string;
  /** Absolute path of the generation's folder. */
  readonly folder: string;
  readonly segments: readonly Segment[];
  /** Mean of the passages' vectors, which their codes were made with. */
  readonly vectorCentre: Float32Array;
  readonly nearestIndex: VectorIndex;
  /** First row of each document. */
  readonly firstRows: ReadonlyMap<IndexedDocument, number>;
  /** What was written of some rows: lent to the next build. @throws {DamagedIndexError} */
  embedded(rows: readonly number[]): Promise<EmbeddedPassage[]>;
}

/** The file of both centres, and its parts. */
export const CENTRES = { file: 'centres', tokens: 'tokens', vectors: 'vectors' } as const;

/**
 * Opens the index at a place.
 * @param open an index of the same place that is open: segments that both have are shared.
 * @returns `null` when there is none yet.
 * @throws Error in words when it cannot be used (damaged, of another format, model or settings) and must be built again.
 * @throws {UserError} when the system does not let it be read: it may well be whole.
 */
export async function openFolderStore(place: string, model: ModelIdentity, settings: string, open: FolderStore | null = null): Promise<FolderStore | null> {
  let named = await currentName(place);
  for (;;) {
    try {
      return await openNow(place, model, settings, open);
    } catch (error) {
      // Another process may have put a new generation in use and removed this one while it was read: then the new one is read.
      const now = await currentName(place);
      if (now === named) throw error;
      named = now;
    }
  }
}

async function openNow(place: string, model: ModelIdentity, settings: string, open: FolderStore | null): Promise<FolderStore | null> {
  const generation = await findGeneration(place);
  if (!generation) return null;
  const { manifest } = generation;
  if (manifest.model.checksum !== model.checksum) throw new Error(`it was made with another model (${manifest.model.name})`);
  if (manifest.settings !== settings) throw new Error(`it was made with other settings (${manifest.settings} instead of ${settings})`);
  return loadGeneration(generation, open?.segments ?? []);
}

/** @param open segments in memory: those that the generation has too are shared. @throws {DamagedIndexError} */
export async function loadGeneration(generation: Generation, open: readonly Segment[]): Promise<FolderStore> {
  const { folder, manifest } = generation;
  const { dimensions } = manifest.model;
  const centres = await readParts(join(folder, CENTRES.file), CENTRES.file, checkOf(manifest, CENTRES.file));
  const segments: Segment[] = [];
  try {
    for (const name of manifest.segments) {
      const segment = open.find((each) => each.name === name) ?? (await Segment.open(folder, name, checksOf(manifest, name), dimensions));
      segment.retain();
      segments.push(segment);
    }
    return storeOf(generation, segments, valuesOf(centres[CENTRES.tokens]!, Float32Array), valuesOf(centres[CENTRES.vectors]!, Float32Array));
  } catch (error) {
    for (const segment of segments) segment.release();
    throw error;
  }
}

function storeOf({ name, folder, manifest }: Generation, segments: readonly Segment[], centre: Float32Array, vectorCentre: Float32Array): FolderStore {
  const rowsOf = segments.map((segment) => new Uint32Array(segment.rows).fill(GONE));
  const documents: IndexedDocument[] = [];
  const passages: Passage[] = [];
  const firstRows = new Map<IndexedDocument, number>();
  // Where each row lies: its segment, and its row there.
  const segmentOf = new Uint16Array(manifest.passages);
  const localOf = new Uint32Array(manifest.passages);
  for (const { segment: at, number } of manifest.documents) {
    const segment = segments[at]!;
    const document = segment.documents[number]!;
    documents.push(document);
    firstRows.set(document, passages.length);
    for (const [index, passage] of document.passages.entries()) {
      const row = passages.length;
      segmentOf[row] = at;
      localOf[row] = segment.firsts[number]! + index;
      rowsOf[at]![localOf[row]] = row;
      passages.push(passage);
    }
  }
  const words = new WordIndex(
    segments.map((segment, at) => ({ words: segment.words, rowOf: rowsOf[at]!, whole: !rowsOf[at]!.includes(GONE) })),
    passages.length,
  );
  const nearestIndex = new VectorIndex(
    segments.map(({ vectors, codes, graph }, at) => ({ vectors, codes, graph, rowOf: rowsOf[at]! })),
    { segmentOf, localOf },
    vectorCentre,
  );
  const inScope = (scope: Scope): ((row: number) => boolean) => {
    const rows = new Set(scope);
    return (row) => rows.has(row);
  };
  let closed = false;
  return {
    manifest,
    generation: name,
    folder,
    segments,
    documents,
    passages,
    centre,
    vectorCentre,
    dimensions: manifest.model.dimensions,
    nearestIndex,
    firstRows,
    words: (asked, limit, scope) => Promise.resolve(words.search(asked, limit, scope && inScope(scope))),
    rarities: (asked) => Promise.resolve(asked.map((term) => words.rarity(term))),
    nearest: (vector, limit, scope) => Promise.resolve(nearestIndex.nearest(vector, limit, scope)),
    cosines: (rows, vector) => Promise.resolve(nearestIndex.cosines(rows, vector)),
    tokens: async (rows) => {
      // In one piece of memory for all: fifty of their own cost more than reading them.
      const starts = [0];
      for (const row of rows) starts.push(Math.ceil((starts.at(-1)! + segments[segmentOf[row]!]!.tokenBytes(localOf[row]!)) / 4) * 4);
      const bytes = Buffer.allocUnsafeSlow(starts.at(-1)!);
      return Promise.resolve(
        rows.map((row, at) => segments[segmentOf[row]!]!.tokens(localOf[row]!, passages[row]!.file, bytes.subarray(starts[at], starts[at + 1]))),
      );
    },
    embedded: async (rows) => Promise.resolve(rows.map((row) => segments[segmentOf[row]!]!.embedded(localOf[row]!, passages[row]!.file))),
    close: () => {
      if (!closed) for (const segment of segments) segment.release();
      closed = true;
      return Promise.resolve();
    },
  };
}

function checkOf({ files }: Manifest, name: string): { readonly bytes: number; readonly sha256: string } {
  const { bytes, sha256 } = files[name] ?? {};
  if (bytes === undefined || typeof sha256 !== 'string') throw new Error(`its manifest is damaged (nothing of ${name} is in it)`);
  return { bytes, sha256 };
}

function checksOf(manifest: Manifest, segment: string): SegmentChecks {
  const records = (ending: string): { readonly bytes: number; readonly sha256: null } => {
    const found = manifest.files[segment + ending];
    if (!found) throw new Error(`its manifest is damaged (nothing of ${segment}${ending} is in it)`);
    return { bytes: found.bytes, sha256: null };
  };
  return {
    index: checkOf(manifest, segment + SEGMENT_FILES.index),
    texts: records(SEGMENT_FILES.texts),
    tokens: records(SEGMENT_FILES.tokens),
    graph: manifest.files[segment + GRAPH_FILE] ? checkOf(manifest, segment + GRAPH_FILE) : null,
  };
}
