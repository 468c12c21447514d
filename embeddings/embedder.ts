/** What the model is, as far as an index made with it must know. */
export interface ModelIdentity {
  /** Folder or hub name as given in the settings; `embedded` for the one shipped. */
  readonly name: string;
  /** SHA-256 (hex) over the model's files and the settings that change its vectors (prefixes, pooling). */
  readonly checksum: string;
  /** Values in a vector (384 for the shipped model). */
  readonly dimensions: number;
  /** Longest input in tokens, special tokens and prefix included (512 for the shipped model). */
  readonly maxTokens: number;
}

/** A text is embedded either as a question or as a passage: E5 was trained with a prefix for each. */
export type TextKind = 'question' | 'passage';

/** The vectors of a text's own tokens: prefix and special tokens left out. */
export interface TokenVectors {
  /** tokens × dimensions values, row after row: the last hidden state as it is, not normalised. */
  readonly vectors: Float32Array;
  /**
   * Two values a token: UTF-16 offsets into the text given, end exclusive; neither ever decreases. The mark of a word's start,
   * where it is a token of its own, has an empty span; the tokens of a ligature (ﬁ) all have the ligature's.
   */
  readonly offsets: Uint32Array;
}

/** What a text becomes: one vector of it all, and one of each of its tokens. */
export interface Embedding {
  /** Unit length, `dimensions` values. */
  readonly vector: Float32Array;
  readonly tokens: TokenVectors;
}

/** Text → vectors. One instance holds one loaded model; close it to end its process. */
export interface Embedder {
  readonly model: ModelIdentity;
  /**
   * Embeds one text. Questions go before passages that wait.
   * @throws {TextTooLongError} when the text has more tokens than the model takes; nothing is cut.
   */
  embed(text: string, kind: TextKind): Promise<Embedding>;
  /** Tokens of each text, prefix and special tokens included: fits when ≤ `model.maxTokens`. */
  countTokens(texts: readonly string[], kind: TextKind): Promise<number[]>;
  close(): Promise<void>;
}

/** Thrown instead of cutting a text that the model cannot take whole. */
export class TextTooLongError extends Error {
  override readonly name = 'TextTooLongError';
  constructor(
    readonly tokens: number,
    readonly maxTokens: number,
  ) {
    super(`embedding a text: at most ${maxTokens} tokens expected, found ${tokens}; make it shorter`);
  }
}
