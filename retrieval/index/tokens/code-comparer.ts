import { compareRoom, FEW, LANES, tablesOf, type CompareRoom } from '../kernels/compare.js';
import type { TokenCodes } from './token-codes.js';

export { LANES };

/** Rows of values that codes are compared with, made ready once for all comparers that they are part of. */
export class ComparedRows {
  readonly count: number;
  /** `count` rounded up to what is compared at once. */
  readonly lanes: number;
  readonly tables: Float32Array;

  /** @param values rows × dimensions. */
  constructor(
    values: Float32Array,
    readonly dimensions: number,
  ) {
    this.count = values.length / dimensions;
    this.tables = tablesOf(values, dimensions);
    this.lanes = Math.ceil(this.count / LANES) * LANES;
  }
}

/** What the tokens of a passage have in common with each row: Σ ± its values × the token's scale, which for unit vectors estimates the cosine. */
export interface Compared {
  /** tokens × `lanes`: first the question's tokens, then from lane `besideAt` on the rows beside them. */
  readonly values: Float32Array;
  readonly lanes: number;
  readonly besideAt: number;
}

/**
 * Estimated cosines of every question token with every token of a passage.
 *
 * A half byte of a code picks, out of a table made for each question token, the sum of ± its four values (kernels/compare.wat).
 */
export class CodeComparer {
  /** Question tokens. */
  readonly rows: number;
  /** Of these, the first so many are compared by `best`. */
  readonly meant: number;
  /** Length of the mean of the vectors of those, 0 to 1. */
  readonly meanLength: number;
  private readonly parts: readonly ComparedRows[];
  private readonly lanes: number;
  private readonly bytes: number;

  /**
   * @param question prepared by `TokenCoder.prepare`, tokens × dimensions.
   * @param meant how many of its tokens, from the first, carry its meaning; all when left out.
   * @param beside rows that passages are compared with in the same pass.
   */
  constructor(question: Float32Array, dimensions: number, meant = question.length / dimensions, beside: readonly ComparedRows[] = []) {
    const rows = new ComparedRows(question, dimensions);
    this.rows = rows.count;
    this.meant = meant;
    this.meanLength = lengthOfMean(question, dimensions, meant);
    this.parts = [rows, ...beside];
    this.lanes = this.parts.reduce((sum, { lanes }) => sum + lanes, 0);
    this.bytes = Math.ceil(dimensions / 8);
  }

  compare(passage: TokenCodes): Compared {
    const tokens = passage.scales.length;
    const { lanes } = this;
    const room = this.compareIn(passage, lanes);
    return { values: new Float32Array(room.memory, room.outAt, tokens * lanes).slice(), lanes, besideAt: this.parts[0]!.lanes };
  }

  /** Best cosine of each question token that carries meaning among the passage's tokens; -1 for each when there are none. */
  best(passage: TokenCodes): Float32Array {
    const tokens = passage.scales.length;
    if (tokens === 0 || this.meant === 0) return new Float32Array(this.meant).fill(-1);
    const lanes = this.meant <= FEW ? FEW : Math.ceil(this.meant / LANES) * LANES;
    const { functions, memory, outAt, greatestAt } = this.compareIn(passage, lanes);
    functions.greatest(outAt, tokens, lanes * 4, lanes, greatestAt);
    return new Float32Array(memory, greatestAt, this.meant).slice();
  }

  /** @param lanes the first so many: `FEW`, or a multiple of `LANES`. */
  private compareIn(passage: TokenCodes, lanes: number): CompareRoom {
    const tokens = passage.scales.length;
    const { bytes } = this;
    const room = compareRoom({ tokens, bytes, lanes: this.lanes });
    const { functions, scalesAt, outAt, tablesAt } = room;
    if (room.owner !== this) this.moveIn(room);
    putCodes(room, passage, 0, tokens);
    if (lanes === FEW) functions.compareFew(0, scalesAt, tokens, bytes, tablesAt, outAt, FEW * 4);
    else
      for (let lane = 0; lane < lanes; lane += LANES) functions.compare(0, scalesAt, tokens, bytes, tablesAt + bytes * 128 * lane, outAt + lane * 4, lanes * 4);
    return room;
  }

  /** Another question may have been asked meanwhile. */
  private moveIn(room: CompareRoom): void {
    let at = room.tablesAt;
    for (const { tables } of this.parts) {
      new Float32Array(room.memory, at, tables.length).set(tables);
      at += tables.byteLength;
    }
    room.owner = this;
  }
}

/** Length of the mean of the (decoded) vectors of tokens `from` to `to`, end exclusive; 0 when there is none. */
export function meanLength(passage: TokenCodes, from: number, to: number): number {
  if (to <= from) return 0;
  const bytes = passage.codes.length / passage.scales.length;
  const room = compareRoom({ tokens: to - from, bytes, lanes: 0 });
  putCodes(room, passage, from, to);
  return room.functions.lengthOfSum(0, room.scalesAt, to - from, bytes) / (to - from);
}

function putCodes({ memory, scalesAt }: CompareRoom, { codes, scales }: TokenCodes, from: number, to: number): void {
  const bytes = scales.length === 0 ? 0 : codes.length / scales.length;
  new Uint8Array(memory).set(codes.subarray(from * bytes, to * bytes));
  new Float32Array(memory, scalesAt).set(scales.subarray(from, to));
}

/** Length of the mean of the first rows; 0 for none. */
function lengthOfMean(values: Float32Array, dimensions: number, rows: number): number {
  const sum = new Float64Array(dimensions);
  for (let row = 0; row < rows; row++) for (let at = 0; at < dimensions; at++) sum[at]! += values[row * dimensions + at]!;
  return Math.sqrt(sum.reduce((total, value) => total + value * value, 0)) / Math.max(1, rows);
}
