import { TextTooLongError } from './embedder.js';

/** The model cannot be loaded: a file is missing, damaged or of another kind. The user's to mend. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}

/** The embedder was closed before the text's turn came. */
export class EmbedderClosedError extends Error {
  override readonly name = 'EmbedderClosedError';
  constructor() {
    super('embedding a text: an open embedder expected, found it closed');
  }
}

/** The embedding process ended by itself, was started again, and ended again. */
export class EmbedderProcessError extends Error {
  override readonly name = 'EmbedderProcessError';
}

/** An error as plain data: a class of one's own does not survive the way between processes. */
export interface PlainError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly tooLong: { readonly tokens: number; readonly maxTokens: number } | null;
}

/** Any thrown thing as a message between processes can hold it. */
export function toPlain(thrown: unknown): PlainError {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const tooLong = error instanceof TextTooLongError ? { tokens: error.tokens, maxTokens: error.maxTokens } : null;
  return { name: error.name, message: error.message, stack: error.stack, tooLong };
}

/** The way back: a class of ours where callers tell it by its class, else a plain `Error`; the stack is the one of the other process. */
export function fromPlain({ name, message, stack, tooLong }: PlainError): Error {
  const error = tooLong ? new TextTooLongError(tooLong.tokens, tooLong.maxTokens) : name === 'ModelError' ? new ModelError(message) : new Error(message);
  if (stack) error.stack = stack;
  return error;
}
