/** What a reader makes of a file's bytes. */
export interface ReadResult {
  /** The text exactly as decoded; every offset counts its UTF-16 units. */
  readonly text: string;
  /** Offset at which each page starts, for formats that have pages; `null` for the others. */
  readonly pages: readonly number[] | null;
  /** The title that the format itself records (PDF and DOCX properties, HTML `<title>`), when it has one. */
  readonly title?: string;
  /** ISO date that the format itself records as the document's own, when it has one. */
  readonly date?: string;
}

/** One format: how to know it by its content, and how to read it. */
export interface Reader {
  /** What the format is called in messages to the user. */
  readonly format: string;
  /** True when these bytes are of this format. Content decides; the name only where content cannot. */
  accepts(bytes: Uint8Array, name: string): boolean;
  /** @throws {NotReadable} with a reason for the user; other files go on. */
  read(bytes: Uint8Array, name: string): ReadResult | Promise<ReadResult>;
}

/** Why one file cannot be read, in words for the user. It never stops the other files. */
export class NotReadable extends Error {
  override readonly name = 'NotReadable';
}
