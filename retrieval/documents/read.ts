import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UserError } from '../dossier.js';
import { findDate, dateInName } from './date.js';
import type { Document, Unreadable } from './document.js';
import { byFile, codeOf, METADATA_FILE, walk } from './files.js';
import { readMetadata, type DocumentMetadata } from './metadata.js';
import { NotReadable, type Reader } from './reader.js';
import { textReader } from './text-reader.js';
import { findTitle, titleFromName } from './title.js';

export interface ReadOptions {
  /** The formats that are read, tried in this order; the last one should take anything. */
  readonly readers?: readonly Reader[];
  /** Called after each file, with how many of all are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Readers in the order in which they are tried: the one that takes anything comes last. */
export const READERS: readonly Reader[] = [textReader];

/** Larger files are no documents to quote from, and V8's longest string is near: 64 MiB (our choice). */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

/**
 * Reads every document of a folder and of the folders in it, in order of path. Names that begin with a dot and
 * `dossier.json` are left out. A file that cannot be read is listed with the reason and stops no other.
 * @throws {UserError} when the folder is missing, is a file or holds no file at all, or when `dossier.json` is wrong.
 */
export async function readDossier(folder: string, options: ReadOptions = {}): Promise<{ documents: Document[]; unreadable: Unreadable[] }> {
  const { files, refused } = await walk(folder);
  const metadata = await readMetadata(folder);
  const names = files.map(({ file }) => file).filter((file) => file !== METADATA_FILE);
  if (names.length === 0 && refused.length === 0) {
    throw new UserError(`reading the dossier: at least one document expected in ${folder}, found none; put the files to search there`);
  }
  const documents: Document[] = [];
  const unreadable: Unreadable[] = [...refused];
  for (const [index, file] of names.entries()) {
    try {
      documents.push(await readDocument(folder, file, metadata.get(file), options.readers));
    } catch (error) {
      if (!(error instanceof NotReadable)) throw error;
      unreadable.push({ file, reason: error.message });
    }
    options.onProgress?.(index + 1, names.length);
  }
  const present = new Set([...names, ...refused.map(({ file }) => file)]);
  for (const file of metadata.keys()) {
    if (!present.has(file)) unreadable.push({ file, reason: `named in ${METADATA_FILE}, but no such file is in the dossier; correct the name there` });
  }
  return { documents, unreadable: unreadable.sort(byFile) };
}

/**
 * Reads one file of a dossier. What `dossier.json` says goes before what the file records, and that before what is found
 * in the text.
 * @param file path below the folder, with `/` between names.
 * @throws {NotReadable} with a reason for the user.
 */
export async function readDocument(folder: string, file: string, metadata: DocumentMetadata = {}, readers: readonly Reader[] = READERS): Promise<Document> {
  const bytes = await readBytes(join(folder, file));
  const reader = readers.find((candidate) => candidate.accepts(bytes, file));
  if (!reader) throw new NotReadable(`${readers.map(({ format }) => format).join(', ')} expected, found another format`);
  const found = await reader.read(bytes, file);
  return {
    file,
    text: found.text,
    hash: createHash('sha256').update(bytes).digest('hex'),
    ...titleOf(file, found, metadata),
    ...dateOf(file, found, metadata),
    link: metadata.link ?? null,
    pages: found.pages,
  };
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const bytes = await readFile(path);
    if (bytes.length > MAX_FILE_BYTES) {
      throw new NotReadable(`at most ${MAX_FILE_BYTES / 1024 / 1024} MiB expected, found ${Math.ceil(bytes.length / 1024 / 1024)} MiB; split the file`);
    }
    return bytes;
  } catch (error) {
    if (error instanceof NotReadable) throw error;
    throw new NotReadable(`cannot be opened (${codeOf(error)}); check that it is there and its permissions`);
  }
}

function titleOf(file: string, found: { readonly text: string; readonly title?: string }, metadata: DocumentMetadata): Pick<Document, 'title' | 'titleFrom'> {
  if (metadata.title !== undefined) return { title: metadata.title, titleFrom: 'dossier.json' };
  const recorded = found.title?.replaceAll(/\s+/gu, ' ').trim();
  if (recorded) return { title: recorded, titleFrom: 'file' };
  const title = findTitle(found.text);
  return title === null ? { title: titleFromName(basename(file)), titleFrom: 'name' } : { title, titleFrom: 'text' };
}

function dateOf(file: string, found: { readonly text: string; readonly date?: string }, metadata: DocumentMetadata): Pick<Document, 'date' | 'dateFrom'> {
  if (metadata.date !== undefined) return { date: metadata.date, dateFrom: 'dossier.json' };
  if (found.date !== undefined) return { date: found.date, dateFrom: 'file' };
  const written = findDate(found.text);
  if (written !== null) return { date: written, dateFrom: 'text' };
  const named = dateInName(basename(file));
  return named === null ? { date: null, dateFrom: null } : { date: named, dateFrom: 'name' };
}
