import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { CodeComparer } from '../../../../retrieval/index/index.js';
import { Reader, readerFor, weightsOf, type TrainedReader } from '../../../../retrieval/search/reader/index.js';

const require = createRequire(import.meta.url);
const file = require('../../../../retrieval/search/reader/reader.json') as TrainedReader;
/** Printed by training/reference.py from the same weights. */
const reference = require('./reference.json') as number[];

const DIMENSIONS = 384;
const TOKENS = 5;

/** The same numbers as in reference.py. */
function madeUp(rows: number, start: number): Float32Array {
  const values = Float64Array.from({ length: rows * DIMENSIONS }, (_, at) => Math.sin(start + (at ** 2 % 1009)));
  for (let row = 0; row < rows; row++) {
    const own = values.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS);
    const length = Math.hypot(...own);
    own.forEach((value, at) => (own[at] = value / length));
  }
  return Float32Array.from(values);
}

function codesOf(values: Float32Array) {
  const rows = values.length / DIMENSIONS;
  const codes = new Uint8Array(values.length / 8);
  const scales = new Float32Array(rows);
  for (const [at, value] of values.entries()) {
    if (value > 0) codes[at >> 3]! |= 1 << (at & 7);
    scales[Math.floor(at / DIMENSIONS)]! += Math.abs(value) / DIMENSIONS;
  }
  return { codes, scales, starts: Uint16Array.from({ length: rows }, (_, at) => 8 * at) };
}

const every = (step: number, count: number): Uint8Array => Uint8Array.from({ length: count }, (_, at) => Number(at % step === 0));

const codes = codesOf(madeUp(reference.length, 2));
const marks = { beginsSentence: every(5, reference.length), digit: every(3, reference.length), capital: every(4, reference.length) };
/** Tokens 1 and 3 carry meaning: they come first. */
const made = madeUp(TOKENS, 1);
const question = {
  tokens: Float32Array.from([1, 3, 0, 2, 4].flatMap((row) => [...made.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS)])),
  meant: 2,
};

describe('the reader', () => {
  const reader = new Reader(weightsOf(file, DIMENSIONS));
  const asked = reader.ask(question);
  const comparer = new CodeComparer(question.tokens, DIMENSIONS, question.meant, [reader.projection]);

  it('says what the network says that was taught', () => {
    const said = reader.read(asked, comparer.compare(codes), marks);
    expect(said).toHaveLength(reference.length);
    for (const [at, value] of said.entries()) expect(value).toBeCloseTo(reference[at]!, 2);
    expect(Math.max(...reference) - Math.min(...reference)).toBeGreaterThan(0.1);
  });

  it('says the same whatever it read before, in much more room too', () => {
    const said = reader.read(asked, comparer.compare(codes), marks);
    const long = codesOf(madeUp(2_001, 3));
    const nothing = new Uint8Array(2_001);
    const longest = reader.read(asked, comparer.compare(long), { beginsSentence: nothing, digit: nothing, capital: nothing });
    expect(longest.every(Number.isFinite)).toBe(true);
    expect(reader.ask(question)).toEqual(asked);
    expect(reader.read(asked, comparer.compare(codes), marks)).toEqual(said);
  });

  it('reads a passage without tokens as saying nothing', () => {
    const none = { codes: new Uint8Array(0), scales: new Float32Array(0), starts: new Uint16Array(0) };
    expect(reader.read(asked, comparer.compare(none), { beginsSentence: none.codes, digit: none.codes, capital: none.codes })).toHaveLength(0);
  });

  it('reads only the vectors of the model that it was taught with', () => {
    expect(readerFor({ checksum: 'another', dimensions: DIMENSIONS })).toBeNull();
    expect(readerFor({ checksum: file.model, dimensions: DIMENSIONS })).not.toBeNull();
    expect(readerFor({ checksum: 'another', dimensions: DIMENSIONS })).toBeNull();
  });

  it('says what is missing of its file', () => {
    expect(() => weightsOf({ ...file, arrays: { ...file.arrays, out: '' } }, DIMENSIONS)).toThrow(/32 values of out expected, found 0/u);
    expect(() => weightsOf({ ...file, width: 24 }, DIMENSIONS)).toThrow(/multiple of 16 expected, found 24/u);
  });

  it('is small', () => {
    expect(JSON.stringify(file).length).toBeLessThan(500_000);
  });
});
