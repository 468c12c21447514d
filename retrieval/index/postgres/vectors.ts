import { checkVector, type VectorHit } from '../vectors/vector-index.js';
import type { Database, Session } from './connection.js';
import { StaleIndexError } from '../errors.js';

/** Up to this many passages all are compared (1 ms a thousand); above, a graph is built. With so few rows it is exact and about as fast. */
const EXACT_UP_TO = 5_000;

/** Links a node keeps, and candidates looked at when it is added, as in the folder store's graph but for fewer candidates: pgvector builds more slowly. */
const LINKS = 16;
const CANDIDATES_AT_BUILD = 100;

/** Memory that building the graph of so many passages takes: a vector of 2-byte values, its links, and some room. In KB. */
const BUILD_KILOBYTES = (passages: number, dimensions: number): number =>
  Math.round(Math.min(Math.max((passages * (dimensions * 2 + 800)) / 1024, 65_536), 4_194_304));

/** A vector as pgvector reads it. Values are kept in 2 bytes, which hold 3 digits: 6 lose nothing. */
export function vectorText(vector: Float32Array): string {
  return `[${Array.from(vector, (value) => Math.round(value * 1e6) / 1e6).join(',')}]`;
}

/** A row's vector as pgvector writes it. */
export function vectorOf(text: string): Float32Array {
  return Float32Array.from(text.slice(1, -1).split(','), Number);
}

/** Nearest passages among those of one generation. */
export class Vectors {
  /** What the last search found: the search asks next for the cosines of the same passages and some others. */
  private last: { readonly vector: Float32Array; readonly cosines: ReadonlyMap<number, number> } | null = null;

  /** @param rowOf row of a passage by its id in the database; `undefined` for one that does not count. */
  constructor(
    private readonly database: Database,
    private readonly generation: number,
    private readonly dimensions: number,
    private readonly ids: readonly number[],
    private readonly rowOf: ReadonlyMap<number, number>,
  ) {}

  /** @throws RangeError when the vector is not `dimensions` finite values. */
  async nearest(vector: Float32Array, limit: number, rows?: readonly number[]): Promise<VectorHit[]> {
    checkVector(vector, this.dimensions);
    if (rows && rows.length <= EXACT_UP_TO) return this.among(vector, limit, rows);
    const allowed = rows && new Set(rows);
    const wanted = Math.min(limit, allowed?.size ?? this.ids.length);
    // Rows of other generations lie in between: twice as many are asked for until there are enough.
    for (let asked = limit; ; asked *= 2) {
      const found = await this.database.query<{ id: number; distance: number }>(nearestQuery(this.database.schema, this.dimensions), [
        vectorText(vector),
        asked,
      ]);
      const hits = this.hitsOf(found).filter(({ row }) => !allowed || allowed.has(row));
      if (hits.length >= wanted) return this.noted(vector, hits.slice(0, limit));
      // The graph gives up after a while: then all are compared.
      if (found.length < asked) return this.among(vector, limit, rows ?? [...this.ids.keys()]);
    }
  }

  /** Compares with each of these rows. */
  private async among(vector: Float32Array, limit: number, rows: readonly number[]): Promise<VectorHit[]> {
    return this.hitsOf(await this.distances(vector, rows)).slice(0, limit);
  }

  async cosines(rows: readonly number[], vector: Float32Array): Promise<Float32Array> {
    const known = this.last?.vector === vector ? this.last.cosines : new Map<number, number>();
    const missing = rows.filter((row) => !known.has(row));
    const found = new Map(this.hitsOf(await this.distances(vector, missing)).map(({ row, cosine }) => [row, cosine]));
    return Float32Array.from(rows, (row) => known.get(row) ?? found.get(row)!);
  }

  private noted(vector: Float32Array, hits: VectorHit[]): VectorHit[] {
    this.last = { vector, cosines: new Map(hits.map(({ row, cosine }) => [row, cosine])) };
    return hits;
  }

  /** @throws {StaleIndexError} when a row is no longer there. */
  private async distances(vector: Float32Array, rows: readonly number[]): Promise<{ id: number; distance: number }[]> {
    if (rows.length === 0) return [];
    const { schema } = this.database;
    const ids = rows.map((row) => this.ids[row]!);
    const found = await this.database.query<{ id: number; distance: number }>(
      `select id, embedding <#> $1::halfvec as distance from ${schema}.passage where id = any($2)`,
      [vectorText(vector), ids],
    );
    if (found.length < new Set(ids).size) throw new StaleIndexError(this.generation);
    return found;
  }

  /** pgvector gives the inner product with its sign turned; of unit vectors it is the cosine. */
  private hitsOf(found: readonly { readonly id: number; readonly distance: number }[]): VectorHit[] {
    return found
      .flatMap(({ id, distance }) => {
        const row = this.rowOf.get(id);
        return row === undefined ? [] : [{ row, cosine: -distance }];
      })
      .sort((a, b) => b.cosine - a.cosine || a.row - b.row);
  }
}

/** Asks for the nearest to $1, at most $2 of them: in the words that the graph is built with, else it would not be used. */
export function nearestQuery(schema: string, dimensions: number): string {
  return `select id, embedding::halfvec(${dimensions}) <#> $1 as distance from ${schema}.passage order by embedding::halfvec(${dimensions}) <#> $1 limit $2`;
}

/** Builds the graph once there are enough passages; from then on the database keeps it up itself. */
export async function buildGraph(session: Session, schema: string, passages: number, dimensions: number): Promise<void> {
  if (passages <= EXACT_UP_TO) return;
  const [known] = await session.query<{ there: boolean }>('select to_regclass($1) is not null as there', [`${schema}.passage_graph`]);
  if (known!.there) return;
  const build = `create index passage_graph on ${schema}.passage using hnsw ((embedding::halfvec(${dimensions})) halfvec_ip_ops) with (m = ${LINKS}, ef_construction = ${CANDIDATES_AT_BUILD})`;
  await session.query(`set local maintenance_work_mem = '${BUILD_KILOBYTES(passages, dimensions)}kB'`);
  await session.query('savepoint graph');
  try {
    await session.query(build);
  } catch {
    // Several workers share their memory through /dev/shm, which containers keep small: then one builds alone.
    await session.query('rollback to savepoint graph');
    await session.query('set local max_parallel_maintenance_workers = 0');
    await session.query(build);
  }
}

/** Takes the graph away before vectors of another length come. */
export async function dropGraph(session: Session, schema: string): Promise<void> {
  await session.query(`drop index if exists ${schema}.passage_graph`);
}
