import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { DamagedIndexError } from '../../errors.js';
import { whyUnread } from '../why-unread.js';

/** Named parts of a file; one may be given in pieces, that are written one after the other. */
export type Parts = Readonly<Record<string, Uint8Array | readonly Uint8Array[]>>;

/** Size and SHA-256 (hex) of a file. */
export interface FileCheck {
  readonly bytes: number;
  readonly sha256: string;
}

/** Every part starts at a multiple of this, so that typed arrays can lie upon the bytes as they were read. */
const ALIGNMENT = 64;

/** Read, written and hashed at a time. */
const CHUNK = 8 * 1024 * 1024;

/**
 * Writes parts into one file: the length of a table of contents (32 bits, little endian), the table in JSON (each part's name, start
 * and length), and the parts.
 */
export async function writeParts(path: string, parts: Parts): Promise<FileCheck> {
  const pieces = Object.entries(parts).map(([name, part]) => [name, part instanceof Uint8Array ? [part] : part] as const);
  const lengths = pieces.map(([, all]) => all.reduce((sum, { length }) => sum + length, 0));
  // The table's own length moves the parts: room is left for the longest that it can be.
  const room = aligned(8 + JSON.stringify(pieces.map(([name]) => [name, 1e13, 1e13])).length);
  let at = room;
  const table = pieces.map(([name], index) => {
    const start = at;
    at = aligned(at + lengths[index]!);
    return [name, start, lengths[index]!];
  });
  const head = Buffer.alloc(room);
  head.writeUInt32LE(head.write(JSON.stringify(table), 4), 0);
  const hash = createHash('sha256');
  const file = await open(path, 'wx');
  let bytes = 0;
  const write = async (piece: Uint8Array): Promise<void> => {
    for (let from = 0; from < piece.length; from += CHUNK) {
      const chunk = piece.subarray(from, from + CHUNK);
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    bytes += piece.length;
  };
  try {
    await write(head);
    for (const [, all] of pieces) {
      for (const piece of all) await write(piece);
      await write(Buffer.alloc(aligned(bytes) - bytes));
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

/**
 * Reads a file's parts into memory, where they lie in place.
 * @throws {DamagedIndexError} when the file is not to the bit what was written.
 * @throws {UserError} when the system does not let it be read.
 */
export async function readParts(path: string, name: string, expected: FileCheck): Promise<Readonly<Record<string, Uint8Array>>> {
  const bytes = await readChecked(path, name, expected);
  const table = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + 4, bytes.readUInt32LE(0)).toString('utf8')) as [string, number, number][];
  return Object.fromEntries(table.map(([part, start, length]) => [part, new Uint8Array(bytes.buffer, bytes.byteOffset + start, length)]));
}

/**
 * Reads a file whole into memory of its own.
 * @throws {DamagedIndexError} when it is not to the bit what was written.
 * @throws {UserError} when the system does not let it be read.
 */
export async function readChecked(path: string, name: string, expected: FileCheck): Promise<Buffer> {
  const { bytes, sha256 } = await readWhole(path).catch((error: unknown) => {
    throw whyUnread(error, path, name);
  });
  if (bytes.length !== expected.bytes) throw new DamagedIndexError(`its file ${name} is damaged (${expected.bytes} bytes expected, found ${bytes.length})`);
  if (sha256 !== expected.sha256) throw new DamagedIndexError(`its file ${name} is damaged (SHA-256 differs)`);
  return bytes;
}

/** Reads a file of any size, and hashes it on the way. */
export async function readWhole(path: string): Promise<{ readonly bytes: Buffer; readonly sha256: string }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const bytes = Buffer.from(new ArrayBuffer(size));
    const hash = createHash('sha256');
    let length = 0;
    while (length < size) {
      const { bytesRead } = await file.read(bytes, length, Math.min(CHUNK, size - length), length);
      if (bytesRead === 0) break;
      hash.update(bytes.subarray(length, length + bytesRead));
      length += bytesRead;
    }
    return { bytes: bytes.subarray(0, length), sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}
