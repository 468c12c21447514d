import { createRotation, type Rotation } from '../rotation.js';

/** Rows whose codes lie together, byte by byte (see `Scanner`). */
export const BLOCK_ROWS = 16;

/** Vectors in 1-bit form: enough to find some hundreds of rows among which the nearest surely are. */
export interface VectorCodes {
  /** Blocks of 16 rows, the last one filled up with zeros. */
  readonly codes: Uint8Array;
  /** Two values a row: what the signs are multiplied with, and the cosine with the centre. */
  readonly corrections: Float32Array;
}

/**
 * The signs of a vector's values after it is centred and rotated, as in RaBitQ (Gao and Long 2024, "RaBitQ: quantizing
 * high-dimensional vectors with a theoretical error bound for approximate nearest neighbor search"): with v = c + r,
 * q·v = c·v + (q − c)·c + (q − c)·r, where the first is kept a row, the second is the question's own, and the third is estimated as
 * (|r|² ÷ Σ|rᵢ|) × Σ ±(q − c)ᵢ, which is exact for a question along r and off by chance, with mean 0, for others.
 */
export class VectorCoder {
  /** Bytes of a code. */
  readonly bytes: number;
  private readonly rotation: Rotation;

  /** @param centre mean of the vectors, or near it: estimates are better the nearer it is. */
  constructor(private readonly centre: Float32Array) {
    this.bytes = Math.ceil(centre.length / 8);
    this.rotation = createRotation(centre.length);
  }

  /** @param vectors rows of unit length. */
  encode(vectors: readonly Float32Array[]): VectorCodes {
    const { bytes } = this;
    const codes = new Uint8Array(Math.ceil(vectors.length / BLOCK_ROWS) * BLOCK_ROWS * bytes);
    const corrections = new Float32Array(vectors.length * 2);
    for (const [row, vector] of vectors.entries()) {
      const rest = this.centred(vector);
      const block = Math.floor(row / BLOCK_ROWS) * BLOCK_ROWS * bytes + (row % BLOCK_ROWS);
      let squares = 0;
      let sizes = 0;
      for (let at = 0; at < rest.length; at++) {
        const value = rest[at]!;
        squares += value * value;
        sizes += Math.abs(value);
        if (value > 0) codes[block + (at >> 3) * BLOCK_ROWS]! |= 1 << (at & 7);
      }
      corrections[row * 2] = sizes > 0 ? squares / sizes : 0;
      corrections[row * 2 + 1] = dot(this.centre, vector);
    }
    return { codes, corrections };
  }

  /** A question made ready for the scan. */
  prepare(question: Float32Array): PreparedQuestion {
    const { bytes } = this;
    const rest = this.centred(question);
    // Sums of ± four values, for each of the 16 signs that half a byte can hold.
    const sums = new Float32Array(bytes * 32);
    let least = 0;
    let widest = 0;
    for (let half = 0; half < bytes * 2; half++) {
      let size = 0;
      for (let bit = 0; bit < 4; bit++) size += Math.abs(rest[half * 4 + bit] ?? 0);
      let lowest = 0;
      for (let bit = 0; bit < 4; bit++) lowest -= rest[half * 4 + bit] ?? 0;
      sums[half * 16] = lowest + size;
      // Every other sum is the one with its lowest set bit cleared, plus twice that bit's value.
      for (let signs = 1; signs < 16; signs++) {
        const bit = 31 - Math.clz32(signs & -signs);
        sums[half * 16 + signs] = sums[half * 16 + (signs & (signs - 1))]! + 2 * (rest[half * 4 + bit] ?? 0);
      }
      least -= size;
      widest = Math.max(widest, 2 * size);
    }
    // 7 bits a number, and less where so many of them could add up to more than 16 bits.
    const step = widest / Math.min(127, Math.floor(0xffff / (bytes * 2))) || 1;
    const tables = new Uint8Array(sums.length);
    for (let at = 0; at < tables.length; at++) tables[at] = Math.max(0, Math.round(sums[at]! / step));
    return { tables, step, least };
  }

  private centred(vector: Float32Array): Float32Array {
    const rest = new Float32Array(vector.length);
    for (let at = 0; at < rest.length; at++) rest[at] = vector[at]! - this.centre[at]!;
    this.rotation.apply(rest);
    return rest;
  }
}

/**
 * A row's estimated cosine, but for what is the same for all rows: its cosine with the centre + its factor × (`step` × the sum that
 * its code picks from `tables` + `least`).
 */
export interface PreparedQuestion {
  readonly tables: Uint8Array;
  readonly step: number;
  readonly least: number;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}
