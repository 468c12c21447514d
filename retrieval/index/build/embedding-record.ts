import { createHash } from 'node:crypto';
import type { TokenVectors } from '../../../embeddings/index.js';
import { bytesOf } from '../bytes.js';
import type { TokenCodes } from '../tokens/token-codes.js';

/*
 * An embedded passage, or a centre, as a journal holds it: a kind (u8), then
 *   of a passage: its text's name, its centre's, the vector (f32), the number of its tokens (u32), their codes, or their offsets and vectors
 *   of a centre: the number of passages it was measured on (u32), its values (f32)
 */

/** Raised whenever records are laid out otherwise. */
export const RECORD_FORMAT = 1;

const RAW = 1;
const CODED = 2;
const CENTRE = 3;

/** Bytes of a text's name and of a centre's name: cut from a SHA-256. */
const KEY = 16;
const NAME = 8;

/** What token codes are centred on, and the passages it was measured on. */
export interface Centre {
  readonly centre: Float32Array;
  readonly centredOn: number;
}

/** A passage embedded by an earlier run: its tokens as codes, or as they came from the model when no centre was known yet. */
export type KeptEmbedding = { readonly vector: Float32Array; readonly codes: TokenCodes } | { readonly vector: Float32Array; readonly content: TokenVectors };

/** What a record is of, without what it holds; `null` for a kind that is not known. */
export type RecordHead = { readonly centre: Centre } | { readonly key: string; readonly isCoded: boolean; readonly centreName: string } | null;

/** A centre as a record. */
export function centreRecord({ centre, centredOn }: Centre): Buffer {
  return Buffer.concat([Buffer.of(CENTRE), u32(centredOn), bytesOf(centre)]);
}

/** @param centre the one that codes are on; `null` for none. */
export function embeddingRecord(text: string, embedding: KeptEmbedding, centre: Float32Array | null): Buffer {
  const isCoded = 'codes' in embedding;
  const tokens = isCoded ? embedding.codes.scales.length : embedding.content.offsets.length / 2;
  const own = isCoded
    ? [Buffer.from(embedding.codes.codes), bytesOf(embedding.codes.scales), bytesOf(embedding.codes.starts)]
    : [bytesOf(embedding.content.offsets), bytesOf(embedding.content.vectors)];
  const names = [Buffer.from(keyOf(text), 'hex'), Buffer.from(nameOf(centre), 'hex')];
  return Buffer.concat([Buffer.of(isCoded ? CODED : RAW), ...names, bytesOf(embedding.vector), u32(tokens), ...own]);
}

/** @param dimensions values in a vector of the model */
export function headOf(record: Buffer, dimensions: number): RecordHead {
  const kind = record[0]!;
  if (kind === CENTRE) return { centre: { centre: floats(record, 5, dimensions), centredOn: record.readUInt32LE(1) } };
  if (kind !== RAW && kind !== CODED) return null;
  return { key: record.toString('hex', 1, 1 + KEY), isCoded: kind === CODED, centreName: record.toString('hex', 1 + KEY, 1 + KEY + NAME) };
}

/** @throws Error when the record is cut short */
export function embeddingIn(record: Buffer, dimensions: number): KeptEmbedding {
  let at = 1 + KEY + NAME;
  const vector = floats(record, at, dimensions);
  at += 4 * dimensions;
  const tokens = record.readUInt32LE(at);
  at += 4;
  if (record[0] === CODED) {
    const width = Math.ceil(dimensions / 8);
    const codes = Uint8Array.from(record.subarray(at, at + tokens * width));
    at += tokens * width;
    const scales = floats(record, at, tokens);
    at += 4 * tokens;
    return { vector, codes: { codes, scales, starts: new Uint16Array(copied(record, at, 2 * tokens)) } };
  }
  const offsets = new Uint32Array(copied(record, at, 8 * tokens));
  at += 8 * tokens;
  return { vector, content: { offsets, vectors: floats(record, at, tokens * dimensions) } };
}

/** The name of a text, in hex. */
export function keyOf(text: string): string {
  return nameBy(text, KEY);
}

/** Names of centres, worked out once each. */
const names = new WeakMap<Float32Array, string>();

/** The name of a centre, in hex. */
export function nameOf(centre: Float32Array | null): string {
  if (!centre) return '0'.repeat(2 * NAME);
  const name = names.get(centre) ?? nameBy(bytesOf(centre), NAME);
  names.set(centre, name);
  return name;
}

function nameBy(content: string | Uint8Array, bytes: number): string {
  return createHash('sha256')
    .update(content)
    .digest('hex')
    .slice(0, 2 * bytes);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** Memory of its own: typed arrays want it aligned. */
function copied(record: Buffer, at: number, bytes: number): ArrayBuffer {
  if (at + bytes > record.length) throw new Error(`reading what was embedded: a record of ${at + bytes} bytes expected, found ${record.length}`);
  return Uint8Array.from(record.subarray(at, at + bytes)).buffer;
}

function floats(record: Buffer, at: number, count: number): Float32Array {
  return new Float32Array(copied(record, at, 4 * count));
}
