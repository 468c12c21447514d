import type { RecordFile, RecordPlace } from './record-file.js';

/** Where a text lies, and whether it takes two bytes a UTF-16 unit (else one). */
export interface TextPlace extends RecordPlace {
  readonly wide: boolean;
}

/** UTF-16 units kept of the texts read last: 32 MB. A question reads a handful of documents; reports read them all, once. */
const KEPT = 16 * 1024 * 1024;

/** Every text comes back as the very units it was: lone halves of surrogate pairs, which UTF-8 would lose, too. */
export function textPiece(text: string): { readonly bytes: Buffer; readonly wide: boolean } {
  const wide = /[^\0-\xff]/u.test(text);
  return { bytes: Buffer.from(text, wide ? 'utf16le' : 'latin1'), wide };
}

/** Reads documents' texts when they are asked for, and keeps those read last. */
export class Texts {
  private readonly kept = new Map<number, string>();
  private size = 0;

  constructor(private readonly file: RecordFile) {}

  /** @throws {DamagedIndexError} naming the document, when its text is not what was written. */
  read(place: TextPlace, document: string): string {
    const known = this.kept.get(place.start);
    if (known !== undefined) {
      // The last used is the last to go.
      this.kept.delete(place.start);
      this.kept.set(place.start, known);
      return known;
    }
    const text = this.file.read(place, document).toString(place.wide ? 'utf16le' : 'latin1');
    this.size += text.length;
    this.kept.set(place.start, text);
    for (const [start, { length }] of this.kept) {
      if (this.size <= KEPT || start === place.start) break;
      this.kept.delete(start);
      this.size -= length;
    }
    return text;
  }
}
