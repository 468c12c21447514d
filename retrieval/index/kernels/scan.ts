import { openKernel } from './kernel.js';

/** scan.wat, compiled. */
export const SCAN =
  'AGFzbQEAAAABCQFgBX9/f39/AAIQAQRzY2FuBm1lbW9yeQIAAQMCAQAHCAEEc2NhbgAACpICAY8CAgN/BHsgAiADQQV0aiEFAkADQCACIAVPDQH9DAAAAAAAAAAAAAAAAAAAAAAhCv0MAAAAAAAAAAAAAAAAAAAAACELIAEhBiAAIARBBHRqIQcDQCAA/QAEACEIIAb9AAQAIAj9DA8PDw8PDw8PDw8PDw8PDw/9Tv0OIAb9AAQQIAhBBP1t/Q79biEJIAogCf0M/wD/AP8A/wD/AP8A/wD/AP1O/Y4BIQogCyAJQQj9jQH9jgEhCyAGQSBqIQYgAEEQaiEAIAAgB0kNAAsgAiAKIAv9DQABEBECAxITBAUUFQYHFhf9CwQAIAIgCiAL/Q0ICRgZCgsaGwwNHB0ODx4f/QsEECACQSBqIQIMAAsLCw==';

/** Adds up, for every row, the numbers that its code picks out of a question's tables. */
export interface Scanner {
  /** Where the codes go: blocks of 16 rows, in each the first bytes of the sixteen codes, then their second bytes, and so on. */
  readonly codes: Uint8Array;
  /**
   * @param tables two tables of 16 numbers (0 to 127) a byte of a code: for its lower and its upper half. All that one row can pick
   *   must add up to less than 65,536.
   * @returns the sum of each row; overwritten by the next call.
   */
  scan(tables: Uint8Array): Uint16Array;
}

/**
 * @param blocks blocks of 16 rows.
 * @param bytes of a code.
 * @returns `null` where WebAssembly has no SIMD.
 */
export function createScanner(blocks: number, bytes: number): Scanner | null {
  const codeBytes = blocks * 16 * bytes;
  const tableBytes = bytes * 32;
  const kernel = openKernel('scan', SCAN, codeBytes + tableBytes + blocks * 32);
  if (!kernel) return null;
  const { memory, call } = kernel;
  const sums = new Uint16Array(memory, codeBytes + tableBytes, blocks * 16);
  return {
    codes: new Uint8Array(memory, 0, codeBytes),
    scan(tables) {
      new Uint8Array(memory, codeBytes, tableBytes).set(tables);
      call(0, codeBytes, codeBytes + tableBytes, blocks, bytes);
      return sums;
    },
  };
}
