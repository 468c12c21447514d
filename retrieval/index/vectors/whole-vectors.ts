/** The greatest number of 16 bits with a sign. */
const LARGEST = 0x7fff;

/** Vectors in 16 bits a value: half of the room, and cosines the same to five decimals. */
export class WholeVectors {
  /**
   * @param values rows × dimensions.
   * @param scales of each row, what its values are multiplied with.
   */
  constructor(
    readonly values: Int16Array,
    readonly scales: Float32Array,
    private readonly dimensions: number,
  ) {}

  /** @throws RangeError when a row is not `dimensions` finite values: they would be compared as if they were near or far. */
  static encode(vectors: readonly Float32Array[], dimensions: number): WholeVectors {
    const values = new Int16Array(vectors.length * dimensions);
    const scales = new Float32Array(vectors.length);
    for (const [row, vector] of vectors.entries()) {
      if (vector.length !== dimensions)
        throw new RangeError(`building the vector index: rows of ${dimensions} values expected, found ${vector.length} in row ${row}`);
      let largest = 0;
      for (const value of vector) {
        if (!Number.isFinite(value)) throw new RangeError(`building the vector index: finite values expected, found ${value} in row ${row}`);
        largest = Math.max(largest, Math.abs(value));
      }
      const scale = (scales[row] = largest / LARGEST || 1);
      for (let at = 0; at < dimensions; at++) values[row * dimensions + at] = Math.round(vector[at]! / scale);
    }
    return new WholeVectors(values, scales, dimensions);
  }

  vector(row: number): Float32Array {
    const scale = this.scales[row]!;
    return Float32Array.from(this.values.subarray(row * this.dimensions, (row + 1) * this.dimensions), (value) => value * scale);
  }

  /** Copies a row as it is kept: its values over its scale. */
  copyTo(row: number, to: Int16Array, at: number): void {
    to.set(this.values.subarray(row * this.dimensions, (row + 1) * this.dimensions), at);
  }
}
