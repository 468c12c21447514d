import type { Span } from '../span.js';
import type { Structure } from './text/structure.js';
import type { UnreadReason } from './unread/unread-reason.js';

/** Where a document's title, author, date or link was read. */
export type MetadataOrigin = 'dossier.json' | 'file' | 'text' | 'name';

/** One file of the dossier and the text read from it. */
export interface Document {
  /** Path below the dossier's folder, with `/` between names. */
  readonly file: string;
  /**
   * The text: of a text file exactly as decoded (no line end, space or byte-order mark is changed), of other formats as its reader
   * laid it out. Every offset in the program counts its UTF-16 units.
   */
  readonly text: string;
  /** SHA-256 (hex) of the file's bytes. */
  readonly hash: string;
  readonly title: string;
  readonly titleFrom: MetadataOrigin;
  /** Who wrote it, when dossier.json or the file says so. */
  readonly author?: string;
  readonly authorFrom?: MetadataOrigin;
  /** ISO date (2025-05-20, 2025-05 or 2025), when known. */
  readonly date: string | null;
  readonly dateFrom: MetadataOrigin | null;
  /** Where the document was published, when dossier.json or the file says so. */
  readonly link: string | null;
  readonly linkFrom?: MetadataOrigin;
  /** Offset at which each page starts, for formats that have pages; `null` for the others. */
  readonly pages: readonly number[] | null;
  /** How the format says the text is built, when it says so. */
  readonly structure?: Structure;
  /** Words recognised on a picture with little confidence, in order. */
  readonly uncertain?: readonly Span[];
  /** What the file itself records; kept so that dossier.json may change without the file being read again. */
  readonly recorded?: Recorded;
  /** Paths of other files with the same bytes, in order: indexed once, under `file`. */
  readonly names?: readonly string[];
  /** For a document inside another file (an attachment): the path of the file to open on disk. */
  readonly container?: string;
}

/** Properties that a file records of its document. */
export interface Recorded {
  readonly title?: string;
  readonly author?: string;
  readonly date?: string;
  readonly created?: string;
  readonly link?: string;
}

/** A file of the dossier that could not be read, wholly or in part, and why. */
export interface Unreadable {
  readonly file: string;
  readonly reason: UnreadReason;
}
