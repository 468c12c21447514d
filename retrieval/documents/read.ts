import { join } from 'node:path';
import { UserError } from '../dossier.js';
import { ReadingProcess } from './apart/reading-process.js';
import type { Document, Unreadable } from './document.js';
import { documentOf, type Content } from './document-of.js';
import { byFile, codeOf, METADATA_FILE, walk, type FileStamp } from './files.js';
import { WORTH_KEEPING, type KeptReadings } from './kept-readings.js';
import { DEFAULT_LIMITS, type ReadingLimits } from './limits.js';
import { readMetadata, type DocumentMetadata } from './metadata.js';
import { readFileContents, type Reading } from './read-file.js';
import { NotReadable, type PartRead } from './reader.js';
import { ReadingPace } from './reading-pace.js';
import { hashOf, isSameFile, type FileRecord, type ReadingRecord } from './reading-record.js';

export interface ReadOptions {
  readonly limits?: Partial<ReadingLimits>;
  /** What an earlier reading of the folder came to, and its documents: files that did not change are not read again. */
  readonly earlier?: { readonly documents: readonly Document[]; readonly record: ReadingRecord } | undefined;
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
 * @throws {UserError} when the folder is missing, is a file or holds no file at all, or when `dossier.json` is wrong.
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
    if (!present.has(file)) unreadable.push({ file, reason: `named in ${METADATA_FILE}, but no such file is in the dossier; correct the name there` });
  }
  return { documents: found.inOrder(), unreadable: unreadable.sort(byFile), record: found.record };
}

/**
 * Reads one file of a dossier whatever was read before.
 * @param file path below the folder, with `/` between names.
 * @returns the document itself; files inside it are left out.
 * @throws {NotReadable} with a reason for the user.
 */
export async function readDocument(folder: string, file: string, metadata: DocumentMetadata = {}, limits: Partial<ReadingLimits> = {}): Promise<Document> {
  let apart: ReadingProcess | null = null;
  try {
    const { contents, unreadable } = await readFileContents(folder, file, '', {
      limits: { ...DEFAULT_LIMITS, ...limits },
      apart: () => (apart ??= new ReadingProcess()),
    });
    const content = contents.get(file);
    if (!content) throw new NotReadable(unreadable[0]!.reason);
    return documentOf(file, content, metadata);
  } finally {
    (apart as ReadingProcess | null)?.close();
  }
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
    found.refuse(stamp, `cannot be opened (${codeOf(error)}); check that it is there and its permissions`);
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

/** What has been found so far, and what was found before. */
class Findings {
  readonly documents = new Map<string, Document>();
  readonly record = new Map<string, FileRecord>();
  /** Of all documents found so far. */
  pages = 0;
  /** UTF-16 units of those that were read anew. */
  characters = 0;
  private readonly refused: Unreadable[] = [];
  private readonly earlier: ReadingRecord;
  private readonly earlierDocuments: ReadonlyMap<string, Document>;
  /** Files of this reading that stand alone (nothing inside them), by hash. */
  private readonly firstOf = new Map<string, string>();
  private readonly earlierOf = new Map<string, string>();
  private readonly doubles = new Map<string, string[]>();

  constructor(
    earlier: ReadOptions['earlier'],
    private readonly metadata: ReadonlyMap<string, DocumentMetadata>,
  ) {
    this.earlier = earlier?.record ?? new Map();
    this.earlierDocuments = new Map(earlier?.documents.map((document) => [document.file, document]));
    for (const [file, { hash, documents, unreadable }] of this.earlier) {
      if (documents.length === 1 && documents[0] === file && unreadable.length === 0) this.earlierOf.set(hash, file);
    }
  }

  before(file: string): FileRecord | undefined {
    return this.earlier.get(file);
  }

  /** Takes over what was read from the same bytes under the same name. */
  takeOver(stamp: FileStamp, seen: number, hash: string): boolean {
    const before = this.earlier.get(stamp.file);
    if (before?.hash !== hash || hash === '') return false;
    if (before.documents.length === 1 && before.documents[0] !== stamp.file) return false;
    const documents = before.documents.map((file) => this.earlierDocuments.get(file));
    if (!documents.every((document) => document !== undefined)) return false;
    for (const document of documents) this.put(document.file, document, document.container);
    this.note(stamp, seen, hash, before.documents, before.unreadable);
    return true;
  }

  /** A file with the same bytes as one before it in this reading is that document too. */
  double(stamp: FileStamp, seen: number, hash: string): boolean {
    const first = this.firstOf.get(hash);
    // A file that dossier.json speaks of is a document of its own.
    if (first === undefined || this.metadata.has(stamp.file)) return false;
    this.doubles.set(first, [...(this.doubles.get(first) ?? []), stamp.file]);
    this.note(stamp, seen, hash, [first], []);
    return true;
  }

  /** A file with the bytes of one that was read before under another name. */
  renamed(stamp: FileStamp, seen: number, hash: string): boolean {
    const other = this.earlierDocuments.get(this.earlierOf.get(hash) ?? '');
    if (!other) return false;
    this.put(stamp.file, other, undefined);
    this.note(stamp, seen, hash, [stamp.file], []);
    return true;
  }

  add(stamp: FileStamp, seen: number, hash: string, contents: ReadonlyMap<string, Content>, unreadable: readonly Unreadable[]): void {
    for (const { text } of contents.values()) this.characters += text.length;
    for (const [file, content] of contents) this.put(file, content, file === stamp.file ? undefined : stamp.file);
    this.note(stamp, seen, hash, [...contents.keys()], unreadable);
  }

  refuse({ file }: FileStamp, reason: string): void {
    this.refused.push({ file, reason });
  }

  unreadable(): Unreadable[] {
    return [...this.refused, ...[...this.record.values()].flatMap(({ unreadable }) => unreadable)];
  }

  inOrder(): Document[] {
    return [...this.documents.values()].map((document) => withNames(document, this.doubles.get(document.file))).sort(byFile);
  }

  private put(file: string, content: Content, container: string | undefined): void {
    const before = this.earlierDocuments.get(file);
    this.pages += content.pages?.length ?? 0;
    // What stands as it was found, without a word of dossier.json then or now, would be found so again: its text stays unread.
    if (before && before === content && !this.metadata.has(file) && !saidByDossier(before)) {
      this.documents.set(file, before);
      return;
    }
    const document: Document = { ...documentOf(file, content, this.metadata.get(file)), ...(container !== undefined && { container }) };
    // The very object, so that whoever comes next sees at once that nothing changed.
    this.documents.set(file, before && before === content && sameProperties(before, document) ? before : document);
  }

  private note(stamp: FileStamp, seen: number, hash: string, documents: readonly string[], unreadable: readonly Unreadable[]): void {
    const { file, size, modified, inode } = stamp;
    this.record.set(file, { size, modified, inode, seen, hash, documents, unreadable });
    if (documents.length === 1 && documents[0] === file && unreadable.length === 0) this.firstOf.set(hash, file);
  }
}

/** Whether dossier.json said anything of the document when it was read. */
function saidByDossier({ titleFrom, authorFrom, dateFrom, linkFrom }: Document): boolean {
  return [titleFrom, authorFrom, dateFrom, linkFrom].includes('dossier.json');
}

function sameProperties(one: Document, other: Document): boolean {
  return (['title', 'titleFrom', 'author', 'authorFrom', 'date', 'dateFrom', 'link', 'linkFrom'] as const).every(
    (property) => one[property] === other[property],
  );
}

function withNames(document: Document, names: readonly string[] | undefined): Document {
  if ((document.names ?? []).join('\n') === (names ?? []).join('\n')) return document;
  if (names) return { ...document, names };
  const single: { names?: readonly string[] } & Document = { ...document };
  delete single.names;
  return single;
}
