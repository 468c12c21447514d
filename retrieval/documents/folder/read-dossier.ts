import { join } from 'node:path';
import { codeOrMessage, UserError } from '../../errors.js';
import { ReadingProcess } from '../file/apart/reading-process.js';
import type { Document, Unreadable } from '../document.js';
import { byFile, METADATA_FILE, walk, type FileStamp } from './files.js';
import { Findings, type EarlierReading } from './findings.js';
import { WORTH_KEEPING, type KeptReadings } from './kept-readings.js';
import { DEFAULT_LIMITS, type ReadingLimits } from '../limits.js';
import { readMetadata } from './metadata.js';
import { readFileContents, type Reading } from '../file/read-file.js';
import type { PartRead } from '../file/reader.js';
import { ReadingPace } from './reading-pace.js';
import { hashOf, isSameFile, type ReadingRecord } from './reading-record.js';

export interface ReadOptions {
  readonly limits?: Partial<ReadingLimits>;
  /** What an earlier reading of the folder came to, and its documents: files that did not change are not read again. */
  readonly earlier?: EarlierReading | undefined;
  /** Where slow files are kept as soon as they are read. */
  readonly kept?: KeptReadings | undefined;
  /** Called after each file, and after each page of a slow one. */
  readonly onProgress?: ((progress: ReadingProgress) => void) | undefined;
  /** Ends the reading. */
  readonly signal?: AbortSignal | undefined;
}

/** How far the reading of a folder is. */
export interface ReadingProgress {
  /** Files, of all those that there are. */
  readonly done: number;
  readonly total: number;
  /** Seconds, as told from the files before. */
  readonly work: { readonly done: number; readonly total: number };
  /** Pages read, in formats that have them. */
  readonly pages: number;
  /** UTF-16 units of text that were not there before, those expected of the files left counted too. */
  readonly characters: number;
}

/** What reading a folder came to. */
export interface ReadDossier {
  /** In order of path. A document that did not change is the very object of the earlier reading. */
  readonly documents: Document[];
  readonly unreadable: Unreadable[];
  readonly record: ReadingRecord;
}

/**
 * Reads every document of a folder and of the folders in it, in order of path. Names that begin with a dot, what `.dossierignore`
 * names and `dossier.json` are left out. Files with the same bytes are one document. A file that cannot be read is listed with
 * the reason and stops no other.
 * @throws {UserError} when the folder is missing, is a file or holds no file at all, or when `dossier.json` is wrong or `.dossierignore` cannot be read.
 */
export async function readDossier(folder: string, options: ReadOptions = {}): Promise<ReadDossier> {
  const { files, refused } = await walk(folder);
  const metadata = await readMetadata(folder);
  const stamps = files.filter(({ file }) => file !== METADATA_FILE);
  if (stamps.length === 0 && refused.length === 0) {
    throw new UserError(`reading the dossier: at least one document expected in ${folder}, found none; put the files to search there`);
  }
  let apart: ReadingProcess | null = null;
  const reading: Reading = { limits: { ...DEFAULT_LIMITS, ...options.limits }, apart: () => (apart ??= new ReadingProcess()) };
  const stop = (): void => apart?.close();
  options.signal?.addEventListener('abort', stop);
  const found = new Findings(options.earlier, metadata);
  try {
    const isKnown = (stamp: FileStamp): boolean => isSameFile(stamp, found.before(stamp.file));
    const toRead = stamps.filter((stamp) => !isKnown(stamp));
    const bytesToRead = toRead.reduce((sum, { size }) => sum + size, 0);
    const pace = new ReadingPace(toRead);
    let bytesRead = 0;
    for (const [at, stamp] of stamps.entries()) {
      options.signal?.throwIfAborted();
      const began = performance.now();
      const say = (done: number, work: ReadingProgress['work'], open: PartRead = { share: 0, characters: 0 }): void => {
        const bytes = bytesRead + open.share * stamp.size;
        options.onProgress?.({
          done,
          total: stamps.length,
          work,
          pages: found.pages,
          characters: bytes === 0 ? 0 : ((found.characters + open.characters) * bytesToRead) / bytes,
        });
      };
      const seconds = (): number => (performance.now() - began) / 1_000;
      await readStamped(
        folder,
        stamp,
        found,
        {
          ...reading,
          onPart: (part) => {
            say(at, pace.work({ ...stamp, ...part, seconds: seconds() }), part);
          },
        },
        options,
      );
      if (!isKnown(stamp)) {
        pace.took(stamp, seconds());
        bytesRead += stamp.size;
      }
      say(at + 1, pace.work());
    }
    options.signal?.throwIfAborted();
  } finally {
    options.signal?.removeEventListener('abort', stop);
    stop();
  }
  const unreadable = [...refused, ...found.unreadable()];
  const present = new Set([...found.documents.keys(), ...stamps.map(({ file }) => file), ...unreadable.map(({ file }) => file)]);
  for (const file of metadata.keys()) {
    if (!present.has(file)) unreadable.push({ file, reason: { code: 'not-there' } });
  }
  return { documents: found.inOrder(), unreadable: unreadable.sort(byFile), record: found.record };
}

async function readStamped(folder: string, stamp: FileStamp, found: Findings, reading: Reading, { kept, signal }: ReadOptions): Promise<void> {
  const { file } = stamp;
  const seen = Date.now();
  const before = found.before(file);
  let hash: string;
  try {
    if (isSameFile(stamp, before)) hash = before.hash;
    else if (stamp.size > reading.limits.fileMiB * 1024 * 1024) hash = '';
    else hash = await hashOf(join(folder, file));
  } catch (error) {
    found.refuse(stamp, { code: 'cannot-open', detail: codeOrMessage(error) });
    return;
  }
  // Its own earlier reading, then one of the same bytes under another name, then the file itself.
  if (found.takeOver(stamp, seen, hash) || found.double(stamp, seen, hash) || found.renamed(stamp, seen, hash)) return;
  let read = (await kept?.find(file, hash)) ?? null;
  if (!read) {
    const began = performance.now();
    read = await readFileContents(folder, file, hash, reading);
    // What a stop has cut short says nothing of the file.
    signal?.throwIfAborted();
    if (performance.now() - began > WORTH_KEEPING) await kept?.keep(file, read);
  }
  found.add(stamp, seen, read.hash, read.contents, read.unreadable);
}
