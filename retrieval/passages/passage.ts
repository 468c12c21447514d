import type { Span } from '../span.js';

/** The unit of search: some whole sentences of one document, under one heading. */
export interface Passage extends Span {
  /**
   * 12 characters of A–Z a–z 0–9 _ -: a hash of file name, text and (for a repeated text) its number in the file.
   * It stays the same as long as the passage stands, wherever it moves in its file.
   */
  readonly id: string;
  readonly file: string;
  /** The sentences of the passage, in order, each trimmed of white space; all lie inside start…end. */
  readonly sentences: readonly Span[];
  /** The text of the heading above the passage, white space collapsed; `null` when there is none. */
  readonly heading: string | null;
  /** The sentence that announces the list (it ends with a colon) whose later items the passage holds, when it stands before the passage. */
  readonly lead?: Span;
}
