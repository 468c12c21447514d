import { openKernel, type Kernel, type KernelSource } from '../../kernel.js';

interface CompareFunctions {
  compare(codes: number, scales: number, tokens: number, bytes: number, tables: number, out: number, stride: number): void;
  compareFew(codes: number, scales: number, tokens: number, bytes: number, tables: number, out: number, stride: number): void;
  greatest(values: number, tokens: number, stride: number, lanes: number, out: number): void;
  lengthOfSum(codes: number, scales: number, tokens: number, bytes: number): number;
}

/** Rows that codes are compared with at once. */
export const LANES = 16;

/** Of these, `compareFew` compares the first. */
export const FEW = 8;

/** compare.wat. */
export const COMPARE: KernelSource<CompareFunctions> = {
  name: 'compare',
  compiled:
    'AGFzbQEAAAABGwNgB39/f39/f38AYAV/f39/fwBgBH9/f38BfQITAQdjb21wYXJlBm1lbW9yeQIAAQMFBAAAAQIHMQQHY29tcGFyZQAACmNvbXBhcmVGZXcAAQhncmVhdGVzdAACC2xlbmd0aE9mU3VtAAMKwgkE5QICBH8FewJAA0AgAkUNAf0MAAAAAAAAAAAAAAAAAAAAACEL/QwAAAAAAAAAAAAAAAAAAAAAIQz9DAAAAAAAAAAAAAAAAAAAAAAhDf0MAAAAAAAAAAAAAAAAAAAAACEOIAQhByAAIANqIQgDQCAALQAAIQkgByAJQQ9xQQZ0aiEKIAsgCv0ABAD95AEhCyAMIAr9AAQQ/eQBIQwgDSAK/QAEIP3kASENIA4gCv0ABDD95AEhDiAHIAlBBHZBBnRqIQogCyAK/QAEgAj95AEhCyAMIAr9AASQCP3kASEMIA0gCv0ABKAI/eQBIQ0gDiAK/QAEsAj95AEhDiAHQYAQaiEHIABBAWohACAAIAhJDQALIAH9CQIAIQ8gBSALIA/95gH9CwQAIAUgDCAP/eYB/QsEECAFIA0gD/3mAf0LBCAgBSAOIA/95gH9CwQwIAFBBGohASAFIAZqIQUgAkEBayECDAALCwu/AwIGfwV7AkADQCACQQBMDQH9DAAAAAAAAAAAAAAAAAAAAAAhDf0MAAAAAAAAAAAAAAAAAAAAACEO/QwAAAAAAAAAAAAAAAAAAAAAIQ/9DAAAAAAAAAAAAAAAAAAAAAAhECACQQFKIQwgACAMIANsaiELIAQhByAAIANqIQgDQCAALQAAIQkgByAJQQ9xQQZ0aiEKIA0gCv0ABAD95AEhDSAOIAr9AAQQ/eQBIQ4gByAJQQR2QQZ0aiEKIA0gCv0ABIAI/eQBIQ0gDiAK/QAEkAj95AEhDiALLQAAIQkgByAJQQ9xQQZ0aiEKIA8gCv0ABAD95AEhDyAQIAr9AAQQ/eQBIRAgByAJQQR2QQZ0aiEKIA8gCv0ABIAI/eQBIQ8gECAK/QAEkAj95AEhECAHQYAQaiEHIABBAWohACALQQFqIQsgACAISQ0ACyAB/QkCACERIAUgDSAR/eYB/QsEACAFIA4gEf3mAf0LBBAgASAMQQJ0av0JAgAhESAFIAwgBmxqIQogCiAPIBH95gH9CwQAIAogECAR/eYB/QsEECALIQAgAUEIaiEBIAUgBkEBdGohBSACQQJrIQIMAAsLC2wCA38BeyAAIANBAnRqIQUDQCAA/QAEACEIIAAhBiAAIAIgAUEBa2xqIQcCQANAIAYgB08NASAGIAJqIQYgCCAG/QAEAP3pASEIDAALCyAEIAj9CwQAIARBEGohBCAAQRBqIQAgACAFSQ0ACwuqAgIEfwV7IAAgA2ohBCABIAJBAnRqIQcDQP0MAAAAAAAAAAAAAAAAAAAAACEK/QwAAAAAAAAAAAAAAAAAAAAAIQsgACEFIAEhBgJAA0AgBiAHTw0BIAUtAAD9ESEIIAb9CQIAIQkgCiAJIAn94QEgCP0MAQAAAAIAAAAEAAAACAAAAP1O/QwAAAAAAAAAAAAAAAAAAAAA/Tj9Uv3kASEKIAsgCSAJ/eEBIAj9DBAAAAAgAAAAQAAAAIAAAAD9Tv0MAAAAAAAAAAAAAAAAAAAAAP04/VL95AEhCyAFIANqIQUgBkEEaiEGDAALCyAMIAogCv3mASALIAv95gH95AH95AEhDCAAQQFqIQAgACAESQ0ACyAM/R8AIAz9HwGSIAz9HwIgDP0fA5KSkQs=',
  plain: (memory) => {
    const read = new Uint8Array(memory);
    const floats = new Float32Array(memory);
    const comparing =
      (lanes: number): CompareFunctions['compare'] =>
      (codes, scales, tokens, bytes, tables, out, stride) => {
        const sums = new Float32Array(lanes);
        for (let token = 0; token < tokens; token++) {
          sums.fill(0);
          for (let byte = 0; byte < bytes; byte++) {
            const code = read[codes + token * bytes + byte]!;
            const low = tables / 4 + (byte * 32 + (code & 15)) * LANES;
            const high = tables / 4 + (byte * 32 + 16 + (code >> 4)) * LANES;
            for (let lane = 0; lane < lanes; lane++) sums[lane] = Math.fround(sums[lane]! + floats[low + lane]!) + floats[high + lane]!;
          }
          for (let lane = 0; lane < lanes; lane++) floats[(out + token * stride) / 4 + lane] = sums[lane]! * floats[scales / 4 + token]!;
        }
      };
    return {
      compare: comparing(LANES),
      compareFew: comparing(FEW),
      greatest(values, tokens, stride, lanes, out) {
        for (let lane = 0; lane < lanes; lane++) {
          let best = -Infinity;
          for (let token = 0; token < tokens; token++) best = Math.max(best, floats[(values + token * stride) / 4 + lane]!);
          floats[out / 4 + lane] = best;
        }
      },
      lengthOfSum(codes, scales, tokens, bytes) {
        let squares = 0;
        for (let bit = 0; bit < bytes * 8; bit++) {
          let sum = 0;
          for (let token = 0; token < tokens; token++) {
            const scale = floats[scales / 4 + token]!;
            sum += (read[codes + token * bytes + (bit >> 3)]! >> (bit & 7)) & 1 ? scale : -scale;
          }
          squares += sum * sum;
        }
        return Math.sqrt(squares);
      },
    };
  },
};

/** A kernel with room for a passage's codes, what they are compared with and what comes of it. Places are in bytes. */
export interface CompareRoom extends Kernel<CompareFunctions> {
  /** Codes lie at 0. */
  readonly scalesAt: number;
  readonly outAt: number;
  readonly greatestAt: number;
  readonly tablesAt: number;
  readonly size: RoomSize;
  /** Whose tables lie there. */
  owner: object | null;
}

interface RoomSize {
  readonly tokens: number;
  /** Of a code. */
  readonly bytes: number;
  /** A multiple of `LANES`. */
  readonly lanes: number;
}

/** Tokens and rows that there is room for from the start: of the shipped model's passages and nearly all questions. */
const USUAL = { tokens: 512, lanes: 6 * LANES };

/** Shared by all: comparing does not wait. Replaced by a larger one when something asks for it. */
let shared: CompareRoom | null = null;

/** The room that all share, with at least this much of it. */
export function compareRoom({ tokens, bytes, lanes }: RoomSize): CompareRoom {
  if (!shared || shared.size.tokens < tokens || shared.size.bytes < bytes || shared.size.lanes < lanes) {
    shared = openRoom({
      tokens: Math.max(tokens, shared?.size.tokens ?? USUAL.tokens),
      bytes: Math.max(bytes, shared?.size.bytes ?? 0),
      lanes: Math.max(lanes, shared?.size.lanes ?? USUAL.lanes),
    });
  }
  return shared;
}

function openRoom(size: RoomSize): CompareRoom {
  const scalesAt = Math.ceil((size.tokens * size.bytes) / 16) * 16;
  const outAt = scalesAt + Math.ceil(size.tokens / 4) * 16;
  const greatestAt = outAt + size.tokens * size.lanes * 4;
  const tablesAt = greatestAt + size.lanes * 4;
  return { ...openKernel(COMPARE, tablesAt + size.bytes * 32 * size.lanes * 4), scalesAt, outAt, greatestAt, tablesAt, size, owner: null };
}

/**
 * The tables of rows, a group of `LANES` after the other: for each half byte of a code and each value that it can have, Σ ± the four
 * values it stands for, of each row of the group.
 * @param values of the rows, one after the other.
 * @param dimensions values of a row.
 */
export function tablesOf(values: Float32Array, dimensions: number): Float32Array {
  const rows = values.length / dimensions;
  const halves = Math.ceil(dimensions / 8) * 2;
  const group = halves * 16 * LANES;
  const tables = new Float32Array(Math.ceil(rows / LANES) * group);
  for (let row = 0; row < rows; row++) {
    const first = Math.floor(row / LANES) * group + (row % LANES);
    for (let half = 0; half < halves; half++) {
      const from = row * dimensions + half * 4;
      const left = dimensions - half * 4;
      const a = left > 0 ? values[from]! : 0;
      const b = left > 1 ? values[from + 1]! : 0;
      const c = left > 2 ? values[from + 2]! : 0;
      const d = left > 3 ? values[from + 3]! : 0;
      const at = first + half * 16 * LANES;
      // The signs of the upper half of a table are those of the lower half turned about, from its end on.
      for (let signs = 8; signs < 16; signs++) {
        const sum = (signs & 1 ? a : -a) + (signs & 2 ? b : -b) + (signs & 4 ? c : -c) + d;
        tables[at + signs * LANES] = sum;
        tables[at + (15 - signs) * LANES] = -sum;
      }
    }
  }
  return tables;
}
