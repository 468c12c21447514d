import { createComparer, type Comparer } from './kernels/compare.js';
import { createRotation, type Rotation } from './rotation.js';
import type { TokenVectors } from '../../embeddings/embedder.js';

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

/**
 * Estimated cosines of every question token with every token of a passage.
 *
 * A half byte of a code picks, out of a table made for each question token, the sum of ± its four values (kernels/compare.wat). Where
 * that cannot be loaded, a byte picks that of eight.
 */
export class CodeComparer {
  private readonly kernel: Comparer | null;
  /** Without the kernel: a table a question token, bytes × 256 sums. */
  private readonly tables: Float32Array[];
  /** Question tokens. */
  readonly rows: number;
  /** Length of the mean of the question's tokens, 0 to 1. */
  readonly meanLength: number;

  /** @param question prepared by `TokenCoder.prepare`, tokens × dimensions. */
  constructor(question: Float32Array, dimensions: number) {
    const mean = new Float64Array(dimensions);
    const rows: Float32Array[] = [];
    for (let from = 0; from < question.length; from += dimensions) {
      const row = question.subarray(from, from + dimensions);
      rows.push(row);
      for (let at = 0; at < dimensions; at++) mean[at]! += row[at]!;
    }
    this.rows = rows.length;
    this.meanLength = lengthOf(mean) / Math.max(1, rows.length);
    this.kernel = createComparer(rows, Math.ceil(dimensions / 8));
    this.tables = this.kernel ? [] : rows.map(tableOf);
  }

  /** @returns the best cosine of each question token among the passage's tokens. */
  best(passage: TokenCodes): Float32Array {
    const tokens = passage.scales.length;
    const cosines = this.compare(passage);
    return Float32Array.from({ length: this.rows }, (_, row) => {
      let best = -1;
      for (let at = row * tokens; at < (row + 1) * tokens; at++) if (cosines[at]! > best) best = cosines[at]!;
      return best;
    });
  }

  /** @returns question tokens × passage tokens estimated cosines. */
  compare(passage: TokenCodes): Float32Array {
    const tokens = passage.scales.length;
    const cosines = new Float32Array(this.rows * tokens);
    if (this.kernel) {
      const { scales } = passage;
      this.kernel.compare(passage.codes, (row, token, sum) => {
        cosines[row * tokens + token] = sum * scales[token]!;
      });
      return cosines;
    }
    const bytes = tokens === 0 ? 0 : passage.codes.length / tokens;
    for (const [row, table] of this.tables.entries()) {
      for (let token = 0; token < tokens; token++) {
        const from = token * bytes;
        let sum = 0;
        for (let at = 0; at < bytes; at++) sum += table[(at << 8) | passage.codes[from + at]!]!;
        cosines[row * tokens + token] = sum * passage.scales[token]!;
      }
    }
    return cosines;
  }
}

/** Length of the mean of the (decoded) vectors of tokens `from` to `to`, end exclusive; 0 when there is none. */
export function meanLength({ codes, scales }: TokenCodes, from: number, to: number): number {
  if (to <= from) return 0;
  const bytes = codes.length / scales.length;
  const sum = new Float64Array(bytes * 8);
  for (let token = from; token < to; token++) {
    const scale = scales[token]!;
    for (let at = 0; at < sum.length; at++) sum[at]! += (codes[token * bytes + (at >> 3)]! >> (at & 7)) & 1 ? scale : -scale;
  }
  return lengthOf(sum) / (to - from);
}

function lengthOf(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

function tableOf(values: Float32Array): Float32Array {
  const bytes = Math.ceil(values.length / 8);
  const table = new Float32Array(bytes * 256);
  for (let at = 0; at < bytes; at++) {
    const base = at << 8;
    let lowest = 0;
    for (let bit = 0; bit < 8; bit++) lowest -= values[8 * at + bit] ?? 0;
    table[base] = lowest;
    // Every other sum is the one with its lowest set bit cleared, plus twice that bit's value.
    for (let code = 1; code < 256; code++) {
      const bit = 31 - Math.clz32(code & -code);
      table[base | code] = table[base | (code & (code - 1))]! + 2 * (values[8 * at + bit] ?? 0);
    }
  }
  return table;
}

function normalise(row: Float32Array): void {
  let length = 0;
  for (const value of row) length += value * value;
  const scale = 1 / (Math.sqrt(length) || 1);
  for (let at = 0; at < row.length; at++) row[at]! *= scale;
}
