import type { Span } from '../../span.js';

/** A heading of a document, as it stands in the text. */
export interface Heading extends Span {
  /** 1 for the outermost. */
  readonly level: number;
}

/** A table of a document: each of its lines is a row. */
export interface Table extends Span {
  /** The row that names the columns, where there is one. */
  readonly header: Span | null;
}

/** What a format itself says of how its text is built, as spans of the text; it goes before what the text's shape suggests. */
export interface Structure {
  /** The headings the format marks, in order; `null` when it marks none, so that they are told from the text's shape. */
  readonly headings: readonly Heading[] | null;
  /** In order, apart from each other. */
  readonly tables: readonly Table[];
  /** Running heads, page numbers, captions of pages: in the text, but in no sentence. In order. */
  readonly asides: readonly Span[];
  /** True when no line is wrapped: each is a paragraph, a list item or a row. */
  readonly unwrapped: boolean;
}
