import { CodeComparer, type TokenCodes } from '../../index/index.js';
import { addProduct, dot, softmax, transposed } from './arithmetic.js';
import { TAPS, type Layer, type ReaderWeights } from './reader-weights.js';

/** A question as the reader takes it. */
export interface ReaderQuestion {
  /** All tokens, function words too, prepared as the passages' codes were: tokens × dimensions. */
  readonly tokens: Float32Array;
  /** By token: 1 when it carries meaning. At least one does. */
  readonly content: Uint8Array;
}

/** What the text says of a passage's tokens, beside their codes. */
export interface TokenMarks {
  /** By token, 0 or 1. */
  readonly beginsSentence: Uint8Array;
  readonly digit: Uint8Array;
  readonly capital: Uint8Array;
}

/** Brings cosines (most under .3) to the spread of the other signals, and projections of unit vectors to about 1: as in training (model.py). */
const COSINE_SCALE = 3;
const PROJECTION_SCALE = 4;

/**
 * A small network over a question's token vectors and a passage's token codes: for each token of the passage, how much it speaks
 * for being (part of) the answer. Learned by training/train.py; the arrays and their order are model.py's.
 */
export class Reader {
  /** `passage` with its outputs as rows, so that codes are projected in the same pass that compares them with the question. */
  private readonly passage: Float32Array;
  /** Outputs × inputs, as `addProduct` takes them. */
  private readonly question: Float64Array;
  private readonly mix: Float64Array;
  private readonly mixSummary: Float64Array;
  private readonly layers: readonly Layer[];

  constructor(private readonly weights: ReaderWeights) {
    const { width, passage, question, mix, mixSummary, layers } = weights;
    this.passage = Float32Array.from(transposed(passage, width), (value) => value * PROJECTION_SCALE);
    this.question = transposed(question, width);
    this.mix = transposed(mix, width);
    this.mixSummary = transposed(mixSummary, width);
    this.layers = layers.map((layer) => ({ ...layer, mix: transposed(layer.mix, width) }));
  }

  /** What of a question is the same for all passages. */
  ask({ tokens, content }: ReaderQuestion): AskedReader {
    const { width, dimensions, look, lookBias, contentWeight, summary, mixBias } = this.weights;
    const rows = content.length;
    const values = new Float64Array(rows * width);
    const keys = new Float64Array(rows * width);
    const bias = new Float64Array(rows);
    const attention = new Float64Array(rows);
    for (let row = 0; row < rows; row++) {
      const token = Float64Array.from(tokens.subarray(row * dimensions, (row + 1) * dimensions), (value) => value * PROJECTION_SCALE);
      const from = row * width;
      addProduct(values, from, this.question, width, token, 0, dimensions);
      addProduct(keys, from, look, width, values, from, width);
      for (let at = from; at < from + width; at++) keys[at]! /= Math.sqrt(width);
      bias[row] = dot(lookBias, 0, values, from, width) + contentWeight * content[row]!;
      attention[row] = dot(summary, 0, values, from, width);
    }
    softmax(attention);
    const whole = new Float64Array(width);
    addWeighed(whole, values, attention);
    const start = Float64Array.from(mixBias);
    addProduct(start, 0, this.mixSummary, width, whole, 0, width);
    const compared = new Float32Array(tokens.length + this.passage.length);
    compared.set(tokens);
    compared.set(this.passage, tokens.length);
    return { content, values, keys, bias, start, comparer: new CodeComparer(compared, dimensions) };
  }

  /** @returns a value a token: the log-odds that it is of the answer, up to a constant that all passages share. */
  read(asked: AskedReader, codes: TokenCodes, marks: TokenMarks): Float32Array {
    const { width, out, outBias } = this.weights;
    const tokens = codes.scales.length;
    const states = this.firstStates(asked, codes, marks);
    for (const layer of this.layers) passOn(states, tokens, width, layer);
    return Float32Array.from({ length: tokens }, (_, token) => dot(out, 0, states, token * width, width) + outBias);
  }

  private firstStates({ content, values, keys, bias, start, comparer }: AskedReader, codes: TokenCodes, marks: TokenMarks): Float64Array {
    const { width, cosineWeight } = this.weights;
    const tokens = codes.scales.length;
    const rows = content.length;
    const compared = comparer.compare(codes);
    const states = new Float64Array(tokens * width);
    // What a token knows: itself, what it sees of the question, both together, and its signals.
    const known = new Float64Array(this.mix.length / width);
    const own = known.subarray(0, width);
    const seen = known.subarray(width, 2 * width);
    const signals = 3 * width;
    const attention = new Float64Array(rows);
    const counted = content.reduce((sum, value) => sum + value, 0);
    for (let token = 0; token < tokens; token++) {
      for (let at = 0; at < width; at++) own[at] = compared[(rows + at) * tokens + token]!;
      let best = -1;
      let sum = 0;
      for (let row = 0; row < rows; row++) {
        const cosine = compared[row * tokens + token]!;
        attention[row] = cosineWeight * cosine + dot(keys, row * width, own, 0, width) + bias[row]!;
        if (content[row] === 0) continue;
        sum += cosine;
        if (cosine > best) best = cosine;
      }
      softmax(attention);
      seen.fill(0);
      addWeighed(seen, values, attention);
      for (let at = 0; at < width; at++) known[2 * width + at] = own[at]! * seen[at]!;
      known[signals] = COSINE_SCALE * best;
      known[signals + 1] = (COSINE_SCALE * sum) / counted;
      known[signals + 2] = marks.beginsSentence[token]!;
      known[signals + 3] = marks.digit[token]!;
      known[signals + 4] = marks.capital[token]!;
      const from = token * width;
      states.set(start, from);
      addProduct(states, from, this.mix, width, known, 0, known.length);
      for (let at = from; at < from + width; at++) if (states[at]! < 0) states[at] = 0;
    }
    return states;
  }
}

/** See `Reader.ask`. */
export interface AskedReader {
  readonly content: Uint8Array;
  /** Tokens × width each. */
  readonly values: Float64Array;
  readonly keys: Float64Array;
  readonly bias: Float64Array;
  /** What every token's state begins with. */
  readonly start: Float64Array;
  /** Of the question's tokens, then of the projection. */
  readonly comparer: CodeComparer;
}

/** A layer: each token's state grows by what its neighbours say. */
function passOn(states: Float64Array, tokens: number, width: number, { stride, taps, mix, bias }: Layer): void {
  const before = Float64Array.from(states);
  const heard = new Float64Array(width);
  const said = new Float64Array(width);
  const reach = (TAPS - 1) / 2;
  for (let token = 0; token < tokens; token++) {
    heard.fill(0);
    for (let tap = 0; tap < TAPS; tap++) {
      const other = token + (tap - reach) * stride;
      if (other < 0 || other >= tokens) continue;
      for (let at = 0; at < width; at++) heard[at]! += before[other * width + at]! * taps[tap * width + at]!;
    }
    said.set(bias);
    addProduct(said, 0, mix, width, heard, 0, width);
    for (let at = 0; at < width; at++) if (said[at]! > 0) states[token * width + at]! += said[at]!;
  }
}

/** Adds rows, each times its weight. */
function addWeighed(to: Float64Array, rows: Float64Array, weights: Float64Array): void {
  const width = to.length;
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row]!;
    for (let at = 0; at < width; at++) to[at]! += weight * rows[row * width + at]!;
  }
}
