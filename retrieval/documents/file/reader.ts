import type { Span } from '../../span.js';
import type { ReadingLimits } from '../limits.js';
import type { Structure } from '../text/structure.js';
import type { UnreadReason } from '../unread/unread-reason.js';
import { unreadInWords } from '../unread/unread-words.js';

/** What a reader makes of a file's bytes. */
export interface ReadResult {
  /** The text as decoded or rebuilt; every offset counts its UTF-16 units. */
  readonly text: string;
  /** Offset at which each page starts, for formats that have pages; `null` for the others. */
  readonly pages: readonly number[] | null;
  /** How the format says the text is built, when it says so. */
  readonly structure?: Structure;
  /** The title that the format itself records (PDF and DOCX properties, HTML `<title>`), when it has one. */
  readonly title?: string;
  /** Who wrote it, as the format itself records. */
  readonly author?: string;
  /** ISO date that the format itself records as the document's own, when it has one. */
  readonly date?: string;
  /** ISO date on which the file was made: of a scan or a converted file, not of its document, so that every other date goes before it. */
  readonly created?: string;
  /** http(s) address that the format itself records as where it was published. */
  readonly link?: string;
  /** Words recognised on a picture with little confidence, in order. */
  readonly uncertain?: readonly Span[];
  /** Files inside the file (attachments of a mail): documents of their own. */
  readonly parts?: readonly Part[];
  /** Why some of the file could not be read, though the rest was. */
  readonly losses?: readonly UnreadReason[];
}

/** A file inside a file. */
export interface Part {
  /** As given: nothing may be opened by it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a reader is told beside the bytes. */
export interface ReadContext {
  readonly limits: ReadingLimits;
  /**
   * Says that the text of a page or picture is being recognised, so that more time is given, and what of the file was read before it.
   */
  readonly onPicture: (before: PartRead) => void;
}

/** How much of a slow file is read. */
export interface PartRead {
  /** 0 to 1. */
  readonly share: number;
  /** UTF-16 units of its text. */
  readonly characters: number;
}

/**
 * Reads one format.
 * @throws {NotReadable} with a reason for the user; other files go on.
 */
export type Reader = (bytes: Uint8Array, name: string, context: ReadContext) => ReadResult | Promise<ReadResult>;

/** One file cannot be read. It never stops the other files. */
export class NotReadable extends Error {
  override readonly name = 'NotReadable';
  constructor(readonly reason: UnreadReason) {
    super(unreadInWords(reason));
  }
}
