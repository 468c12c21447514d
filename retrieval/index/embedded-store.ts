import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelIdentity } from '../../embeddings/embedder.js';
import { contentTerms, type Passage } from '../passages/index.js';
import { currentName, openGeneration, writeGeneration, type Generation } from './generation.js';
import { LexicalIndex, type LexicalFile, type PassageWords } from './lexical.js';
import { FORMAT, type Manifest } from './manifest.js';
import type { IndexContent, IndexedDocument, Scope, Store } from './store.js';
import type { TokenCodes } from './token-codes.js';
import { VectorIndex } from './vectors.js';

/** The store that is a folder: everything in memory of one process, files beside the dossier. */
export interface EmbeddedStore extends Store {
  readonly manifest: Manifest;
  /** rows × dimensions: lent to the next build. */
  readonly vectors: Float32Array;
  readonly tokensOf: (row: number) => TokenCodes;
}

/** Files of a generation. */
const FILES = {
  documents: 'documents.json',
  words: 'words.json',
  vectors: 'vectors.f32',
  graph: 'vectors.hnsw',
  centre: 'centre.f32',
  /** Codes of all tokens, row after row. */
  codes: 'tokens.bin',
  scales: 'tokens.f32',
  starts: 'tokens.u16',
  /** Tokens of each row. */
  counts: 'tokens.u32',
} as const;

/**
 * Opens the index at a place.
 * @returns `null` when there is none yet.
 * @throws Error in words when it cannot be used (damaged, of another format, model or settings) and must be built again.
 */
export async function openEmbeddedStore(place: string, model: ModelIdentity, settings: string): Promise<EmbeddedStore | null> {
  let named = await currentName(place);
  for (;;) {
    try {
      return await openNow(place, model, settings);
    } catch (error) {
      // Another process may have put a new generation in use and removed this one while it was read: then the new one is read.
      const now = await currentName(place);
      if (now === named) throw error;
      named = now;
    }
  }
}

async function openNow(place: string, model: ModelIdentity, settings: string): Promise<EmbeddedStore | null> {
  const generation = await openGeneration(place);
  if (!generation) return null;
  const { manifest } = generation;
  if (manifest.model.checksum !== model.checksum) throw new Error(`it was made with another model (${manifest.model.name})`);
  if (manifest.settings !== settings) throw new Error(`it was made with other settings (${manifest.settings} instead of ${settings})`);
  return load(generation);
}

/** Writes an index whole and opens it. */
export async function writeEmbeddedStore(place: string, content: IndexContent, model: ModelIdentity, settings: string): Promise<EmbeddedStore> {
  const generation = await writeGeneration(place, async (folder) => {
    const { documents, tokens } = content;
    const words: PassageWords[] = documents.flatMap((document) => {
      const title = contentTerms(document.title).map(({ term }) => term);
      return document.passages.map((passage) => ({
        text: contentTerms(document.text.slice(passage.start, passage.end)).map(({ term }) => term),
        heading: contentTerms(passage.heading ?? '').map(({ term }) => term),
        title,
      }));
    });
    await writeFile(join(folder, FILES.documents), JSON.stringify(documents));
    await writeFile(join(folder, FILES.words), JSON.stringify(LexicalIndex.build(words).toFile()));
    await writeFile(join(folder, FILES.vectors), bytesOf(content.vectors));
    await VectorIndex.build(content.vectors, model.dimensions).writeGraph(join(folder, FILES.graph));
    await writeFile(join(folder, FILES.centre), bytesOf(content.centre));
    await writeFile(join(folder, FILES.codes), Buffer.concat(tokens.map(({ codes }) => codes)));
    await writeFile(join(folder, FILES.scales), Buffer.concat(tokens.map(({ scales }) => bytesOf(scales))));
    await writeFile(join(folder, FILES.starts), Buffer.concat(tokens.map(({ starts }) => bytesOf(starts))));
    await writeFile(join(folder, FILES.counts), bytesOf(Uint32Array.from(tokens, ({ scales }) => scales.length)));
    return {
      format: FORMAT,
      model,
      settings,
      documents: documents.map(({ file, hash }) => ({ file, hash })),
      passages: words.length,
      tokens: tokens.reduce((sum, { scales }) => sum + scales.length, 0),
      centredOn: content.centredOn,
    };
  });
  return load(generation);
}

async function load({ folder, manifest }: Generation): Promise<EmbeddedStore> {
  const { dimensions } = manifest.model;
  const read = (file: string): Promise<Buffer> => readFile(join(folder, file));
  const documents = JSON.parse((await read(FILES.documents)).toString('utf8')) as IndexedDocument[];
  const lexical = LexicalIndex.fromFile(JSON.parse((await read(FILES.words)).toString('utf8')) as LexicalFile);
  const vectors = await VectorIndex.open(valuesOf(await read(FILES.vectors), Float32Array), dimensions, join(folder, FILES.graph));
  const centre = valuesOf(await read(FILES.centre), Float32Array);
  const codes = await read(FILES.codes);
  const scales = valuesOf(await read(FILES.scales), Float32Array);
  const starts = valuesOf(await read(FILES.starts), Uint16Array);
  const counts = valuesOf(await read(FILES.counts), Uint32Array);
  const firsts = new Uint32Array(counts.length + 1);
  for (const [row, count] of counts.entries()) firsts[row + 1] = firsts[row]! + count;
  const bytes = Math.ceil(dimensions / 8);
  const passages: Passage[] = documents.flatMap((document) => document.passages);

  const tokensOf = (row: number): TokenCodes => {
    const from = firsts[row]!;
    const to = firsts[row + 1]!;
    return { codes: codes.subarray(from * bytes, to * bytes), scales: scales.subarray(from, to), starts: starts.subarray(from, to) };
  };
  const inScope = (scope: Scope): ((row: number) => boolean) => {
    const rows = new Set(scope);
    return (row) => rows.has(row);
  };

  return {
    manifest,
    documents,
    passages,
    centre,
    dimensions,
    vectors: vectors.vectors,
    tokensOf,
    words: (asked, limit, scope) => Promise.resolve(lexical.search(asked, limit, scope && inScope(scope))),
    rarities: (asked) => Promise.resolve(asked.map((term) => lexical.rarity(term))),
    nearest: (vector, limit, scope) => Promise.resolve(vectors.nearest(vector, limit, scope)),
    cosines: (rows, vector) => Promise.resolve(Float32Array.from(rows, (row) => vectors.cosine(row, vector))),
    tokens: (rows) => Promise.resolve(rows.map(tokensOf)),
    close: () => Promise.resolve(),
  };
}

function bytesOf(values: Float32Array | Uint16Array | Uint32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

/** A typed array over a file's bytes, copied when they do not lie at a multiple of the value's size. */
function valuesOf<T>(bytes: Buffer, type: { new (buffer: ArrayBufferLike, offset: number, length: number): T; readonly BYTES_PER_ELEMENT: number }): T {
  const aligned = bytes.byteOffset % type.BYTES_PER_ELEMENT === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
  return new type(aligned.buffer, aligned.byteOffset, Math.floor(aligned.byteLength / type.BYTES_PER_ELEMENT));
}
