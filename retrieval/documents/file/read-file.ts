import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOrMessage } from '../../errors.js';
import { readBytes } from './read-bytes.js';
import type { ReadingProcess } from './apart/reading-process.js';
import type { Unreadable } from '../document.js';
import { contentOf, type Content } from '../document-of.js';
import { HEAD_BYTES, recognise } from './format.js';
import type { ReadingLimits } from '../limits.js';
import { partName } from './part-name.js';
import { NotReadable, type Part, type PartRead, type ReadResult } from './reader.js';
import type { UnreadReason } from '../unread/unread-reason.js';

/** A file's own content and that of the files inside it, by path. */
export interface FileContents {
  /** SHA-256 (hex) of the file's bytes. */
  readonly hash: string;
  readonly contents: ReadonlyMap<string, Content>;
  readonly unreadable: readonly Unreadable[];
}

/** What reading needs beside the file. */
export interface Reading {
  readonly limits: ReadingLimits;
  /** Where all but plain text is read; started when it is first needed. */
  readonly apart: () => ReadingProcess;
  /** Told of a slow file how much of it is read. */
  readonly onPart?: ((read: PartRead) => void) | undefined;
}

/** Plain text up to this size is read here: decoding is quick, safe, and needs no process to be started. In bytes. */
const READ_HERE = 8 * 1024 * 1024;

/**
 * Reads one file of a dossier and the files inside it. What cannot be read is listed with the reason.
 * @param file path below the folder, with `/` between names.
 * @throws {AbortError} when reading was stopped.
 */
export async function readFileContents(folder: string, file: string, hash: string, reading: Reading): Promise<FileContents> {
  const contents = new Map<string, Content>();
  const unreadable: Unreadable[] = [];
  try {
    const path = join(folder, file);
    const { format, size } = await look(path, file, reading.limits);
    if (format === 'text' && size <= READ_HERE) {
      const bytes = await readFile(path);
      const found = createHash('sha256').update(bytes).digest('hex');
      contents.set(file, contentOf(found, await readBytes(bytes, format, file, { limits: reading.limits, onPicture: () => undefined })));
      return { hash: found, contents, unreadable };
    }
    const read = await reading.apart().read(format, file, { path }, reading.limits, reading.onPart);
    const left = { attachments: reading.limits.attachments };
    await take(file, read.hash, read.result, 0);
    return { hash: read.hash, contents, unreadable };

    async function take(name: string, hashOfIt: string, result: ReadResult, depth: number): Promise<void> {
      contents.set(name, contentOf(hashOfIt, result));
      for (const reason of result.losses ?? []) unreadable.push({ file: name, reason });
      const taken = new Set<string>();
      for (const part of result.parts ?? []) {
        const inside = `${name}/${partName(part.name, taken)}`;
        try {
          if (depth >= reading.limits.mailDepth) throw new NotReadable({ code: 'mail-depth', limit: reading.limits.mailDepth });
          if (left.attachments-- <= 0) throw new NotReadable({ code: 'attachments', limit: reading.limits.attachments });
          const { result: found, hash: hashOfPart } = await readPart(part, inside, reading);
          await take(inside, hashOfPart, found, depth + 1);
        } catch (error) {
          unreadable.push({ file: inside, reason: reasonOf(error) });
        }
      }
    }
  } catch (error) {
    unreadable.push({ file, reason: reasonOf(error) });
    return { hash, contents, unreadable };
  }
}

async function readPart({ bytes }: Part, name: string, { limits, apart }: Reading): Promise<{ result: ReadResult; hash: string }> {
  if (bytes.length > limits.fileMiB * 1024 * 1024) throw tooLarge(bytes.length, limits);
  const recognised = recognise(bytes.subarray(0, HEAD_BYTES), name);
  if ('foreign' in recognised) throw new NotReadable({ code: 'foreign', kind: recognised.foreign });
  return apart().read(recognised.format, name, { bytes }, limits);
}

async function look(
  path: string,
  name: string,
  limits: ReadingLimits,
): Promise<{ format: 'text' | Exclude<ReturnType<typeof formatIn>, 'text'>; size: number }> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    if (size > limits.fileMiB * 1024 * 1024) throw tooLarge(size, limits);
    const { bytesRead, buffer } = await handle.read(new Uint8Array(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return { format: formatIn(buffer.subarray(0, bytesRead), name), size };
  } finally {
    await handle.close();
  }
}

function formatIn(head: Uint8Array, name: string) {
  const recognised = recognise(head, name);
  if ('foreign' in recognised) throw new NotReadable({ code: 'foreign', kind: recognised.foreign });
  return recognised.format;
}

function tooLarge(bytes: number, limits: ReadingLimits): NotReadable {
  return new NotReadable({ code: 'too-large', limit: limits.fileMiB, found: Math.ceil(bytes / 1024 / 1024) });
}

function reasonOf(error: unknown): UnreadReason {
  if (error instanceof NotReadable) return error.reason;
  if (error instanceof Error && 'code' in error && 'syscall' in error) return { code: 'cannot-open', detail: codeOrMessage(error) };
  throw error;
}
