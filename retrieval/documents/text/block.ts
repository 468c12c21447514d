import type { Span } from '../../span.js';
import type { Line } from './lines.js';
import type { Table } from './structure.js';

/** How a block is set apart as a heading: `#`, bold marks, capitals, a named part (Article 5), a number. */
export type HeadingMark = 'markdown' | 'bold' | 'capitals' | 'named' | 'numbered';

/** Lines that belong together: a paragraph (its hard-wrapped lines joined), a list item, a heading. */
export interface Block extends Span {
  /** The block's text without heading marks (`**`, `#`), white space collapsed. */
  readonly text: string;
  /** Where `text` stands, marks left out. */
  readonly inner: Span;
  readonly lines: readonly Line[];
  /** `null` when by nothing but its shape. */
  readonly mark: HeadingMark | null;
  /** Number of `#` for a Markdown heading, parts of the number for a numbered one, otherwise 0. */
  readonly depth: number;
  /** The marker of a list item (`a)`, `12.`, `-`), as it stands; `null` for other blocks. */
  readonly item: string | null;
  /** Ends as a sentence does. */
  readonly closed: boolean;
  /** Site navigation, page numbers, rules: nothing that a reader would quote. */
  readonly boilerplate: boolean;
  /** The table that the block is a row of. */
  readonly table: Table | null;
  /** Parts that a page break put into the middle of a sentence (footnotes, page numbers). */
  readonly interruptions: readonly Span[];
}
