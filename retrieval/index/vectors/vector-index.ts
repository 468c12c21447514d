import { Best } from '../best.js';
import { GONE, type RowPlaces } from '../rows.js';
import type { Graph } from './graph.js';
import { createDots, type Dots } from '../kernels/dots.js';
import { createScanner, type Scanner } from '../kernels/scan.js';
import { BLOCK_ROWS, VectorCoder, type VectorCodes } from './vector-codes.js';
import type { WholeVectors } from './whole-vectors.js';

/** A passage near a question by its vector. */
export interface VectorHit {
  /** Row of the passage in the index. */
  readonly row: number;
  /** Cosine with the question, −1 to 1 (E5 gives .7 to .9 to everything). */
  readonly cosine: number;
}

/** Vectors of some passages, and which row of the whole each is: `GONE` for one that went away. */
export interface VectorSegment {
  readonly vectors: WholeVectors;
  readonly codes: VectorCodes;
  readonly rowOf: Uint32Array;
  /** Searched instead of the codes, where there is one. */
  readonly graph: Graph | null;
}

/** Rows that the scan leaves to be compared exactly; measured (npm run bench -- nearest): recall@10 .999 and more up to 1 million rows. */
const COMPARED = 600;

/** Rows that are looked at for where the best of all may begin, and by how many standard deviations there should be enough above it. */
const SAMPLED = 1_000;
const SAFETY = 3;

/** Up to as many rows each is compared: quicker than the scan and what comes after it. */
const EXACT_BELOW = 2_000;

/**
 * Nearest passages by cosine: a scan of 1-bit codes, or in the largest segments an HNSW graph, finds some hundreds, which are then
 * compared exactly.
 */
export class VectorIndex {
  /** Row of each place in the scanner, `GONE` where there is none. */
  private readonly rowAt: Uint32Array;
  private readonly coder: VectorCoder;
  /** `null` where so few rows are compared one by one. */
  private readonly scanner: Scanner | null;
  private readonly dots: Dots;

  /** @param centre that the codes were made with. */
  constructor(
    private readonly segments: readonly VectorSegment[],
    private readonly places: RowPlaces,
    private readonly centre: Float32Array,
  ) {
    const { size } = this;
    this.coder = new VectorCoder(centre);
    this.dots = createDots(centre.length);
    const scanned = segments.filter(({ graph }) => !graph);
    const blocks = scanned.reduce((sum, { rowOf }) => sum + Math.ceil(rowOf.length / BLOCK_ROWS), 0);
    this.scanner = size > EXACT_BELOW ? createScanner(blocks, this.coder.bytes) : null;
    this.rowAt = new Uint32Array(this.scanner ? blocks * BLOCK_ROWS : 0).fill(GONE);
    let block = 0;
    for (const { rowOf, codes } of this.scanner ? scanned : []) {
      this.scanner!.codes.set(codes.codes, block * BLOCK_ROWS * this.coder.bytes);
      this.rowAt.set(rowOf, block * BLOCK_ROWS);
      this.scanner!.corrections.set(codes.corrections, block * BLOCK_ROWS * 2);
      block += Math.ceil(rowOf.length / BLOCK_ROWS);
    }
  }

  /** Rows of the whole index. */
  get size(): number {
    return this.places.localOf.length;
  }

  get dimensions(): number {
    return this.centre.length;
  }

  /** A row's vector. */
  vector(row: number): Float32Array {
    return this.segments[this.places.segmentOf[row]!]!.vectors.vector(this.places.localOf[row]!);
  }

  /** Cosine of each of these rows with a unit vector. */
  cosines(rows: readonly number[], vector: Float32Array): Float32Array {
    const { segments, places } = this;
    const copy = (at: number, to: Int16Array, place: number): void => {
      const row = rows[at]!;
      segments[places.segmentOf[row]!]!.vectors.copyTo(places.localOf[row]!, to, place);
    };
    const found = this.dots.of(rows.length, copy, vector);
    for (const [at, row] of rows.entries()) found[at]! *= segments[places.segmentOf[row]!]!.vectors.scales[places.localOf[row]!]!;
    return found;
  }

  /**
   * The nearest rows, nearest first; of all, or among those given.
   * @throws RangeError when the vector is not `dimensions` finite values.
   */
  nearest(vector: Float32Array, limit: number, rows?: readonly number[]): VectorHit[] {
    checkVector(vector, this.dimensions);
    if (rows || !this.scanner || limit * 4 > COMPARED) return this.exact(vector, limit, rows);
    const { rowAt } = this;
    const { tables, step, least } = this.coder.prepare(vector);
    this.scanner.scan(tables);
    const reached = this.reaching(this.usualThreshold(step, least), step, least);
    const best = reached.isFull ? reached : this.reaching(-Infinity, step, least);
    const candidates = Array.from(best.unsorted(), (place) => rowAt[place]!);
    for (const { graph, rowOf } of this.segments) for (const local of graph?.nearest(vector, limit, rowOf) ?? []) candidates.push(rowOf[local]!);
    return this.exact(vector, limit, candidates);
  }

  /** The best of the last scan's rows, of those whose estimate reaches a threshold. */
  private reaching(threshold: number, step: number, least: number): Best {
    const { rowAt } = this;
    const best = new Best(COMPARED);
    this.scanner!.estimates({ rows: rowAt.length, step, least, threshold }, (place, estimate) => {
      if (rowAt[place] !== GONE) best.offer(place, estimate);
      return Math.max(threshold, best.threshold);
    });
    return best;
  }

  /**
   * An estimate that, going by a sample of the rows, somewhat more than `COMPARED` reach: all but some hundred of the others need not
   * be told apart.
   */
  private usualThreshold(step: number, least: number): number {
    const { rowAt, scanner } = this;
    const apart = Math.max(1, Math.ceil(rowAt.length / SAMPLED));
    const wanted = COMPARED / apart;
    const sample = new Best(Math.ceil(wanted + SAFETY * Math.sqrt(wanted)));
    for (let place = 0; place < rowAt.length; place += apart) if (rowAt[place] !== GONE) sample.offer(place, scanner!.estimate(place, step, least));
    return sample.threshold;
  }

  /** The nearest by comparing with each. @throws RangeError as `nearest`. */
  exact(vector: Float32Array, limit: number, rows: readonly number[] = [...Array(this.size).keys()]): VectorHit[] {
    checkVector(vector, this.dimensions);
    const best = new Best(Math.max(1, limit));
    for (const [at, cosine] of this.cosines(rows, vector).entries()) best.offer(rows[at]!, cosine);
    return best
      .sorted()
      .slice(0, limit)
      .map(({ place, score }) => ({ row: place, cosine: score }));
  }
}

/** @throws RangeError when a question's vector is not `dimensions` finite values. */
export function checkVector(vector: Float32Array, dimensions: number): void {
  if (vector.length === dimensions && vector.every(Number.isFinite)) return;
  throw new RangeError(`searching vectors: ${dimensions} finite values expected, found ${vector.length} (or a value that is not finite)`);
}
