import { join } from 'node:path';
import { bytesOf } from '../../bytes.js';
import type { EmbeddedPassage, IndexedDocument } from '../../store.js';
import { tokenPieces } from '../../tokens/token-bytes.js';
import { BLOCK_ROWS, type VectorCoder } from '../../vectors/vector-codes.js';
import { WholeVectors } from '../../vectors/whole-vectors.js';
import { encodeWords, mergeWords, type WordPart } from '../../words/encode-words.js';
import { WordSegment } from '../../words/word-segment.js';
import { wordsOf } from '../../words/passage-words.js';
import { writeParts } from './parts-file.js';
import { encodePassages } from './passages-part.js';
import { RecordWriter } from './record-file.js';
import { SEGMENT_FILES, SEGMENT_PARTS, type Segment, type SegmentChecks, type WrittenDocument } from './segment.js';
import { storedBytes, writeText } from './text-records.js';

/** A document that was just embedded. */
export interface FreshDocument {
  readonly document: IndexedDocument;
  readonly rows: readonly EmbeddedPassage[];
}

/** Documents of a segment that go on into another. */
export interface KeptDocuments {
  readonly segment: Segment;
  /** Their numbers in it, ascending. */
  readonly documents: readonly number[];
}

/** Copied at a time. */
const RUN_BYTES = 8 * 1024 * 1024;

/**
 * Writes a segment's files: what is kept of other segments first, then the fresh documents.
 * @returns the checks of its files, and its documents in order.
 */
export async function writeSegment(
  folder: string,
  name: string,
  kept: readonly KeptDocuments[],
  fresh: readonly FreshDocument[],
  coder: VectorCoder,
  dimensions: number,
): Promise<Omit<SegmentChecks, 'graph'>> {
  const documents: WrittenDocument[] = [];
  const texts = await RecordWriter.create(join(folder, name + SEGMENT_FILES.texts));
  let tokens: RecordWriter | null = null;
  try {
    tokens = await RecordWriter.create(join(folder, name + SEGMENT_FILES.tokens));
    for (const { segment, documents: numbers } of kept) {
      for (const number of numbers) {
        const written = segment.written[number]!;
        const start = texts.bytes;
        await texts.addRaw(segment.textFile.readRaw(written.text.start, storedBytes(written.text)));
        documents.push({ ...written, text: { ...written.text, start } });
      }
      for (const [from, to] of runsOf(segment, numbers)) await copyTokens(segment, from, to, tokens);
    }
    for (const { document, rows } of fresh) {
      documents.push({ ...document, text: await writeText(texts, document.text), passages: document.passages.length });
      for (const row of rows) await tokens.add(tokenPieces(row.tokens));
    }
    await texts.finish();
    await tokens.finish();
  } catch (error) {
    await texts.abandon();
    await tokens?.abandon();
    throw error;
  }
  const freshRows = fresh.flatMap(({ rows }) => rows);
  const vectors = WholeVectors.encode(
    freshRows.map(({ vector }) => vector),
    dimensions,
  );
  const codes = coder.encode(freshRows.map(({ vector }) => vector));
  const runs = kept.flatMap(({ segment, documents: numbers }) => runsOf(segment, numbers).map(([from, to]) => ({ segment, from, to })));
  const passages = [
    ...kept.flatMap(({ segment, documents: numbers }) => numbers.flatMap((number) => segment.documents[number]!.passages)),
    ...fresh.flatMap(({ document }) => document.passages),
  ];
  const pieces = (of: (segment: Segment) => Float32Array | Int16Array, width: number): Uint8Array[] =>
    runs.map(({ segment, from, to }) => bytesOf(of(segment).subarray(from * width, to * width)));
  const index = await writeParts(join(folder, name + SEGMENT_FILES.index), {
    [SEGMENT_PARTS.documents]: Buffer.from(JSON.stringify(documents)),
    ...encodePassages(passages),
    ...(await mergedWords(kept, fresh, passages.length)),
    [SEGMENT_PARTS.tokenCounts]: bytesOf(
      Uint32Array.from([
        ...runs.flatMap(({ segment, from, to }) => Array.from({ length: to - from }, (_, at) => segment.tokenPlaces.countOf(from + at))),
        ...freshRows.map((row) => row.tokens.scales.length),
      ]),
    ),
    [SEGMENT_PARTS.codes]: gatherCodes(
      [...runs.map(({ segment, from, to }) => ({ codes: segment.codes.codes, from, to })), { codes: codes.codes, from: 0, to: freshRows.length }],
      passages.length,
      coder.bytes,
    ),
    [SEGMENT_PARTS.corrections]: [...pieces(({ codes: { corrections } }) => corrections, 2), bytesOf(codes.corrections)],
    [SEGMENT_PARTS.scales]: [...pieces((segment) => segment.vectors.scales, 1), bytesOf(vectors.scales)],
    [SEGMENT_PARTS.vectors]: [...pieces((segment) => segment.vectors.values, dimensions), bytesOf(vectors.values)],
  });
  return { index, texts: { bytes: texts.bytes, sha256: null }, tokens: { bytes: tokens.bytes, sha256: null } };
}

/** Rows of documents, as stretches [from, to) as long as can be. */
function runsOf({ firsts }: Segment, documents: readonly number[]): (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const number of documents) {
    const last = runs.at(-1);
    if (last && last[1] === firsts[number]) last[1] = firsts[number + 1]!;
    else runs.push([firsts[number]!, firsts[number + 1]!]);
  }
  return runs;
}

async function copyTokens({ tokenPlaces, tokenFile }: Segment, from: number, to: number, into: RecordWriter): Promise<void> {
  const end = tokenPlaces.startOf(to);
  for (let start = tokenPlaces.startOf(from); start < end; start += RUN_BYTES) {
    await into.addRaw(tokenFile.readRaw(start, Math.min(RUN_BYTES, end - start)));
  }
}

async function mergedWords(kept: readonly KeptDocuments[], fresh: readonly FreshDocument[], rows: number): Promise<Awaited<ReturnType<typeof encodeWords>>> {
  const words = fresh.flatMap(({ document }) => wordsOf(document));
  const encoded = await encodeWords(words);
  if (kept.length === 0) return encoded;
  let next = 0;
  const parts = kept.map(({ segment, documents }): WordPart => {
    const newRows = new Int32Array(segment.rows).fill(-1);
    for (const [from, to] of runsOf(segment, documents)) for (let row = from; row < to; row++) newRows[row] = next++;
    return { segment: segment.words, newRows };
  });
  parts.push({ segment: new WordSegment(encoded), newRows: Int32Array.from(words, (_, at) => next + at) });
  return mergeWords(parts, rows);
}

/** Codes of stretches of rows, laid out anew in blocks. */
function gatherCodes(runs: readonly { readonly codes: Uint8Array; readonly from: number; readonly to: number }[], rows: number, bytes: number): Uint8Array {
  const gathered = new Uint8Array(Math.ceil(rows / BLOCK_ROWS) * BLOCK_ROWS * bytes);
  let next = 0;
  for (const { codes, from, to } of runs) {
    for (let row = from; row < to; row++, next++) {
      const source = placeOf(row, bytes);
      const target = placeOf(next, bytes);
      for (let at = 0; at < bytes * BLOCK_ROWS; at += BLOCK_ROWS) gathered[target + at] = codes[source + at]!;
    }
  }
  return gathered;
}

function placeOf(row: number, bytes: number): number {
  return Math.floor(row / BLOCK_ROWS) * BLOCK_ROWS * bytes + (row % BLOCK_ROWS);
}
