import { constants, mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { systemCode } from '../../errors.js';

/*
 * A file that is only ever appended to:
 *   one line of JSON: what its records are of
 *   records: byte count (u32), CRC-32 of the bytes (u32), the bytes
 * That line may come again before a record: each of two processes that begin the file at once writes it.
 * All numbers little endian. A process that dies leaves a torn last record at worst, which is dropped at the next opening.
 */

/** Bytes of a record's count and check. */
const PREFIX = 8;

/** Longer records than this are no records: a passage holds at most 512 tokens of 1.5 KB. */
const LONGEST_RECORD = 64 * 1024 * 1024;

/** Records that several processes may append to one file. It is made by the first record, its folder too. */
export class Journal {
  private readonly head: Buffer;
  private handle: FileHandle | null = null;
  private begun = false;
  private failed = false;

  /** @param header what the records are of: those under another header are not read. */
  constructor(
    private readonly file: string,
    header: object,
  ) {
    this.head = Buffer.from(`${JSON.stringify(header)}\n`);
  }

  /**
   * Reads what is there; a file that cannot be opened is left as it is. What comes after a torn record could never be read, and is cut off.
   * @param each called for every whole record, with the place of its bytes in the file
   * @throws Error when the file is of another header, or cannot be read once it is open
   */
  async load(each: (record: Buffer, at: number) => void): Promise<void> {
    let handle: FileHandle;
    try {
      handle = await open(this.file, constants.O_RDWR | constants.O_APPEND);
    } catch (error) {
      // Nothing was kept; or it cannot be read now, and may be whole: then nothing is added.
      this.failed = systemCode(error) !== 'ENOENT';
      return;
    }
    this.handle = handle;
    const { size } = await handle.stat();
    if (size === 0) return;
    const head = await read(handle, 0, this.head.length);
    if (!head.equals(this.head)) throw new Error(`opening ${this.file}: records of ${this.head.toString().trim()} expected, found others; they are dropped`);
    let at = this.head.length;
    const prefix = Buffer.alloc(PREFIX);
    while (at + PREFIX <= size) {
      await handle.read(prefix, 0, PREFIX, at);
      const bytes = prefix.readUInt32LE(0);
      // A header's first letters, read as a count, are more than any record has.
      if (bytes > LONGEST_RECORD && (await this.hasHeadAt(handle, at))) {
        at += this.head.length;
        continue;
      }
      if (bytes === 0 || bytes > LONGEST_RECORD || at + PREFIX + bytes > size) break;
      const record = await read(handle, at + PREFIX, bytes);
      if (crc32(record) !== prefix.readUInt32LE(4)) break;
      each(record, at + PREFIX);
      at += PREFIX + bytes;
    }
    this.begun = true;
    if (at < size) await handle.truncate(at);
  }

  private async hasHeadAt(handle: FileHandle, at: number): Promise<boolean> {
    const found = Buffer.alloc(this.head.length);
    await handle.read(found, 0, found.length, at);
    return found.equals(this.head);
  }

  /** The bytes of a record, at the place that `load` gave. @throws Error when they cannot be read */
  async record(at: number, bytes: number): Promise<Buffer> {
    if (!this.handle) throw new Error(`reading ${this.file}: an open journal expected, found it closed`);
    return read(this.handle, at, bytes);
  }

  /** @returns whether it was written: once the disk has refused a record no other is tried, so that what is kept so far stays. */
  async append(record: Buffer): Promise<boolean> {
    if (this.failed) return false;
    try {
      if (!this.handle) {
        await mkdir(dirname(this.file), { recursive: true });
        this.handle = await open(this.file, 'a+');
        // Another process may have begun it since `load` found none.
        this.begun = await this.hasHeadAt(this.handle, 0);
      }
      if (!this.begun) await this.handle.appendFile(this.head);
      this.begun = true;
      const prefix = Buffer.alloc(PREFIX);
      prefix.writeUInt32LE(record.length, 0);
      prefix.writeUInt32LE(crc32(record), 4);
      await this.handle.appendFile(Buffer.concat([prefix, record]));
      return true;
    } catch {
      this.failed = true;
      return false;
    }
  }

  /** Lets go of the file; what is in it stays. */
  async close(): Promise<void> {
    await this.handle?.close().catch(() => undefined);
    this.handle = null;
  }

  async remove(): Promise<void> {
    await this.close();
    this.begun = false;
    await rm(this.file, { force: true }).catch(() => undefined);
  }
}

async function read(handle: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes);
  const { bytesRead } = await handle.read(buffer, 0, bytes, at);
  if (bytesRead < bytes) throw new Error(`reading a journal: ${bytes} bytes at ${at} expected, found ${bytesRead}`);
  return buffer;
}
