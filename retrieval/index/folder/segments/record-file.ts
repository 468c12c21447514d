import { close, fstatSync, openSync, readSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { systemCode } from '../../../errors.js';
import { DamagedIndexError } from '../../errors.js';
import { whyUnread } from '../why-unread.js';

/** Where a record lies in its file; its checksum, 4 bytes, comes right behind it. */
export interface RecordPlace {
  readonly start: number;
  /** Bytes, without the checksum. */
  readonly length: number;
}

/** Bytes of a record's checksum: CRC-32, which finds every change of one bit and of any 32 in a row. */
export const CHECKSUM = 4;

/** Reads single records of a file that stays on disk; each is checked before anybody sees it. */
export class RecordFile {
  private readonly descriptor: number;

  /**
   * @throws {DamagedIndexError} when the file is missing or of another size.
   * @throws {UserError} when the system does not let it be opened.
   */
  constructor(
    path: string,
    private readonly name: string,
    bytes: number,
  ) {
    try {
      this.descriptor = openSync(path, 'r');
    } catch (error) {
      throw whyUnread(error, path, name);
    }
    const { size } = fstatSync(this.descriptor);
    if (size === bytes) return;
    this.close();
    throw new DamagedIndexError(`its file ${name} is damaged (${bytes} bytes expected, found ${size})`);
  }

  /**
   * Reads at once and not in the background: a record is a few kilobytes, which as a rule lie in the system's memory, and handing over
   * to another thread and back takes ten times as long as copying them.
   * @param into room for the record and its checksum.
   * @throws {DamagedIndexError} naming the document, when the record is not what was written.
   */
  read({ start, length }: RecordPlace, document: string, into: Buffer = Buffer.allocUnsafeSlow(length + CHECKSUM)): Buffer {
    const bytes = into.subarray(0, length + CHECKSUM);
    const found = this.fill(bytes, start, document);
    const record = bytes.subarray(0, length);
    if (found !== bytes.length || crc32(record) !== bytes.readUInt32LE(length)) {
      throw new DamagedIndexError(`its file ${this.name} is damaged (what it holds of ${document} is not what was written)`, document);
    }
    return record;
  }

  /** Bytes as they are, checksums and all: for copying whole records. */
  readRaw(start: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafeSlow(length);
    const found = this.fill(bytes, start, null);
    if (found !== length) throw new DamagedIndexError(`its file ${this.name} is damaged (cut short at ${start + found} bytes)`);
    return bytes;
  }

  /** @returns how many bytes there were. @throws {DamagedIndexError} when the disk cannot read them. */
  private fill(bytes: Buffer, start: number, document: string | null): number {
    try {
      return readSync(this.descriptor, bytes, 0, bytes.length, start);
    } catch (error) {
      if (systemCode(error) !== 'EIO') throw error;
      throw new DamagedIndexError(`its file ${this.name} is damaged (what it holds of ${document ?? 'some documents'} cannot be read)`, document);
    }
  }

  close(): void {
    close(this.descriptor, () => undefined);
  }
}

/** Writes a file of records. */
export class RecordWriter {
  /** Bytes written so far. */
  bytes = 0;

  private constructor(private readonly file: FileHandle) {}

  static async create(path: string): Promise<RecordWriter> {
    return new RecordWriter(await open(path, 'wx'));
  }

  /** @param pieces of one record. */
  async add(pieces: readonly Uint8Array[]): Promise<RecordPlace> {
    const start = this.bytes;
    const checksum = Buffer.alloc(CHECKSUM);
    checksum.writeUInt32LE(pieces.reduce((sum, piece) => crc32(piece, sum), 0));
    const record = Buffer.concat([...pieces, checksum]);
    await this.addRaw(record);
    return { start, length: record.length - CHECKSUM };
  }

  /** Whole records with their checksums, as `readRaw` gave them. */
  async addRaw(records: Uint8Array): Promise<void> {
    await this.file.writeFile(records);
    this.bytes += records.length;
  }

  async finish(): Promise<void> {
    await this.file.sync();
    await this.file.close();
  }

  /** Leaves the file as it is. */
  async abandon(): Promise<void> {
    await this.file.close().catch(() => undefined);
  }
}
