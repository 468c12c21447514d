import { lineStarts, numberAt } from './line-numbers.js';

/** A text that is asked for stretches of it. A string is one, but for its lines. */
export interface TextParts {
  /** UTF-16 units. */
  readonly length: number;
  /** @param start @param end whole numbers with 0 ≤ start ≤ end ≤ `length` */
  slice(start: number, end: number): string;
  /** Number, from 1, of the line that holds an offset; a line ends with LF, CR LF or CR. */
  lineAt(offset: number): number;
}

/** A document's text, or as much of it as a passage takes: asked by the document's offsets. */
export type TextPart = Pick<TextParts, 'slice'>;

/** A text that lies on the disk is asked for its parts, so that no more than these is read; any other is whole in memory. */
export interface PartedText {
  readonly text: string;
  readonly parts?: TextParts;
}

/** The parts of a document's text, made from the whole where it has none. */
export function partsOf(document: PartedText): TextParts {
  if (document.parts) return document.parts;
  let parts = known.get(document);
  if (!parts) known.set(document, (parts = partsOfWhole(document)));
  return parts;
}

/** Line starts are worked out once a document, when they are asked for. */
const known = new WeakMap<PartedText, TextParts>();

function partsOfWhole(document: PartedText): TextParts {
  let starts: readonly number[] | null = null;
  return {
    get length() {
      return document.text.length;
    },
    slice: (start, end) => document.text.slice(start, end),
    lineAt: (offset) => numberAt((starts ??= lineStarts(document.text)), offset),
  };
}
