import { createHash } from 'node:crypto';
import { constants, mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { ModelIdentity, TokenVectors } from '../../embeddings/embedder.js';
import { bytesOf } from './bytes.js';
import type { TokenCodes } from './token-codes.js';

/*
 * A journal beside the index, appended to after each passage:
 *   one line of JSON: format, model, settings
 *   records: byte count (u32), CRC-32 of the bytes (u32), the bytes: a kind (u8), then what the kind holds
 * All numbers little endian. A process that dies leaves a torn last record at worst, which is dropped at the next opening.
 */

/** Raised whenever records are laid out otherwise. */
const FORMAT = 1;
const FILE = 'embedding.journal';

const RAW = 1;
const CODED = 2;
const CENTRE = 3;

/** Longer records than this are no records: a passage holds at most 512 tokens of 1.5 KB. */
const LONGEST_RECORD = 64 * 1024 * 1024;

/** What token codes are centred on, and the passages it was measured on. */
export interface Centre {
  readonly centre: Float32Array;
  readonly centredOn: number;
}

/** A passage embedded by an earlier run: its tokens as codes, or as they came from the model when no centre was known yet. */
export type KeptEmbedding = { readonly vector: Float32Array; readonly codes: TokenCodes } | { readonly vector: Float32Array; readonly content: TokenVectors };

interface Place {
  readonly kind: typeof RAW | typeof CODED;
  readonly at: number;
  readonly bytes: number;
  /** Name of the centre of its codes. */
  readonly centre: string;
}

/**
 * The passages embedded so far by a build whose index is not written yet: one that is stopped, or dies, loses none of them. It is
 * only there to save time, so nothing that goes wrong with it is an error.
 */
export class KeptEmbeddings {
  /** The centre measured last; `null` while there is none. */
  centre: Centre | null = null;
  private readonly places = new Map<string, Place>();
  private readonly file: string;
  private readonly header: Buffer;
  private handle: FileHandle | null = null;
  private begun = false;
  private added = 0;
  private failed = false;

  private constructor(
    private readonly place: string,
    private readonly dimensions: number,
    model: ModelIdentity,
    settings: string,
  ) {
    this.file = join(place, FILE);
    this.header = Buffer.from(`${JSON.stringify({ format: FORMAT, model: model.checksum, dimensions, settings })}\n`);
  }

  /** @param settings whatever else makes vectors and codes other than before: what was kept otherwise is dropped. */
  static async open(place: string, model: ModelIdentity, settings: string): Promise<KeptEmbeddings> {
    const kept = new KeptEmbeddings(place, model.dimensions, model, settings);
    try {
      await kept.load();
    } catch {
      await kept.forget();
    }
    return kept;
  }

  /** Passages that need not be embedded again. */
  get size(): number {
    return this.places.size + this.added;
  }

  /** Whether `find` gives something. @param centre the one that codes must be on; `null` for none. */
  has(text: string, centre: Float32Array | null): boolean {
    return this.placeOf(text, centre) !== null;
  }

  /** What was kept of a text as the model read it; codes only when they are on this centre. */
  async find(text: string, centre: Float32Array | null): Promise<KeptEmbedding | null> {
    const place = this.placeOf(text, centre);
    if (!place || !this.handle) return null;
    try {
      return this.parsed(await read(this.handle, place.at, place.bytes));
    } catch {
      return null;
    }
  }

  /** A centre was measured: codes kept from now on are on it. */
  async keepCentre(measured: Centre): Promise<void> {
    this.centre = measured;
    const on = Buffer.alloc(4);
    on.writeUInt32LE(measured.centredOn);
    await this.append(Buffer.concat([Buffer.of(CENTRE), on, bytesOf(measured.centre)]));
  }

  async keep(text: string, embedding: KeptEmbedding, centre: Float32Array | null): Promise<void> {
    const tokens = 'codes' in embedding ? embedding.codes.scales.length : embedding.content.offsets.length / 2;
    const count = Buffer.alloc(4);
    count.writeUInt32LE(tokens);
    const shared = [Buffer.from(keyOf(text), 'hex'), Buffer.from(nameOf(centre), 'hex'), bytesOf(embedding.vector), count];
    const own =
      'codes' in embedding
        ? [Buffer.from(embedding.codes.codes), bytesOf(embedding.codes.scales), bytesOf(embedding.codes.starts)]
        : [bytesOf(embedding.content.offsets), bytesOf(embedding.content.vectors)];
    const kind = 'codes' in embedding ? CODED : RAW;
    const record = Buffer.concat([Buffer.of(kind), ...shared, ...own]);
    // Where it lies is known only when the file is read again: another process may be appending too.
    if (await this.append(record)) this.added++;
  }

  /** Lets go of the file; what is kept stays. */
  async close(): Promise<void> {
    await this.handle?.close().catch(() => undefined);
    this.handle = null;
  }

  /** Once the index holds all of it. */
  async forget(): Promise<void> {
    await this.close();
    this.places.clear();
    this.centre = null;
    this.added = 0;
    this.begun = false;
    await rm(this.file, { force: true }).catch(() => undefined);
  }

  private placeOf(text: string, centre: Float32Array | null): Place | null {
    const place = this.places.get(keyOf(text));
    if (!place || (place.kind === CODED && place.centre !== nameOf(centre))) return null;
    return place;
  }

  private async load(): Promise<void> {
    let handle: FileHandle;
    try {
      handle = await open(this.file, constants.O_RDWR | constants.O_APPEND);
    } catch {
      // Nothing was kept: the first append makes it.
      return;
    }
    this.handle = handle;
    const { size } = await handle.stat();
    if (size === 0) return;
    const header = await read(handle, 0, this.header.length);
    if (!header.equals(this.header)) throw new Error('kept by another model or in another way');
    let at = this.header.length;
    const prefix = Buffer.alloc(8);
    while (at + 8 <= size) {
      await handle.read(prefix, 0, 8, at);
      const bytes = prefix.readUInt32LE(0);
      if (bytes === 0 || bytes > LONGEST_RECORD || at + 8 + bytes > size) break;
      const record = await read(handle, at + 8, bytes);
      if (crc32(record) !== prefix.readUInt32LE(4)) break;
      this.note(record, at + 8);
      at += 8 + bytes;
    }
    this.begun = true;
    // What comes after a torn record could never be read.
    if (at < size) await handle.truncate(at);
  }

  private note(record: Buffer, at: number): void {
    const kind = record[0]!;
    if (kind === CENTRE) {
      this.centre = { centre: floats(record, 5, this.dimensions), centredOn: record.readUInt32LE(1) };
    } else if (kind === RAW || kind === CODED) {
      this.places.set(record.toString('hex', 1, 1 + KEY), { kind, at, bytes: record.length, centre: record.toString('hex', 1 + KEY, 1 + KEY + NAME) });
    }
  }

  private parsed(record: Buffer): KeptEmbedding {
    const { dimensions } = this;
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

  /** @returns whether it was written. */
  private async append(record: Buffer): Promise<boolean> {
    if (this.failed) return false;
    try {
      if (!this.handle) {
        await mkdir(this.place, { recursive: true });
        this.handle = await open(this.file, 'a+');
      }
      if (!this.begun) await this.handle.appendFile(this.header);
      this.begun = true;
      const prefix = Buffer.alloc(8);
      prefix.writeUInt32LE(record.length, 0);
      prefix.writeUInt32LE(crc32(record), 4);
      await this.handle.appendFile(Buffer.concat([prefix, record]));
      return true;
    } catch {
      // A full disk is told when the index is written; until then what is kept so far stays.
      this.failed = true;
      return false;
    }
  }
}

/** Bytes of a text's name and of a centre's name in a record: cut from a SHA-256. */
const KEY = 16;
const NAME = 8;

function keyOf(text: string): string {
  return createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, 2 * KEY);
}

/** Names of centres, worked out once each. */
const names = new WeakMap<Float32Array, string>();

function nameOf(centre: Float32Array | null): string {
  if (!centre) return '0'.repeat(2 * NAME);
  let name = names.get(centre);
  if (name === undefined)
    names.set(
      centre,
      (name = createHash('sha256')
        .update(bytesOf(centre))
        .digest('hex')
        .slice(0, 2 * NAME)),
    );
  return name;
}

async function read(handle: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes);
  const { bytesRead } = await handle.read(buffer, 0, bytes, at);
  if (bytesRead < bytes) throw new Error(`${bytes} bytes expected, found ${bytesRead}`);
  return buffer;
}

/** Memory of its own: typed arrays want it aligned. */
function copied(record: Buffer, at: number, bytes: number): ArrayBuffer {
  if (at + bytes > record.length) throw new Error('a record cut short');
  return Uint8Array.from(record.subarray(at, at + bytes)).buffer;
}

function floats(record: Buffer, at: number, count: number): Float32Array {
  return new Float32Array(copied(record, at, 4 * count));
}
