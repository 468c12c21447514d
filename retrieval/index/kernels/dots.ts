import { openKernel, type KernelSource } from '../../kernel.js';

interface DotsFunctions {
  dots(rows: number, count: number, values: number, floats: number, out: number): void;
}

/** dots.wat. */
export const DOTS: KernelSource<DotsFunctions> = {
  name: 'dots',
  compiled:
    'AGFzbQEAAAABCQFgBX9/f39/AAIQAQRkb3RzBm1lbW9yeQIAAQMCAQAHCAEEZG90cwAACs8BAcwBAgJ/A3sCQANAIAFFDQH9DAAAAAAAAAAAAAAAAAAAAAAhCP0MAAAAAAAAAAAAAAAAAAAAACEJIAMhBSAAIAJBAXRqIQYDQCAA/QAEACEHIAggBf0ABAAgB/2nAf36Af3mAf3kASEIIAkgBf0ABBAgB/2oAf36Af3mAf3kASEJIAVBIGohBSAAQRBqIQAgACAGSQ0ACyAIIAn95AEhCCAEIAj9HwAgCP0fAZIgCP0fAiAI/R8DkpI4AgAgBEEEaiEEIAFBAWshAQwACwsL',
  plain: (memory) => ({
    dots(rows, count, values, floats, out) {
      const whole = new Int16Array(memory, rows, count * values);
      const other = new Float32Array(memory, floats, values);
      const sums = new Float32Array(memory, out, count);
      for (let row = 0; row < count; row++) {
        let sum = 0;
        for (let at = 0; at < values; at++) sum += whole[row * values + at]! * other[at]!;
        sums[row] = sum;
      }
    },
  }),
};

/** Rows that are multiplied at once. */
const BATCH = 64;

/** Multiplies rows of 16-bit whole numbers with a row of floats. */
export interface Dots {
  /**
   * @param put copies the values of a row, by its number, to a place.
   * @returns the sum of the products of each of `count` rows.
   */
  of(count: number, put: (number: number, to: Int16Array, at: number) => void, floats: Float32Array): Float32Array;
}

/** @param values of a row. */
export function createDots(values: number): Dots {
  const padded = Math.ceil(values / 8) * 8;
  const floatsAt = BATCH * padded * 2;
  const outAt = floatsAt + padded * 4;
  const { memory, functions } = openKernel(DOTS, outAt + BATCH * 4);
  // What lies between the end of a row and a multiple of 8 stays 0.
  const rows = new Int16Array(memory, 0, BATCH * padded);
  const row = new Float32Array(memory, floatsAt, padded);
  const sums = new Float32Array(memory, outAt, BATCH);
  return {
    of(count, put, floats) {
      const found = new Float32Array(count);
      row.set(floats);
      for (let from = 0; from < count; from += BATCH) {
        const batch = Math.min(BATCH, count - from);
        for (let at = 0; at < batch; at++) put(from + at, rows, at * padded);
        functions.dots(0, batch, padded, floatsAt, outAt);
        found.set(sums.subarray(0, batch), from);
      }
      return found;
    },
  };
}
