import { describe, expect, it } from 'vitest';
import { CodeComparer, ComparedRows, LANES, meanLength } from '../../../../retrieval/index/tokens/code-comparer.js';
import type { TokenCodes } from '../../../../retrieval/index/tokens/token-codes.js';
import { seeded } from '../../../support/seeded.js';

const next = seeded(6);

function madeRows(count: number, dimensions: number): Float32Array {
  return Float32Array.from({ length: count * dimensions }, () => next() - 0.5);
}

function madeCodes(tokens: number, dimensions: number): TokenCodes {
  return {
    codes: Uint8Array.from({ length: tokens * Math.ceil(dimensions / 8) }, () => Math.floor(next() * 256)),
    scales: Float32Array.from({ length: tokens }, () => next()),
    starts: new Uint16Array(tokens),
  };
}

/** Σ ± the row's values × the token's scale, by hand. */
function byHand(rows: Float32Array, row: number, dimensions: number, { codes, scales }: TokenCodes, token: number): number {
  const bytes = Math.ceil(dimensions / 8);
  let sum = 0;
  for (let at = 0; at < dimensions; at++)
    sum += (codes[token * bytes + (at >> 3)]! >> (at & 7)) & 1 ? rows[row * dimensions + at]! : -rows[row * dimensions + at]!;
  return sum * scales[token]!;
}

describe('comparing', () => {
  it.each([
    [1, 0, 384],
    [1, 1, 8],
    [5, 60, 384],
    [16, 33, 384],
    [17, 200, 384],
    [50, 600, 384],
    [130, 9, 384],
    [3, 10, 12],
    [2, 70, 1_024],
  ])('%i question tokens with %i tokens of %i values is what adding by hand gives', (questions, tokens, dimensions) => {
    const rows = madeRows(questions, dimensions);
    const beside = madeRows(20, dimensions);
    const codes = madeCodes(tokens, dimensions);
    const comparer = new CodeComparer(rows, dimensions, Math.ceil(questions / 2), [new ComparedRows(beside, dimensions)]);
    const { values, lanes, besideAt } = comparer.compare(codes);
    expect([values.length, lanes % LANES, besideAt % LANES]).toEqual([tokens * lanes, 0, 0]);
    const best = comparer.best(codes);
    expect(best).toHaveLength(Math.ceil(questions / 2));
    let worst = 0;
    const greatest = new Float32Array(best.length).fill(tokens > 0 ? -Infinity : -1);
    for (let token = 0; token < tokens; token += tokens > 100 ? 7 : 1) {
      for (let row = 0; row < questions; row++) worst = Math.max(worst, Math.abs(values[token * lanes + row]! - byHand(rows, row, dimensions, codes, token)));
      for (let row = 0; row < 20; row++)
        worst = Math.max(worst, Math.abs(values[token * lanes + besideAt + row]! - byHand(beside, row, dimensions, codes, token)));
    }
    expect(worst).toBeLessThan(1e-4);
    for (let token = 0; token < tokens; token++) for (const row of greatest.keys()) greatest[row] = Math.max(greatest[row]!, values[token * lanes + row]!);
    expect(best).toEqual(greatest);
  });

  it('with several questions in turn mixes nothing up', () => {
    const codes = madeCodes(20, 384);
    const all = [3, 40, 9].map((count) => madeRows(count, 384)).map((rows) => ({ rows, comparer: new CodeComparer(rows, 384) }));
    for (let turn = 0; turn < 6; turn++) {
      const { rows, comparer } = all[turn % 3]!;
      const { values, lanes } = comparer.compare(codes);
      for (let row = 0; row < comparer.rows; row++) expect(values[7 * lanes + row]).toBeCloseTo(byHand(rows, row, 384, codes, 7), 3);
    }
  });

  it('by hand on 8 values: Σ ±question × scale', () => {
    const comparer = new CodeComparer(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8), 8);
    const codes = { codes: Uint8Array.of(0b00000001, 0b11111111, 0b10000000), scales: Float32Array.of(1, 0.5, 2), starts: Uint16Array.of(0, 1, 2) };
    const { values, lanes } = comparer.compare(codes);
    // 1 − 35; (36) / 2; (8 − 28) × 2
    expect([0, 1, 2].map((token) => values[token * lanes])).toEqual([-34, 18, -40]);
    expect([...comparer.best(codes)]).toEqual([18]);
    expect(comparer.meanLength).toBeCloseTo(Math.sqrt(204), 5);
  });

  it('what was given of one passage stays when the next is compared', () => {
    const comparer = new CodeComparer(madeRows(3, 16), 16);
    const [one, other] = [madeCodes(5, 16), madeCodes(5, 16)];
    const given = [comparer.best(one), comparer.compare(one).values] as const;
    const before = given.map((values) => [...values]);
    comparer.best(other);
    comparer.compare(other);
    expect(given.map((values) => [...values])).toEqual(before);
  });

  it('a passage without tokens gives nothing', () => {
    const none = { codes: new Uint8Array(0), scales: new Float32Array(0), starts: new Uint16Array(0) };
    const comparer = new CodeComparer(Float32Array.of(1, 0, 0, 0, 0, 0, 0, 0), 8);
    expect([...comparer.compare(none).values]).toEqual([]);
    expect([...comparer.best(none)]).toEqual([-1]);
    expect(meanLength(none, 0, 0)).toBe(0);
  });
});

describe('the mean of vectors', () => {
  it('of a question is that of its first tokens, those that carry meaning', () => {
    const question = Float32Array.of(3, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 9, 9, 9, 9, 9, 9, 9, 9);
    const comparer = new CodeComparer(question, 8, 2);
    expect([comparer.rows, comparer.meant]).toEqual([3, 2]);
    expect(comparer.meanLength).toBeCloseTo(2.5, 6);
    expect(new CodeComparer(question, 8).meant).toBe(3);
    const none = new CodeComparer(question, 8, 0);
    expect(none.meanLength).toBe(0);
    expect(none.best({ codes: Uint8Array.of(1), scales: Float32Array.of(1), starts: Uint16Array.of(0) })).toHaveLength(0);
  });

  it('of a passage’s tokens is that of their signs times their scales, of a stretch alone', () => {
    const codes = { codes: Uint8Array.of(0b11111111, 0b00001111, 0b11111110), scales: Float32Array.of(2, 1, 1), starts: new Uint16Array(3) };
    // 8 values of ±scale: √8 × scale for one; 4 values of (2 + 1) ÷ 2 and 4 of (2 − 1) ÷ 2 for the first two.
    expect(meanLength(codes, 0, 1)).toBeCloseTo(2 * Math.sqrt(8), 5);
    expect(meanLength(codes, 1, 2)).toBeCloseTo(Math.sqrt(8), 5);
    expect(meanLength(codes, 0, 2)).toBeCloseTo(Math.sqrt(4 * 1.5 ** 2 + 4 * 0.5 ** 2), 5);
    // 0b00001111 and 0b11111110: three values of 1, and one of 0, then four of 0.
    expect(meanLength(codes, 1, 3)).toBeCloseTo(Math.sqrt(3), 5);
    expect([meanLength(codes, 2, 2), meanLength(codes, 2, 1)]).toEqual([0, 0]);
    // Of 16 values, two bytes a token: the second and third are each other's opposites, but for one value of the sixteen.
    const wide = { codes: Uint8Array.of(255, 255, 0b10101010, 255, 0b01010101, 1), scales: Float32Array.of(5, 1, 1), starts: new Uint16Array(3) };
    expect(meanLength(wide, 1, 3)).toBeCloseTo(1, 5);
  });
});
