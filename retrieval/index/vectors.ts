import { readFile } from 'node:fs/promises';
import hnswlib from 'hnswlib-node';
import { UserError } from '../errors.js';
import { checkGraphFile } from './graph-file.js';

export interface VectorHit {
  /** Row of the passage in the index. */
  readonly row: number;
  /** Cosine with the question, −1 to 1 (E5 gives .7 to .9 to everything). */
  readonly cosine: number;
}

/** Links a node keeps (M) and candidates looked at when it is added: hnswlib's own recommended start (ALGO_PARAMS.md); recall is tested. */
const LINKS = 16;
const CANDIDATES_AT_BUILD = 200;

/** Candidates looked at for a question. hnswlib falls back to 10 after reading a file, so it is set at every opening. */
const CANDIDATES_AT_SEARCH = 200;

/** Nearest passages by cosine: an HNSW graph (Malkov and Yashunin 2018, hnswlib) beside the vectors themselves. */
export class VectorIndex {
  private constructor(
    /** rows × dimensions, each row of unit length. */
    readonly vectors: Float32Array,
    readonly dimensions: number,
    private readonly graph: InstanceType<typeof hnswlib.HierarchicalNSW> | null,
  ) {}

  /** Rows. */
  get size(): number {
    return this.vectors.length / this.dimensions;
  }

  /** @throws RangeError when the values are not whole rows of finite numbers (hnswlib answers NaN with random neighbours). */
  static build(vectors: Float32Array, dimensions: number): VectorIndex {
    if (dimensions < 1 || vectors.length % dimensions !== 0) {
      throw new RangeError(`building the vector index: whole rows of ${dimensions} values expected, found ${vectors.length} values`);
    }
    const bad = vectors.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) throw new RangeError(`building the vector index: finite values expected, found ${vectors[bad]} in row ${Math.floor(bad / dimensions)}`);
    const size = vectors.length / dimensions;
    if (size === 0) return new VectorIndex(vectors, dimensions, null);
    const graph = new hnswlib.HierarchicalNSW('ip', dimensions);
    graph.initIndex({ maxElements: size, m: LINKS, efConstruction: CANDIDATES_AT_BUILD, randomSeed: 100 });
    for (let row = 0; row < size; row++) graph.addPoint(Array.from(vectors.subarray(row * dimensions, (row + 1) * dimensions)), row);
    graph.setEf(CANDIDATES_AT_SEARCH);
    return new VectorIndex(vectors, dimensions, graph);
  }

  /** Opens a graph file written by `writeGraph` for these vectors. @throws Error when the file is not such a graph, before hnswlib sees it. */
  static async open(vectors: Float32Array, dimensions: number, graphFile: string): Promise<VectorIndex> {
    const size = vectors.length / dimensions;
    if (size === 0) return new VectorIndex(vectors, dimensions, null);
    checkGraphFile(await readFile(graphFile), size, dimensions);
    const graph = new hnswlib.HierarchicalNSW('ip', dimensions);
    await graph.readIndex(graphFile);
    graph.setEf(CANDIDATES_AT_SEARCH);
    return new VectorIndex(vectors, dimensions, graph);
  }

  /**
   * Writes the graph and reads it back: hnswlib reports success on a full disk.
   * @throws {UserError} when the file is not as written.
   */
  async writeGraph(graphFile: string): Promise<void> {
    if (!this.graph) return;
    try {
      await this.graph.writeIndex(graphFile);
      checkGraphFile(await readFile(graphFile), this.size, this.dimensions);
    } catch {
      throw new UserError(`writing the index: the vector graph whole in ${graphFile} expected, found it cut short; make room on the disk, or name another place with --index or INDEX`);
    }
  }

  /** Cosine of one row with a unit vector. */
  cosine(row: number, vector: Float32Array): number {
    const { vectors, dimensions } = this;
    const from = row * dimensions;
    let sum = 0;
    for (let at = 0; at < dimensions; at++) sum += vectors[from + at]! * vector[at]!;
    return sum;
  }

  /**
   * The nearest rows, nearest first. With `rows` the search is exact among them; without, it goes through the graph.
   * @throws RangeError when the vector is not `dimensions` finite values.
   */
  nearest(vector: Float32Array, limit: number, rows?: readonly number[]): VectorHit[] {
    if (vector.length !== this.dimensions || !vector.every(Number.isFinite)) {
      throw new RangeError(`searching vectors: ${this.dimensions} finite values expected, found ${vector.length} (or a value that is not finite)`);
    }
    if (rows) return this.exact(vector, limit, rows);
    if (!this.graph) return [];
    const found = this.graph.searchKnn(Array.from(vector), Math.min(limit, this.size));
    return found.neighbors.map((row, at) => ({ row, cosine: 1 - found.distances[at]! }));
  }

  /** The nearest among these rows by comparing with each: what the graph is tested against. */
  exact(vector: Float32Array, limit: number, rows: readonly number[] = [...Array(this.size).keys()]): VectorHit[] {
    return rows
      .map((row) => ({ row, cosine: this.cosine(row, vector) }))
      .sort((a, b) => b.cosine - a.cosine || a.row - b.row)
      .slice(0, limit);
  }
}
