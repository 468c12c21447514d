import { bytesOf, valuesOf } from '../bytes.js';
import type { TokenCodes } from '../token-codes.js';
import { CHECKSUM, type RecordPlace } from './record-file.js';

/** Bytes of a token beside its code: a scale (32 bits) and a start (16 bits). */
const BESIDE = 6;

/** The pieces of a passage's record: scales, starts, codes. */
export function tokenPieces({ scales, starts, codes }: TokenCodes): Uint8Array[] {
  return [bytesOf(scales), bytesOf(starts), codes];
}

/** @param record whole, as `tokenPieces` gave it, at a multiple of 4 bytes. */
export function tokensFrom(record: Uint8Array, codeBytes: number): TokenCodes {
  const count = record.length / (codeBytes + BESIDE);
  return {
    scales: valuesOf(record.subarray(0, count * 4), Float32Array),
    starts: valuesOf(record.subarray(count * 4, count * BESIDE), Uint16Array),
    codes: record.subarray(count * BESIDE),
  };
}

/** Where rows' records lie, worked out of how many tokens stand before each row. */
export class TokenPlaces {
  private readonly before: Float64Array;
  private readonly tokenBytes: number;

  /** @param counts tokens of each row. */
  constructor(counts: Uint32Array, codeBytes: number) {
    this.tokenBytes = codeBytes + BESIDE;
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
