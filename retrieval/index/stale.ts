/** The index changed so long ago that what this process holds of it is no longer kept: it opens the newer one and asks again. */
export class StaleIndexError extends Error {
  override readonly name = 'StaleIndexError';
  constructor(generation: number) {
    super(`asking the index: its generation ${generation} expected, found that it is no longer kept`);
  }
}
