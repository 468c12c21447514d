import { createRotation, type Rotation } from '../rotation.js';
import type { TokenVectors } from '../../../embeddings/index.js';

/**
 * The tokens of one passage in 1-bit form, for late interaction: a token vector is centred on the dossier's mean, scaled to unit
 * length, rotated, and only the signs of its values are kept, with one scale (50 bytes for 384 values).
 */
export interface TokenCodes {
  /** tokens × dimensions ÷ 8 bytes; bit b of byte j is set when value 8j + b is positive. */
  readonly codes: Uint8Array;
  /** A value a token: mean of the absolute values, so that scale × Σ ±question value estimates the cosine. */
  readonly scales: Float32Array;
  /** UTF-16 offset of each token from the start of its passage. */
  readonly starts: Uint16Array;
}

/** Turns token vectors into codes, and questions into what is compared with them. */
export class TokenCoder {
  readonly bytes: number;
  private readonly rotation: Rotation;

  /** @param centre mean of the dossier's token vectors at unit length (see `meanDirection`), `dimensions` values. */
  constructor(readonly centre: Float32Array) {
    this.bytes = Math.ceil(centre.length / 8);
    this.rotation = rotationOf(centre.length);
  }

  /** Rows centred, at unit length, rotated. @returns tokens × dimensions values. */
  prepare(vectors: Float32Array): Float32Array {
    const { centre, rotation } = this;
    const dimensions = centre.length;
    const prepared = Float32Array.from(vectors);
    for (let from = 0; from < prepared.length; from += dimensions) {
      const row = prepared.subarray(from, from + dimensions);
      normalise(row);
      for (let at = 0; at < dimensions; at++) row[at]! -= centre[at]!;
      normalise(row);
      rotation.apply(row);
    }
    return prepared;
  }

  /** @param tokens offsets counted from the passage's start, which the caller has seen to. */
  encode(tokens: TokenVectors): TokenCodes {
    const dimensions = this.centre.length;
    const prepared = this.prepare(tokens.vectors);
    const count = prepared.length / dimensions;
    const codes = new Uint8Array(count * this.bytes);
    const scales = new Float32Array(count);
    const starts = new Uint16Array(count);
    for (let token = 0; token < count; token++) {
      let sum = 0;
      for (let at = 0; at < dimensions; at++) {
        const value = prepared[token * dimensions + at]!;
        sum += Math.abs(value);
        if (value > 0) codes[token * this.bytes + (at >> 3)]! |= 1 << (at & 7);
      }
      scales[token] = sum / dimensions;
      starts[token] = tokens.offsets[2 * token]!;
    }
    return { codes, scales, starts };
  }
}

/** Mean of rows, each first brought to unit length: what token vectors are centred on. @param sets any number of rows each. */
export function meanDirection(sets: Iterable<Float32Array>, dimensions: number): Float32Array {
  const sum = new Float64Array(dimensions);
  let rows = 0;
  for (const vectors of sets) {
    for (let from = 0; from < vectors.length; from += dimensions) {
      let length = 0;
      for (let at = 0; at < dimensions; at++) length += vectors[from + at]! ** 2;
      const scale = 1 / (Math.sqrt(length) || 1);
      for (let at = 0; at < dimensions; at++) sum[at]! += vectors[from + at]! * scale;
      rows++;
    }
  }
  return Float32Array.from(sum, (value) => value / Math.max(1, rows));
}

/** Always the same for as many dimensions, and it takes some time to draw. */
const rotations = new Map<number, Rotation>();

function rotationOf(dimensions: number): Rotation {
  let rotation = rotations.get(dimensions);
  if (!rotation) rotations.set(dimensions, (rotation = createRotation(dimensions)));
  return rotation;
}

function normalise(row: Float32Array): void {
  let length = 0;
  for (let at = 0; at < row.length; at++) length += row[at]! * row[at]!;
  const scale = 1 / (Math.sqrt(length) || 1);
  for (let at = 0; at < row.length; at++) row[at]! *= scale;
}
