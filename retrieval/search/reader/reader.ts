import { ComparedRows, LANES, type Compared } from '../../index/index.js';
import { Network } from './network.js';
import { TAPS, TOKEN_SIGNALS, type ReaderWeights } from './reader-weights.js';

/** A question as the reader takes it. */
export interface ReaderQuestion {
  /** All tokens, function words too, prepared as the passages' codes were: tokens × dimensions. */
  readonly tokens: Float32Array;
  /** Of these, the first so many carry meaning: at least one does. */
  readonly meant: number;
}

/** What the text says of a passage's tokens, beside their codes. */
export interface TokenMarks {
  /** By token, 0 or 1. */
  readonly beginsSentence: Uint8Array;
  readonly digit: Uint8Array;
  readonly capital: Uint8Array;
}

/** What of a question is the same for all passages. Its lanes are its tokens, rounded up to whole groups as where passages are compared. */
export interface AskedReader {
  readonly meant: number;
  readonly lanes: number;
  /** lanes × width. */
  readonly values: Float32Array;
  /** width × lanes. */
  readonly keys: Float32Array;
  /** A value a lane. */
  readonly bias: Float32Array;
  /** What every token's state begins with: `width` values. */
  readonly start: Float32Array;
}

/** Brings cosines (most under .3) to the spread of the other signals, and projections of unit vectors to about 1: as in training (model.py). */
const COSINE_SCALE = 3;
const PROJECTION_SCALE = 4;

/** Bias of a lane without a token: it has no share in the attention. */
const NO_TOKEN = -1e9;

/**
 * A small network over a question's token vectors and a passage's token codes: for each token of the passage, how much it speaks
 * for being (part of) the answer. Learned by training/train.py; the arrays and their order are model.py's.
 */
export class Reader {
  /** What passages must be compared with beside the question's tokens: the projection of their tokens, an output a row. */
  readonly projection: ComparedRows;
  private readonly network: Network<string>;

  constructor(private readonly weights: ReaderWeights) {
    const { width, dimensions, passage, question, look, mix, layers } = weights;
    this.projection = new ComparedRows(
      transposed(passage, width).map((value) => value * PROJECTION_SCALE),
      dimensions,
    );
    this.network = new Network({
      question: Float32Array.from(question, (value) => value * PROJECTION_SCALE),
      look: transposed(look, width).map((value) => value / Math.sqrt(width)),
      mix: Float32Array.from(mix),
      ...Object.fromEntries(
        layers.flatMap((layer, at) => [
          [`taps${at}`, Float32Array.from(layer.taps)],
          [`bias${at}`, Float32Array.from(layer.bias)],
          [`mix${at}`, Float32Array.from(layer.mix)],
        ]),
      ),
    });
  }

  /** What of a question is the same for all passages. */
  ask({ tokens, meant }: ReaderQuestion): AskedReader {
    const { network } = this;
    const { width, dimensions, lookBias, contentWeight, summary, mixBias, mixSummary } = this.weights;
    const rows = tokens.length / dimensions;
    const lanes = Math.ceil(rows / LANES) * LANES;
    const { product } = network.begin((rows + 1) * (dimensions + 2 * width));
    const valuesAt = network.zeros((rows + 1) * width);
    const keysAt = network.zeros((rows + 1) * width);
    product(network.put(tokens), dimensions * 4, rows, network.at['question']!, dimensions, width, valuesAt);
    product(valuesAt, width * 4, rows, network.at['look']!, width, width, keysAt);
    const values = new Float32Array(lanes * width);
    values.set(network.taken(valuesAt, rows * width));
    const keys = new Float32Array(width * lanes);
    for (const [at, key] of network.taken(keysAt, rows * width).entries()) keys[(at % width) * lanes + Math.floor(at / width)] = key;
    const bias = new Float32Array(lanes).fill(NO_TOKEN);
    const attention = new Float64Array(rows);
    for (let row = 0; row < rows; row++) {
      bias[row] = dot(values, row * width, lookBias) + (row < meant ? contentWeight : 0);
      attention[row] = dot(values, row * width, summary);
    }
    const start = Float32Array.from(mixBias);
    for (const [row, share] of softmax(attention).entries()) {
      for (let at = 0; at < width; at++) {
        const value = share * values[row * width + at]!;
        for (let to = 0; to < width; to++) start[to]! += value * mixSummary[at * width + to]!;
      }
    }
    return { meant, lanes, values, keys, bias, start };
  }

  /**
   * @param compared the passage with the question's tokens and, beside them, `projection`.
   * @returns a value a token: the log-odds that it is of the answer, up to a constant that all passages share.
   */
  read(asked: AskedReader, compared: Compared, marks: TokenMarks): Float32Array {
    const { network } = this;
    const { width, cosineWeight, layers, out, outBias } = this.weights;
    const { lanes } = asked;
    const tokens = marks.digit.length;
    if (tokens === 0) return new Float32Array(0);
    // Two tokens go at a time: one more is there than an odd number has.
    const room = tokens + 1;
    const { repeat, product, soften, multiply, addPositive, listen } = network.begin(
      room * (compared.lanes + lanes + 5 * width + TOKEN_SIGNALS) + 2 * lanes * (width + 1),
    );
    const cosines = network.put(compared.values);
    const own = cosines + compared.besideAt * 4;
    const stride = compared.lanes * 4;
    network.room(compared.lanes);
    // What it sees of the question: each token as far as the passage's token looks for it.
    const attention = network.room(room * lanes);
    repeat(network.put(asked.bias), attention, tokens, lanes);
    product(own, stride, tokens, network.put(asked.keys), width, lanes, attention);
    soften(attention, tokens, lanes, cosines, stride, cosineWeight);
    const seen = network.zeros(room * width);
    product(attention, lanes * 4, tokens, network.put(asked.values), lanes, width, seen);
    const both = network.room(room * width);
    multiply(own, stride, tokens, width, seen, both);
    // What it knows: itself, what it sees, both together, its signals.
    const known = network.room(room * width);
    const square = width * width * 4;
    const mix = network.at['mix']!;
    repeat(network.put(asked.start), known, tokens, width);
    product(own, stride, tokens, mix, width, width, known);
    product(seen, width * 4, tokens, mix + square, width, width, known);
    product(both, width * 4, tokens, mix + 2 * square, width, width, known);
    product(network.put(signalsOf(asked, compared, marks)), TOKEN_SIGNALS * 4, tokens, mix + 3 * square, TOKEN_SIGNALS, width, known);
    const states = network.zeros(room * width);
    addPositive(states, known, tokens * width);
    // Layers: each token's state grows by what its neighbours say.
    for (const [at, { stride: apart }] of layers.entries()) {
      listen(states, tokens, width, network.at[`taps${at}`]!, TAPS, apart, seen);
      repeat(network.at[`bias${at}`]!, both, tokens, width);
      product(seen, width * 4, tokens, network.at[`mix${at}`]!, width, width, both);
      addPositive(states, both, tokens * width);
    }
    const last = network.taken(states, tokens * width);
    const odds = new Float32Array(tokens);
    for (let token = 0; token < tokens; token++) odds[token] = dot(last, token * width, out) + outBias;
    return odds;
  }
}

/** tokens × `TOKEN_SIGNALS`: best and mean cosine with the question's tokens that carry meaning, and the marks. */
function signalsOf({ meant }: AskedReader, { values, lanes }: Compared, { beginsSentence, digit, capital }: TokenMarks): Float32Array {
  const signals = new Float32Array(digit.length * TOKEN_SIGNALS);
  for (let token = 0; token < digit.length; token++) {
    let best = -1;
    let sum = 0;
    for (let at = token * lanes; at < token * lanes + meant; at++) {
      const cosine = values[at]!;
      sum += cosine;
      if (cosine > best) best = cosine;
    }
    const to = token * TOKEN_SIGNALS;
    signals[to] = COSINE_SCALE * best;
    signals[to + 1] = (COSINE_SCALE * sum) / meant;
    signals[to + 2] = beginsSentence[token]!;
    signals[to + 3] = digit[token]!;
    signals[to + 4] = capital[token]!;
  }
  return signals;
}

/** Product of a row that begins at a place with another. */
function dot(rows: Float32Array, from: number, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < other.length; at++) sum += rows[from + at]! * other[at]!;
  return sum;
}

/** Values → shares of 1. */
function softmax(values: Float64Array): Float64Array {
  const most = Math.max(...values);
  const raised = values.map((value) => Math.exp(value - most));
  const total = raised.reduce((sum, value) => sum + value, 0);
  return raised.map((value) => value / total);
}

/** rows × columns → columns × rows. */
function transposed(matrix: Float64Array, columns: number): Float32Array {
  const rows = matrix.length / columns;
  return Float32Array.from(matrix, (_, at) => matrix[(at % rows) * columns + Math.floor(at / rows)]!);
}
