import { openKernel, type Kernel } from './kernel.js';

/** compare.wat, compiled. */
export const COMPARE =
  'AGFzbQEAAAABCgFgBn9/f39/fwACEwEHY29tcGFyZQZtZW1vcnkCAAEDAgEABwsBB2NvbXBhcmUAAArFAgHCAgIEfwR7AkADQCABRQ0B/QwAAAAAAAAAAAAAAAAAAAAAIQr9DAAAAAAAAAAAAAAAAAAAAAAhC/0MAAAAAAAAAAAAAAAAAAAAACEM/QwAAAAAAAAAAAAAAAAAAAAAIQ0gAyEGIAAgAmohBwNAIAAtAAAhCCAGIAhBD3FBBnRqIQkgCiAJ/QAEAP3kASEKIAsgCf0ABBD95AEhCyAMIAn9AAQg/eQBIQwgDSAJ/QAEMP3kASENIAYgCEEEdkEGdGohCSAKIAn9AASACP3kASEKIAsgCf0ABJAI/eQBIQsgDCAJ/QAEoAj95AEhDCANIAn9AASwCP3kASENIAZBgBBqIQYgAEEBaiEAIAAgB0kNAAsgBCAK/QsEACAEIAv9CwQQIAQgDP0LBCAgBCAN/QsEMCAEIAVqIQQgAUEBayEBDAALCws=';

/** Question tokens that are compared at once. */
const LANES = 16;

/** Numbers of one table: 16 half bytes × `LANES` question tokens. */
const TABLE = 16 * LANES;

/** Bytes of codes that are compared at the most at once; more are in turn. */
const CODE_BYTES = 64 * 1024;

/** Compares the codes of passages' tokens with a question's tokens. */
export interface Comparer {
  /**
   * @param codes of some tokens, one after the other.
   * @param put is told the sum of every question token and token: Σ ± the question token's values.
   */
  compare(codes: Uint8Array, put: (question: number, token: number, sum: number) => void): void;
}

/** Shared by all: a comparer is made for each question, and comparing does not wait. Replaced by a larger one when a question needs it. */
let shared: { readonly kernel: Kernel; readonly bytes: number } | null = null;
let owner: object | null = null;

/**
 * @param rows the question's tokens, prepared: each `bytes` × 8 values or fewer.
 * @param bytes of a code.
 * @returns `null` where WebAssembly has no SIMD.
 */
export function createComparer(rows: readonly Float32Array[], bytes: number): Comparer | null {
  const groups = Math.ceil(rows.length / LANES);
  const tables = groups * bytes * 2 * TABLE;
  const most = Math.max(1, Math.floor(CODE_BYTES / Math.max(1, bytes)));
  const outAt = CODE_BYTES + bytes;
  const tablesAt = Math.ceil((outAt + most * LANES * 4) / 16) * 16;
  const needed = tablesAt + tables * 4;
  if (!shared || shared.bytes < needed) {
    const kernel = openKernel('compare', COMPARE, needed);
    if (!kernel) return null;
    shared = { kernel, bytes: needed };
    owner = null;
  }
  const { kernel } = shared;
  const { memory } = kernel;
  const filled = tablesOf(rows, bytes, groups);
  const me = {};
  return {
    compare(codes, put) {
      // Another question may have been asked meanwhile.
      if (owner !== me || shared?.kernel !== kernel) new Float32Array(memory, tablesAt, filled.length).set(filled);
      owner = shared?.kernel === kernel ? me : owner;
      const tokens = bytes === 0 ? 0 : codes.length / bytes;
      const sums = new Float32Array(memory, Math.ceil(outAt / 16) * 16, most * LANES);
      for (let from = 0; from < tokens; from += most) {
        const count = Math.min(most, tokens - from);
        new Uint8Array(memory).set(codes.subarray(from * bytes, (from + count) * bytes));
        for (let group = 0; group < groups; group++) {
          kernel.call(0, count, bytes, tablesAt + group * bytes * 2 * TABLE * 4, sums.byteOffset, LANES * 4);
          const last = Math.min(LANES, rows.length - group * LANES);
          for (let token = 0; token < count; token++) {
            for (let lane = 0; lane < last; lane++) put(group * LANES + lane, from + token, sums[token * LANES + lane]!);
          }
        }
      }
    },
  };
}

/** For each group of question tokens, each half byte of a code and each value it can have: Σ ± the four values it stands for, of each token. */
function tablesOf(rows: readonly Float32Array[], bytes: number, groups: number): Float32Array {
  const filled = new Float32Array(groups * bytes * 2 * TABLE);
  for (const [number, values] of rows.entries()) {
    const group = Math.floor(number / LANES) * bytes * 2 * TABLE;
    for (let half = 0; half < bytes * 2; half++) {
      const table = group + half * TABLE + (number % LANES);
      let sum = 0;
      for (let bit = 0; bit < 4; bit++) sum -= values[half * 4 + bit] ?? 0;
      filled[table] = sum;
      // Every other sum is the one with its lowest set bit cleared, plus twice that bit's value.
      for (let signs = 1; signs < 16; signs++) {
        const bit = 31 - Math.clz32(signs & -signs);
        filled[table + signs * LANES] = filled[table + (signs & (signs - 1)) * LANES]! + 2 * (values[half * 4 + bit] ?? 0);
      }
    }
  }
  return filled;
}
