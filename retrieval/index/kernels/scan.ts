import { openKernel, type KernelSource } from '../../kernel.js';

interface ScanFunctions {
  scan(codes: number, tables: number, out: number, blocks: number, bytes: number): void;
}

/** scan.wat. */
export const SCAN: KernelSource<ScanFunctions> = {
  name: 'scan',
  compiled:
    'AGFzbQEAAAABCQFgBX9/f39/AAIQAQRzY2FuBm1lbW9yeQIAAQMCAQAHCAEEc2NhbgAACpICAY8CAgN/BHsgAiADQQV0aiEFAkADQCACIAVPDQH9DAAAAAAAAAAAAAAAAAAAAAAhCv0MAAAAAAAAAAAAAAAAAAAAACELIAEhBiAAIARBBHRqIQcDQCAA/QAEACEIIAb9AAQAIAj9DA8PDw8PDw8PDw8PDw8PDw/9Tv0OIAb9AAQQIAhBBP1t/Q79biEJIAogCf0M/wD/AP8A/wD/AP8A/wD/AP1O/Y4BIQogCyAJQQj9jQH9jgEhCyAGQSBqIQYgAEEQaiEAIAAgB0kNAAsgAiAKIAv9DQABEBECAxITBAUUFQYHFhf9CwQAIAIgCiAL/Q0ICRgZCgsaGwwNHB0ODx4f/QsEECACQSBqIQIMAAsLCw==',
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
  }),
};

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
 */
export function createScanner(blocks: number, bytes: number): Scanner {
  const codeBytes = blocks * 16 * bytes;
  const tableBytes = bytes * 32;
  const { memory, functions } = openKernel(SCAN, codeBytes + tableBytes + blocks * 32);
  const sums = new Uint16Array(memory, codeBytes + tableBytes, blocks * 16);
  return {
    codes: new Uint8Array(memory, 0, codeBytes),
    scan(tables) {
      new Uint8Array(memory, codeBytes, tableBytes).set(tables);
      functions.scan(0, codeBytes, codeBytes + tableBytes, blocks, bytes);
      return sums;
    },
  };
}
