import { openKernel, type Kernel } from '../../kernel.js';
import { READ, type ReadFunctions } from './read-kernel.js';

/** Floats that there is room for from the start beside the weights: the shipped model's longest passages and nearly all questions take less. */
const USUAL = 256 * 1024;

/** Places are multiples of so many floats. */
const APART = 16;

/**
 * The memory that a network computes in: its weights, which stay, and behind them what is worked out, which goes when the next work
 * begins. Places are in bytes.
 */
export class Network<Weight extends string> {
  /** Where each of the weights lies. */
  readonly at: Readonly<Record<Weight, number>>;
  private kernel: Kernel<ReadFunctions>;
  private readonly weightFloats: number;
  private next = 0;

  constructor(private readonly weights: Readonly<Record<Weight, Float32Array>>) {
    const at = {} as Record<Weight, number>;
    let floats = 0;
    for (const [name, { length }] of Object.entries<Float32Array>(weights)) {
      at[name as Weight] = floats * 4;
      floats += roundedUp(length);
    }
    this.at = at;
    this.weightFloats = floats;
    this.kernel = this.open(USUAL);
  }

  /** Forgets what was worked out before, and makes sure that there is room for so many floats (in up to 16 pieces). */
  begin(floats: number): ReadFunctions {
    const needed = floats + 16 * APART;
    if ((this.weightFloats + needed) * 4 > this.kernel.memory.byteLength) this.kernel = this.open(needed);
    this.next = this.weightFloats;
    return this.kernel.functions;
  }

  /** Room for so many floats, whatever they are now. @returns its place */
  room(count: number): number {
    const place = this.next * 4;
    this.next += roundedUp(count);
    return place;
  }

  zeros(count: number): number {
    const place = this.room(count);
    new Float32Array(this.kernel.memory, place, count).fill(0);
    return place;
  }

  put(values: Float32Array): number {
    const place = this.room(values.length);
    new Float32Array(this.kernel.memory, place, values.length).set(values);
    return place;
  }

  /** A copy of what lies at a place. */
  taken(place: number, count: number): Float32Array {
    return new Float32Array(this.kernel.memory, place, count).slice();
  }

  private open(floats: number): Kernel<ReadFunctions> {
    const kernel = openKernel(READ, (this.weightFloats + floats) * 4);
    for (const [name, values] of Object.entries<Float32Array>(this.weights))
      new Float32Array(kernel.memory, this.at[name as Weight], values.length).set(values);
    return kernel;
  }
}

function roundedUp(count: number): number {
  return Math.ceil(count / APART) * APART;
}
