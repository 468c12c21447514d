import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { sealed, unsealed } from '../../disk/sealed.js';
import { writeWhole } from '../../disk/whole-file.js';
import type { Unreadable } from '../document.js';
import type { FileStamp } from './files.js';
import type { ReadingLimits } from '../limits.js';
import { unreadReasonSchema } from '../unread/unread-record.js';

/** Raised whenever a reader comes to read a format otherwise: files are then read again. */
const READING_RULES = 4;

/** Two changes of a file within this time may leave one and the same stamp (FAT counts in 2 s): such a file is compared by its bytes. In milliseconds. */
const STAMP_GRAIN = 2_000;

const schema = z.object({
  settings: z.string(),
  files: z.record(
    z.string(),
    z.object({
      size: z.number(),
      modified: z.number(),
      inode: z.number(),
      /** When the stamp was taken, in milliseconds since 1970. */
      seen: z.number(),
      hash: z.string(),
      documents: z.array(z.string()),
      unreadable: z.array(z.object({ file: z.string(), reason: unreadReasonSchema })),
    }),
  ),
});

/** What came of reading one file, so that it need not be read again. */
export interface FileRecord extends Omit<FileStamp, 'file'> {
  readonly seen: number;
  /** SHA-256 (hex) of its bytes. */
  readonly hash: string;
  /** Documents read from it, by file: itself and its attachments; or the file whose double it is. */
  readonly documents: readonly string[];
  readonly unreadable: readonly Unreadable[];
}

/** What came of reading each file of a dossier, by path. */
export type ReadingRecord = ReadonlyMap<string, FileRecord>;

/** Its place beside the index: only there to save time, so a missing or damaged one is no error. */
const FILE = 'reading.json';

/** @returns an empty record when there is none, or when files would be read otherwise now. */
export async function openRecord(place: string, limits: ReadingLimits): Promise<ReadingRecord> {
  try {
    const { value, whole } = unsealed(await readFile(join(place, FILE), 'utf8'));
    const found = schema.parse(value);
    return whole && found.settings === settingsOf(limits) ? new Map(Object.entries(found.files)) : new Map();
  } catch {
    return new Map();
  }
}

/** Written whole or not at all. */
export async function writeRecord(place: string, record: ReadingRecord, limits: ReadingLimits): Promise<void> {
  try {
    await mkdir(place, { recursive: true });
    await writeWhole(join(place, FILE), sealed({ settings: settingsOf(limits), files: Object.fromEntries(record) }));
  } catch {
    // The next run reads again what this one read.
  }
}

/** Whether a file is surely the one that was read, by its stamp alone. */
export function isSameFile(stamp: FileStamp, record: FileRecord | undefined): record is FileRecord {
  return record?.size === stamp.size && record.modified === stamp.modified && record.inode === stamp.inode && record.seen - record.modified > STAMP_GRAIN;
}

/** SHA-256 (hex) of a file's bytes, without holding them. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** How files are read, as one string. */
export function settingsOf(limits: ReadingLimits): string {
  return JSON.stringify({ rules: READING_RULES, limits });
}
