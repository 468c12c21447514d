/** Where a document's title or date was read. */
export type MetadataOrigin = 'dossier.json' | 'file' | 'text' | 'name';

/** One file of the dossier and the text read from it. */
export interface Document {
  /** Path below the dossier's folder, with `/` between names. */
  readonly file: string;
  /** The text, exactly as decoded: no line end, space or byte-order mark is changed. Every offset in the program counts its UTF-16 units. */
  readonly text: string;
  /** SHA-256 (hex) of the file's bytes. */
  readonly hash: string;
  readonly title: string;
  readonly titleFrom: MetadataOrigin;
  /** ISO date (2025-05-20, 2025-05 or 2025), when known. */
  readonly date: string | null;
  readonly dateFrom: MetadataOrigin | null;
  /** Where the document was published, when dossier.json says so. */
  readonly link: string | null;
  /** Offset at which each page starts, for formats that have pages; `null` for the others. */
  readonly pages: readonly number[] | null;
}

/** A file of the dossier that could not be read, and why, in words for the user. */
export interface Unreadable {
  readonly file: string;
  readonly reason: string;
}
