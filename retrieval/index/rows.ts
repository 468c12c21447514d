/** Where each row of the index lies: number of its segment, and its row there. */
export interface RowPlaces {
  readonly segmentOf: Uint16Array;
  readonly localOf: Uint32Array;
}

/** Says of a row in a segment that it is none of the index any more. */
export const GONE = 0xffffffff;
