/** Thrown when what is read of an index differs from what was written: nothing of it is used. */
export class DamagedIndexError extends Error {
  override readonly name = 'DamagedIndexError';

  /** @param document whose text or token codes are damaged, by file; `null` when it may be any. */
  constructor(
    message: string,
    readonly document: string | null = null,
  ) {
    super(message);
  }
}
