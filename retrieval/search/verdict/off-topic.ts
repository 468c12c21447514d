import { WEIGHTS, type Weights } from '../weights.js';

/** What people ask bots that no dossier answers (weather, cooking, insults…), as directions in the space of questions. */
export interface OffTopic {
  /** Mean vector of questions that dossiers answer: E5's vectors all point much the same way, and differ around it. */
  readonly mean: Float32Array;
  /** A unit vector a kind. */
  readonly kinds: readonly Float32Array[];
}

/** Cosine (around the mean) with the nearest kind, −1 to 1: about .1 for what people ask of a dossier, .5 off topic. 0 for vectors of another model's length. */
export function offTopicLikeness(vector: Float32Array, { mean, kinds }: OffTopic): number {
  if (vector.length !== mean.length) return 0;
  const around = centred(vector, mean);
  let nearest = -1;
  for (const kind of kinds) {
    let sum = 0;
    for (let at = 0; at < kind.length; at++) sum += kind[at]! * around[at]!;
    nearest = Math.max(nearest, sum);
  }
  return nearest;
}

/** A vector less the mean, at unit length. */
export function centred(vector: Float32Array, mean: Float32Array): Float32Array {
  return atUnitLength(vector.map((value, at) => value - mean[at]!));
}

/** The vector brought to unit length; zeros stay zeros. */
export function atUnitLength(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
  return vector.map((value) => value / length);
}

/** As weights.json holds them: base 64 of little-endian 16-bit values, 32,767 standing for 1. */
export function packed(vector: Float32Array): string {
  const bytes = Buffer.alloc(vector.length * 2);
  for (const [at, value] of vector.entries()) bytes.writeInt16LE(Math.round(value * UNIT), 2 * at);
  return bytes.toString('base64');
}

/** What `packed` wrote, read back. */
export function unpacked(text: string): Float32Array {
  const bytes = Buffer.from(text, 'base64');
  return Float32Array.from({ length: bytes.length / 2 }, (_, at) => bytes.readInt16LE(2 * at) / UNIT);
}

const UNIT = 32_767;

let read: { from: Weights['offTopic']; as: OffTopic } | null = null;

/** What was learned. */
export function learnedOffTopic(): OffTopic {
  const { offTopic } = WEIGHTS;
  if (read?.from !== offTopic) read = { from: offTopic, as: { mean: unpacked(offTopic.mean), kinds: Object.values(offTopic.kinds).map(unpacked) } };
  return read.as;
}
