import { describe, expect, it } from 'vitest';
import type { Passage } from '../../../../retrieval/passages/index.js';
import { logSum, sentenceShares, tokenMarks } from '../../../../retrieval/search/reader/index.js';
import { halfFloats } from '../../../../retrieval/search/reader/half-floats.js';

const text = 'xx Le port. 12 navires. Rien';
const passage: Passage = {
  id: 'p',
  file: 'a.txt',
  start: 3,
  end: text.length,
  heading: null,
  sentences: [
    { start: 3, end: 11 },
    { start: 12, end: 23 },
    { start: 24, end: 28 },
  ],
};
/** port, 12, navires. */
const codes = { codes: new Uint8Array(0), scales: new Float32Array(3), starts: Uint16Array.from([3, 9, 12]) };

describe('what the reader says', () => {
  it('sums as logarithms, large values too', () => {
    expect(logSum(Float32Array.from([Math.log(2), Math.log(3)]))).toBeCloseTo(Math.log(5));
    expect(logSum(Float32Array.from([1000, 1000]))).toBeCloseTo(1000 + Math.log(2));
    expect(logSum(new Float32Array(0))).toBe(-Infinity);
  });

  it('gives each sentence its share', () => {
    const [first, second, third] = sentenceShares(Float32Array.from([Math.log(1), Math.log(2), Math.log(5)]), codes, passage);
    expect(Math.exp(first!)).toBeCloseTo(1 / 8);
    expect(Math.exp(second!)).toBeCloseTo(7 / 8);
    expect(third).toBe(-6);
    expect(sentenceShares(new Float32Array(0), { ...codes, starts: new Uint16Array(0) }, passage)).toEqual([0, 0, 0]);
  });

  it('knows what a token begins with', () => {
    const { beginsSentence, digit, capital } = tokenMarks(text, passage, codes);
    expect([...beginsSentence]).toEqual([1, 1, 0]);
    expect([...digit]).toEqual([0, 1, 0]);
    expect([...capital]).toEqual([0, 0, 0]);
  });

  it('reads half floats', () => {
    // 1, -2, the smallest of all, 65504, zero.
    expect([...halfFloats(Uint8Array.from([0x00, 0x3c, 0x00, 0xc0, 0x01, 0x00, 0xff, 0x7b, 0x00, 0x00]))]).toEqual([1, -2, 2 ** -24, 65504, 0]);
  });
});
