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

/** The index changed so long ago that what this process holds of it is no longer kept: it opens the newer one and asks again. */
export class StaleIndexError extends Error {
  override readonly name = 'StaleIndexError';
  constructor(generation: number) {
    super(`asking the index: its generation ${generation} expected, found that it is no longer kept`);
  }
}
