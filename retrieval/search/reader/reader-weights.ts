import { LANES } from '../../index/index.js';
import { halfFloats } from './half-floats.js';

/** The arrays of a reader, each rows × columns, row after row. `width` is the number of values that it keeps of a token. */
export interface ReaderWeights {
  readonly dimensions: number;
  /** A multiple of 16. */
  readonly width: number;
  /** dimensions × width each: passage tokens and question tokens to what is kept of them. */
  readonly passage: Float64Array;
  readonly question: Float64Array;
  /** width × width: how a passage token looks for question tokens; and `width` values and two numbers beside it. */
  readonly look: Float64Array;
  readonly lookBias: Float64Array;
  readonly cosineWeight: number;
  readonly contentWeight: number;
  /** (3 × width + `TOKEN_SIGNALS`) × width, `width` × width and `width` values: what a token knows → its state. */
  readonly mix: Float64Array;
  readonly mixSummary: Float64Array;
  readonly mixBias: Float64Array;
  /** `width` values: which question tokens the summary is made of. */
  readonly summary: Float64Array;
  readonly layers: readonly Layer[];
  /** `width` values and a number: state → how much the token speaks for an answer. */
  readonly out: Float64Array;
  readonly outBias: number;
}

/** What the neighbours say to a token: each value from its own of `TAPS` tokens `stride` apart, then all together. */
export interface Layer {
  readonly stride: number;
  /** TAPS × width. */
  readonly taps: Float64Array;
  /** width × width. */
  readonly mix: Float64Array;
  readonly bias: Float64Array;
}

/** Best cosine, mean cosine, first of its sentence, begins with a digit, begins with a capital. */
export const TOKEN_SIGNALS = 5;

/** Tokens that a token of the next layer sees: itself and two on each side. */
export const TAPS = 5;

/** How the arrays are written: names in order, half floats in base64. */
export interface ReaderFile {
  readonly width: number;
  readonly strides: readonly number[];
  /** name → base64 of half floats, little endian. */
  readonly arrays: Readonly<Record<string, string>>;
}

/** @throws Error when an array is missing or has another size than the width asks for, or the width is no multiple of `LANES`. */
export function weightsOf({ width, strides, arrays }: ReaderFile, dimensions: number): ReaderWeights {
  if (width % LANES !== 0) throw new Error(`loading the reader: a width that is a multiple of ${LANES} expected, found ${width}`);
  const array = (name: string, size: number): Float64Array => {
    const values = halfFloats(Buffer.from(arrays[name] ?? '', 'base64'));
    if (values.length !== size) throw new Error(`loading the reader: ${size} values of ${name} expected, found ${values.length}`);
    return values;
  };
  const square = width * width;
  return {
    dimensions,
    width,
    passage: array('passage', dimensions * width),
    question: array('question', dimensions * width),
    look: array('look', square),
    lookBias: array('lookBias', width),
    cosineWeight: array('cosineWeight', 1)[0]!,
    contentWeight: array('contentWeight', 1)[0]!,
    mix: array('mix', (3 * width + TOKEN_SIGNALS) * width),
    mixSummary: array('mixSummary', square),
    mixBias: array('mixBias', width),
    summary: array('summary', width),
    layers: strides.map((stride, at) => ({ stride, taps: array(`taps${at}`, TAPS * width), mix: array(`mix${at}`, square), bias: array(`bias${at}`, width) })),
    out: array('out', width),
    outBias: array('outBias', 1)[0]!,
  };
}
