/*
 * scan-kernel.wat, compiled (a test compiles it again and compares): sums looked up sixteen rows at a time with WebAssembly's SIMD,
 * which every Node since 16 has on 64-bit machines. In JavaScript the same takes thirty times as long.
 */
export const COMPILED =
  'AGFzbQEAAAABCQFgBX9/f39/AAIQAQRzY2FuBm1lbW9yeQIAAQMCAQAHCAEEc2NhbgAACpICAY8CAgN/BHsgAiADQQV0aiEFAkADQCACIAVPDQH9DAAAAAAAAAAAAAAAAAAAAAAhCv0MAAAAAAAAAAAAAAAAAAAAACELIAEhBiAAIARBBHRqIQcDQCAA/QAEACEIIAb9AAQAIAj9DA8PDw8PDw8PDw8PDw8PDw/9Tv0OIAb9AAQQIAhBBP1t/Q79biEJIAogCf0M/wD/AP8A/wD/AP8A/wD/AP1O/Y4BIQogCyAJQQj9jQH9jgEhCyAGQSBqIQYgAEEQaiEAIAAgB0kNAAsgAiAKIAv9DQABEBECAxITBAUUFQYHFhf9CwQAIAIgCiAL/Q0ICRgZCgsaGwwNHB0ODx4f/QsEECACQSBqIQIMAAsLCw==';

/** What is used of WebAssembly: neither the language's nor Node's types declare it. */
declare const WebAssembly: {
  validate(binary: Uint8Array): boolean;
  readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (binary: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
};

/** Bytes of a WebAssembly page, in which its memory grows. */
const PAGE = 65_536;

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
  const binary = Buffer.from(COMPILED, 'base64');
  if (!WebAssembly.validate(binary)) return null;
  const codeBytes = blocks * 16 * bytes;
  const tableBytes = bytes * 32;
  const memory = new WebAssembly.Memory({ initial: Math.ceil((codeBytes + tableBytes + blocks * 32) / PAGE) || 1 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary), { scan: { memory } });
  const scan = exports['scan'] as (codes: number, tables: number, out: number, blocks: number, bytes: number) => void;
  const sums = new Uint16Array(memory.buffer, codeBytes + tableBytes, blocks * 16);
  return {
    codes: new Uint8Array(memory.buffer, 0, codeBytes),
    scan(tables) {
      new Uint8Array(memory.buffer, codeBytes, tableBytes).set(tables);
      scan(0, codeBytes, codeBytes + tableBytes, blocks, bytes);
      return sums;
    },
  };
}
