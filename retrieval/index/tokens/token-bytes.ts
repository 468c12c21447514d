import { bytesOf, valuesOf } from '../bytes.js';
import type { TokenCodes } from './token-codes.js';

/** Bytes of a token beside its code: a scale (32 bits) and a start (16 bits), low byte first. */
const BESIDE = 6;

/** Bytes of a token. @param dimensions of the vectors that the codes stand for */
export function tokenBytes(dimensions: number): number {
  return Math.ceil(dimensions / 8) + BESIDE;
}

/** A passage's codes as bytes, in pieces: scales, starts, codes. */
export function tokenPieces({ scales, starts, codes }: TokenCodes): Uint8Array[] {
  return [bytesOf(scales), bytesOf(starts), codes];
}

/** @param bytes whole, as `tokenPieces` gave them, at a multiple of 4. */
export function tokensFrom(bytes: Uint8Array, dimensions: number): TokenCodes {
  const count = bytes.length / tokenBytes(dimensions);
  return {
    scales: valuesOf(bytes.subarray(0, count * 4), Float32Array),
    starts: valuesOf(bytes.subarray(count * 4, count * BESIDE), Uint16Array),
    codes: bytes.subarray(count * BESIDE),
  };
}
