import { type TextParts, lineStarts, numberAt } from '../../../documents/index.js';
import { CHECKSUM, type RecordFile, type RecordPlace, type RecordWriter } from './record-file.js';

/**
 * Where a text lies: in blocks, one behind the other, each a record with its checksum, so that a passage of a long document can be read
 * and checked without the rest.
 */
export interface TextPlace extends RecordPlace {
  /** Whether it takes two bytes a UTF-16 unit (else one). */
  readonly wide: boolean;
  /** Number, from 1, of the line that holds the first unit of each block after the first. */
  readonly lines: readonly number[];
}

/** UTF-16 units of a block: a passage lies in one, seldom in two. */
export const BLOCK = 8_192;

/**
 * UTF-16 units kept, by all segments together, of the texts read whole last (32 MB; reports read them all, once), and of the blocks
 * read last (a question reads some thirty).
 */
const KEPT_WHOLE = 16 * 1024 * 1024;
const KEPT_BLOCKS = 128 * BLOCK;

/** Writes a text. Every text comes back as the very units it was: lone halves of surrogate pairs, which UTF-8 would lose, too. */
export async function writeText(writer: RecordWriter, text: string): Promise<TextPlace> {
  const wide = /[^\0-\xff]/u.test(text);
  const bytes = Buffer.from(text, wide ? 'utf16le' : 'latin1');
  const blockBytes = blockBytesOf({ wide });
  const { start } = await writer.add([bytes.subarray(0, blockBytes)]);
  for (let from = blockBytes; from < bytes.length; from += blockBytes) await writer.add([bytes.subarray(from, from + blockBytes)]);
  const starts = text.length > BLOCK ? lineStarts(text) : [];
  const lines = Array.from({ length: blocksOf(text.length) - 1 }, (_, block) => numberAt(starts, (block + 1) * BLOCK));
  return { start, length: bytes.length, wide, lines };
}

/** Bytes that a text takes in its file, checksums and all. */
export function storedBytes(place: TextPlace): number {
  return place.length + blocksOf(unitsOf(place)) * CHECKSUM;
}

/** Texts by key, those used last, up to so many units in all (one larger text is kept too). */
class LastRead {
  private readonly texts = new Map<string, string>();
  private size = 0;

  constructor(private readonly most: number) {}

  has(key: string): boolean {
    return this.texts.has(key);
  }

  get(key: string, load: () => string): string {
    const known = this.texts.get(key);
    if (known !== undefined) {
      // The last used is the last to go.
      this.texts.delete(key);
      this.texts.set(key, known);
      return known;
    }
    const text = load();
    this.texts.set(key, text);
    this.size += text.length;
    for (const [other, { length }] of this.texts) {
      if (this.size <= this.most || other === key) break;
      this.texts.delete(other);
      this.size -= length;
    }
    return text;
  }
}

/** Reads documents' texts when they are asked for, whole or in parts, and keeps what was read last. */
export class Texts {
  private static readonly whole = new LastRead(KEPT_WHOLE);
  private static readonly blocks = new LastRead(KEPT_BLOCKS);
  private static count = 0;
  /** Tells its texts from those of other files. */
  private readonly number = Texts.count++;

  constructor(private readonly file: RecordFile) {}

  /** @throws {DamagedIndexError} naming the document, when its text is not what was written. */
  read(place: TextPlace, document: string): string {
    return Texts.whole.get(this.keyOf(place.start), () => {
      let text = '';
      for (let block = 0; block < blocksOf(unitsOf(place)); block++) text += this.load(place, block, document);
      return text;
    });
  }

  /** A text's parts, which throw what `read` throws. Of a text of one block the whole is kept. */
  parts(place: TextPlace, document: string): TextParts {
    const length = unitsOf(place);
    const slice = (start: number, end: number): string => {
      if (length <= BLOCK || Texts.whole.has(this.keyOf(place.start))) return this.read(place, document).slice(start, end);
      let text = '';
      const first = Math.floor(start / BLOCK);
      for (let block = first; block * BLOCK < end; block++) text += this.block(place, block, document);
      return text.slice(start - first * BLOCK, end - first * BLOCK);
    };
    const lineAt = (offset: number): number => {
      const block = Math.floor(Math.min(offset, length - 1) / BLOCK);
      const from = Math.max(0, block) * BLOCK;
      // One unit more than lies before it: of CR LF neither is a line's end without the other.
      const starts = lineStarts(slice(from, Math.min(length, offset + 1)));
      return (block > 0 ? place.lines[block - 1]! : 1) + numberAt(starts, offset - from) - 1;
    };
    return { length, slice, lineAt };
  }

  private block(place: TextPlace, block: number, document: string): string {
    return Texts.blocks.get(this.keyOf(blockStart(place, block)), () => this.load(place, block, document));
  }

  private keyOf(start: number): string {
    return `${this.number} ${start}`;
  }

  private load(place: TextPlace, block: number, document: string): string {
    const blockBytes = blockBytesOf(place);
    const record = { start: blockStart(place, block), length: Math.min(blockBytes, place.length - block * blockBytes) };
    return this.file.read(record, document).toString(place.wide ? 'utf16le' : 'latin1');
  }
}

function unitsOf({ length, wide }: TextPlace): number {
  return wide ? length / 2 : length;
}

/** An empty text is one empty block. */
function blocksOf(units: number): number {
  return Math.max(1, Math.ceil(units / BLOCK));
}

/** Bytes of a whole block, without its checksum. */
function blockBytesOf({ wide }: Pick<TextPlace, 'wide'>): number {
  return wide ? 2 * BLOCK : BLOCK;
}

function blockStart(place: TextPlace, block: number): number {
  return place.start + block * (blockBytesOf(place) + CHECKSUM);
}
