import { StaleIndexError } from '../errors.js';
import { tokensFrom } from '../tokens/token-bytes.js';
import type { TokenCodes } from '../tokens/token-codes.js';
import type { Database } from './connection.js';

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
      return storedTokens(value, this.dimensions);
    });
  }
}

/** A passage's codes out of a `bytea`: copied, since typed arrays must lie at a multiple of their size, and a value from the network need not. */
export function storedTokens(value: Buffer, dimensions: number): TokenCodes {
  return tokensFrom(new Uint8Array(value), dimensions);
}
