import type { Document, Unreadable } from '../document.js';
import { documentOf, type Content } from '../document-of.js';
import { byFile, type FileStamp } from './files.js';
import type { DocumentMetadata } from './metadata.js';
import type { FileRecord, ReadingRecord } from './reading-record.js';
import { isOfTheMoment, type UnreadReason } from '../unread/unread-reason.js';

/** What an earlier reading of the folder came to. */
export interface EarlierReading {
  readonly documents: readonly Document[];
  readonly record: ReadingRecord;
}

/** What a reading of the folder has found so far, beside what was found before: a file known already is taken over, not read. */
export class Findings {
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
    earlier: EarlierReading | undefined,
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

  /** Takes over what was read from the same bytes under the same name; what kept some of it from being read may be gone, then it is read again. */
  takeOver(stamp: FileStamp, seen: number, hash: string): boolean {
    const before = this.earlier.get(stamp.file);
    if (before?.hash !== hash || hash === '') return false;
    if (before.unreadable.some(({ reason }) => isOfTheMoment(reason))) return false;
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

  refuse({ file }: FileStamp, reason: UnreadReason): void {
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
