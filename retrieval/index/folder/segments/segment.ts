import { join } from 'node:path';
import { valuesOf } from '../../bytes.js';
import type { EmbeddedPassage, IndexedDocument } from '../../store.js';
import { tokenBytes, tokensFrom } from '../../tokens/token-bytes.js';
import type { TokenCodes } from '../../tokens/token-codes.js';
import { Graph } from '../../vectors/graph.js';
import { WholeVectors } from '../../vectors/whole-vectors.js';
import type { VectorCodes } from '../../vectors/vector-codes.js';
import { WordSegment } from '../../words/word-segment.js';
import { readParts, type FileCheck } from './parts-file.js';
import { decodePassages } from './passages-part.js';
import { CHECKSUM, RecordFile } from './record-file.js';
import { Texts, type TextPlace } from './text-records.js';
import { TokenPlaces } from './token-places.js';

/** Endings of the files that every segment has: what is read whole into memory, and what is read a record at a time. */
export const SEGMENT_FILES = { index: '.index', texts: '.texts', tokens: '.tokens' } as const;

/** Ending of a large segment's graph, beside the three. */
export const GRAPH_FILE = '.graph';

/** Names of the parts of a segment's index file, beside those of words and passages. */
export const SEGMENT_PARTS = {
  /** In JSON: every document without its text and passages, but with where the text lies and how many passages it has. */
  documents: 'documents',
  tokenCounts: 'tokens.counts',
  codes: 'vectors.codes',
  corrections: 'vectors.corrections',
  scales: 'vectors.scales',
  vectors: 'vectors.values',
} as const;

/** A document as a segment writes it. */
export type WrittenDocument = Omit<IndexedDocument, 'text' | 'passages'> & { readonly text: TextPlace; readonly passages: number };

/** What a generation's manifest says of a segment's files. */
export interface SegmentChecks {
  readonly index: FileCheck;
  readonly texts: RecordFileCheck;
  readonly tokens: RecordFileCheck;
  /** `null` where there is none. */
  readonly graph: FileCheck | null;
}

/** A file of records is checked a record at a time. */
interface RecordFileCheck {
  readonly bytes: number;
  readonly sha256: null;
}

/**
 * Some documents of an index, written once and never changed: a change of the dossier makes a new segment, and what it takes the
 * place of is passed over until segments are merged. Rows count from 0 within it.
 */
export class Segment {
  /** First row of each document, and one more value: rows of all. */
  readonly firsts: Uint32Array;
  readonly tokenPlaces: TokenPlaces;
  private users = 0;

  private constructor(
    readonly name: string,
    readonly documents: readonly IndexedDocument[],
    readonly written: readonly WrittenDocument[],
    readonly words: WordSegment,
    readonly vectors: WholeVectors,
    readonly codes: VectorCodes,
    tokenCounts: Uint32Array,
    private readonly dimensions: number,
    readonly textFile: RecordFile,
    readonly tokenFile: RecordFile,
    readonly graph: Graph | null,
  ) {
    this.tokenPlaces = new TokenPlaces(tokenCounts, tokenBytes(dimensions));
    this.firsts = new Uint32Array(documents.length + 1);
    for (const [at, { passages }] of documents.entries()) this.firsts[at + 1] = this.firsts[at]! + passages.length;
  }

  /** @throws {DamagedIndexError} when a file is missing or not what was written. */
  static async open(folder: string, name: string, checks: SegmentChecks, dimensions: number): Promise<Segment> {
    const textFile = new RecordFile(join(folder, name + SEGMENT_FILES.texts), name + SEGMENT_FILES.texts, checks.texts.bytes);
    let tokenFile: RecordFile | null = null;
    try {
      tokenFile = new RecordFile(join(folder, name + SEGMENT_FILES.tokens), name + SEGMENT_FILES.tokens, checks.tokens.bytes);
      const index = name + SEGMENT_FILES.index;
      const parts = await readParts(join(folder, index), index, checks.index);
      const part = (wanted: string): Uint8Array => parts[wanted]!;
      const written = JSON.parse(Buffer.from(part(SEGMENT_PARTS.documents)).toString('utf8')) as WrittenDocument[];
      const passages = decodePassages(parts, written);
      const texts = new Texts(textFile);
      return new Segment(
        name,
        written.map((document, at) => withText({ ...document, passages: passages[at]! }, document.text, texts)),
        written,
        new WordSegment(parts),
        new WholeVectors(valuesOf(part(SEGMENT_PARTS.vectors), Int16Array), valuesOf(part(SEGMENT_PARTS.scales), Float32Array), dimensions),
        { codes: part(SEGMENT_PARTS.codes), corrections: valuesOf(part(SEGMENT_PARTS.corrections), Float32Array) },
        valuesOf(part(SEGMENT_PARTS.tokenCounts), Uint32Array),
        dimensions,
        textFile,
        tokenFile,
        checks.graph &&
          (await Graph.open(
            join(folder, name + GRAPH_FILE),
            name + GRAPH_FILE,
            checks.graph,
            written.reduce((sum, { passages: count }) => sum + count, 0),
            dimensions,
          )),
      );
    } catch (error) {
      textFile.close();
      tokenFile?.close();
      throw error;
    }
  }

  get rows(): number {
    return this.firsts.at(-1)!;
  }

  /**
   * @param document by file, to be named should it be damaged.
   * @param into room for `tokenBytes(row)`, at a multiple of 4 bytes.
   * @throws {DamagedIndexError}
   */
  tokens(row: number, document: string, into?: Buffer): TokenCodes {
    return tokensFrom(this.tokenFile.read(this.tokenPlaces.placeOf(row), document, into), this.dimensions);
  }

  /** Bytes that reading a row's tokens takes. */
  tokenBytes(row: number): number {
    return this.tokenPlaces.placeOf(row).length + CHECKSUM;
  }

  embedded(row: number, document: string): EmbeddedPassage {
    return { vector: this.vectors.vector(row), tokens: this.tokens(row, document) };
  }

  /** Says that one more store reads it. */
  retain(): void {
    this.users++;
  }

  /** Closes its files once no store reads it any more. */
  release(): void {
    if (--this.users > 0) return;
    this.textFile.close();
    this.tokenFile.close();
  }
}

/** A document whose text, or a part of it, is read when it is asked for. */
function withText(document: Omit<IndexedDocument, 'text'>, place: TextPlace, texts: Texts): IndexedDocument {
  return Object.defineProperties(document, {
    text: { enumerable: true, get: () => texts.read(place, document.file) },
    // A copy of the document, with whatever text, does not take it along.
    parts: { value: texts.parts(place, document.file) },
  }) as IndexedDocument;
}
