import { CHECKSUM, type RecordPlace } from './record-file.js';

/** Where rows' records lie, worked out of how many tokens stand before each row. */
export class TokenPlaces {
  private readonly before: Float64Array;

  /**
   * @param counts tokens of each row.
   * @param tokenBytes of one token.
   */
  constructor(
    counts: Uint32Array,
    private readonly tokenBytes: number,
  ) {
    this.before = new Float64Array(counts.length + 1);
    for (const [row, count] of counts.entries()) this.before[row + 1] = this.before[row]! + count;
  }

  placeOf(row: number): RecordPlace {
    return { start: this.startOf(row), length: (this.before[row + 1]! - this.before[row]!) * this.tokenBytes };
  }

  /** Where the record of a row starts, or the file ends for the row after the last. */
  startOf(row: number): number {
    return this.before[row]! * this.tokenBytes + row * CHECKSUM;
  }

  countOf(row: number): number {
    return this.before[row + 1]! - this.before[row]!;
  }
}
