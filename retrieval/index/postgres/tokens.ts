import { StaleIndexError } from '../stale.js';
import type { TokenCodes } from '../token-codes.js';
import type { Database } from './connection.js';

/*
 * The token codes of one passage as one value: for n tokens 4n bytes of scales (floats), 2n of offsets, then the codes, `bytes` a token
 * (see token-codes.ts); low byte first.
 */

const SCALE = Float32Array.BYTES_PER_ELEMENT;
const START = Uint16Array.BYTES_PER_ELEMENT;

/** Token codes of one passage as the bytes of a `bytea`: scales, starts, codes. */
export function encodeTokens({ codes, scales, starts }: TokenCodes): Buffer {
  return Buffer.concat([bytesOf(scales), bytesOf(starts), codes]);
}

/** @param dimensions of the vectors that the codes stand for */
export function decodeTokens(value: Buffer, dimensions: number): TokenCodes {
  // Copied: typed arrays must lie at a multiple of their size, and a value from the network need not.
  const { buffer } = new Uint8Array(value);
  const tokens = value.length / (Math.ceil(dimensions / 8) + SCALE + START);
  return {
    scales: new Float32Array(buffer, 0, tokens),
    starts: new Uint16Array(buffer, tokens * SCALE, tokens),
    codes: new Uint8Array(buffer, tokens * (SCALE + START)),
  };
}

/** A typed array as the bytes of a `bytea`. */
export function bytesOf(values: Float32Array | Uint16Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

/** The floats of a `bytea`, in memory of their own. */
export function floatsOf(value: Buffer): Float32Array {
  return new Float32Array(new Uint8Array(value).buffer);
}

/** The 16-bit values of a `bytea`, in memory of their own. */
export function shortsOf(value: Buffer): Uint16Array {
  return new Uint16Array(new Uint8Array(value).buffer);
}

/** Token codes of one generation's passages. */
export class Tokens {
  constructor(
    private readonly database: Database,
    private readonly generation: number,
    private readonly dimensions: number,
    private readonly ids: readonly number[],
  ) {}

  /** @throws {StaleIndexError} when a row is no longer there. */
  async of(rows: readonly number[]): Promise<TokenCodes[]> {
    const found = await this.database.query<{ id: number; tokens: Buffer }>(`select id, tokens from ${this.database.schema}.passage where id = any($1)`, [
      rows.map((row) => this.ids[row]),
    ]);
    const byId = new Map(found.map(({ id, tokens }) => [id, tokens]));
    return rows.map((row) => {
      const value = byId.get(this.ids[row]!);
      if (!value) throw new StaleIndexError(this.generation);
      return decodeTokens(value, this.dimensions);
    });
  }
}
