import { openKernel, type KernelSource } from '../../kernel.js';

interface ScanFunctions {
  scan(codes: number, tables: number, out: number, blocks: number, bytes: number): void;
  reaching(sums: number, corrections: number, from: number, to: number, step: number, least: number, threshold: number, places: number, scores: number): number;
}

/** scan.wat. */
export const SCAN: KernelSource<ScanFunctions> = {
  name: 'scan',
  compiled:
    'AGFzbQEAAAABFgJgBX9/f39/AGAJf39/f3x8fH9/AX8CEAEEc2NhbgZtZW1vcnkCAAEDAwIAAQcTAgRzY2FuAAAIcmVhY2hpbmcAAQqZAwKPAgIDfwR7IAIgA0EFdGohBQJAA0AgAiAFTw0B/QwAAAAAAAAAAAAAAAAAAAAAIQr9DAAAAAAAAAAAAAAAAAAAAAAhCyABIQYgACAEQQR0aiEHA0AgAP0ABAAhCCAG/QAEACAI/QwPDw8PDw8PDw8PDw8PDw8P/U79DiAG/QAEECAIQQT9bf0O/W4hCSAKIAn9DP8A/wD/AP8A/wD/AP8A/wD9Tv2OASEKIAsgCUEI/Y0B/Y4BIQsgBkEgaiEGIABBEGohACAAIAdJDQALIAIgCiAL/Q0AARARAgMSEwQFFBUGBxYX/QsEACACIAogC/0NCAkYGQoLGhsMDRwdDg8eH/0LBBAgAkEgaiECDAALCwuFAQIBfwF8IAAgAkEBdGohACABIAJBA3RqIQECQANAIAIgA08NASABKgIEuyABKgIAuyAEIAAvAQC4oiAFoKKgIQogCiAGZgRAIAcgCUECdGogAjYCACAIIAlBA3RqIAo5AwAgCUEBaiEJCyAAQQJqIQAgAUEIaiEBIAJBAWohAgwACwsgCQs=',
  plain: (memory) => ({
    scan(codes, tables, out, blocks, bytes) {
      const read = new Uint8Array(memory);
      const sums = new Uint16Array(memory, out, blocks * 16);
      for (let row = 0; row < sums.length; row++) {
        let sum = 0;
        for (let byte = 0; byte < bytes; byte++) {
          const code = read[codes + ((row >> 4) * bytes + byte) * 16 + (row & 15)]!;
          sum += read[tables + byte * 32 + (code & 15)]! + read[tables + byte * 32 + 16 + (code >> 4)]!;
        }
        sums[row] = sum;
      }
    },
    reaching(sums, corrections, from, to, step, least, threshold, places, scores) {
      const sumOf = new Uint16Array(memory, sums, to);
      const correction = new Float32Array(memory, corrections, to * 2);
      const placesFound = new Uint32Array(memory, places, to - from);
      const scoresFound = new Float64Array(memory, scores, to - from);
      let found = 0;
      for (let row = from; row < to; row++) {
        const score = correction[2 * row + 1]! + correction[2 * row]! * (step * sumOf[row]! + least);
        if (!(score >= threshold)) continue;
        placesFound[found] = row;
        scoresFound[found++] = score;
      }
      return found;
    },
  }),
};

/** Rows that are gone through before the threshold is raised. */
const BATCH = 256;

/** Estimates, for every row, how near it is to a question. */
export interface Scanner {
  /** Where the codes go: blocks of 16 rows, in each the first bytes of the sixteen codes, then their second bytes, and so on. */
  readonly codes: Uint8Array;
  /** Two values a row, as of `VectorCodes`. */
  readonly corrections: Float32Array;
  /**
   * @param tables two tables of 16 numbers (0 to 127) a byte of a code: for its lower and its upper half. All that one row can pick
   *   must add up to less than 65,536.
   * @returns the sum of each row; overwritten by the next call.
   */
  scan(tables: Uint8Array): Uint16Array;
  /** Of the last scan, a row's second correction + its first × (`step` × its sum + `least`). */
  estimate(row: number, step: number, least: number): number;
  /**
   * Tells the rows whose estimate reaches a threshold, in ascending order.
   * @param take is told rows and estimates. @returns the threshold from then on: some that do not reach it may still be told.
   */
  estimates(asked: AskedEstimates, take: (row: number, estimate: number) => number): void;
}

interface AskedEstimates {
  /** The first so many. */
  readonly rows: number;
  readonly step: number;
  readonly least: number;
  readonly threshold: number;
}

/**
 * @param blocks blocks of 16 rows.
 * @param bytes of a code.
 */
export function createScanner(blocks: number, bytes: number): Scanner {
  const codeBytes = blocks * 16 * bytes;
  const tableBytes = bytes * 32;
  const sumsAt = codeBytes + tableBytes;
  const correctionsAt = sumsAt + blocks * 32;
  const scoresAt = correctionsAt + blocks * 128;
  const placesAt = scoresAt + BATCH * 8;
  const { memory, functions } = openKernel(SCAN, placesAt + BATCH * 4);
  const sums = new Uint16Array(memory, sumsAt, blocks * 16);
  const places = new Uint32Array(memory, placesAt, BATCH);
  const scores = new Float64Array(memory, scoresAt, BATCH);
  const corrections = new Float32Array(memory, correctionsAt, blocks * 32);
  return {
    codes: new Uint8Array(memory, 0, codeBytes),
    corrections,
    scan(tables) {
      new Uint8Array(memory, codeBytes, tableBytes).set(tables);
      functions.scan(0, codeBytes, sumsAt, blocks, bytes);
      return sums;
    },
    estimate: (row, step, least) => corrections[2 * row + 1]! + corrections[2 * row]! * (step * sums[row]! + least),
    estimates({ rows, step, least, threshold }, take) {
      for (let from = 0; from < rows; from += BATCH) {
        const to = Math.min(rows, from + BATCH);
        const found = functions.reaching(sumsAt, correctionsAt, from, to, step, least, threshold, placesAt, scoresAt);
        for (let at = 0; at < found; at++) threshold = take(places[at]!, scores[at]!);
      }
    },
  };
}
