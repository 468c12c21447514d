import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import wabt from 'wabt';
import { projectRoot } from '../../../../embeddings/project-root.js';
import { COMPARE, createComparer } from '../../../../retrieval/index/kernels/compare.js';
import { createScanner, SCAN } from '../../../../retrieval/index/kernels/scan.js';
import { seeded } from '../../../support/seeded.js';

it.each([
  ['scan', SCAN],
  ['compare', COMPARE],
])('%s is its source, compiled', async (name, compiled) => {
  const source = join(projectRoot, `retrieval/index/kernels/${name}.wat`);
  const { buffer } = (await wabt()).parseWat(source, readFileSync(source, 'utf8'), { simd: true }).toBinary({});
  expect(Buffer.from(buffer).toString('base64')).toBe(compiled);
});

describe('the scan', () => {
  it.each([
    [0, 48],
    [1, 1],
    [1, 48],
    [7, 48],
    [3, 13],
    [2, 258],
  ])('adds up what the codes of %i blocks of %i bytes pick', (blocks, bytes) => {
    const next = seeded(blocks * 1000 + bytes);
    const scanner = createScanner(blocks, bytes)!;
    const most = Math.min(127, Math.floor(0xffff / (bytes * 2)));
    for (let at = 0; at < scanner.codes.length; at++) scanner.codes[at] = Math.floor(next() * 256);
    // The greatest numbers, then any.
    for (const tables of [new Uint8Array(bytes * 32).fill(most), Uint8Array.from({ length: bytes * 32 }, () => Math.floor(next() * (most + 1)))]) {
      const sums = scanner.scan(tables);
      expect(sums.length).toBe(blocks * 16);
      for (let row = 0; row < sums.length; row++) {
        let sum = 0;
        for (let byte = 0; byte < bytes; byte++) {
          const code = scanner.codes[Math.floor(row / 16) * 16 * bytes + byte * 16 + (row % 16)]!;
          sum += tables[byte * 32 + (code & 15)]! + tables[byte * 32 + 16 + (code >> 4)]!;
        }
        expect(sums[row]).toBe(sum);
      }
    }
  });
});

describe('the comparison', () => {
  const next = seeded(6);
  const made = (count: number, dimensions: number): Float32Array[] =>
    Array.from({ length: count }, () => Float32Array.from({ length: dimensions }, () => next() - 0.5));
  /** Σ ± by hand. */
  const sumOf = (row: Float32Array, codes: Uint8Array, token: number, bytes: number): number =>
    row.reduce((sum, value, at) => sum + ((codes[token * bytes + (at >> 3)]! >> (at & 7)) & 1 ? value : -value), 0);

  it.each([
    [1, 0, 384],
    [1, 1, 8],
    [5, 60, 384],
    [16, 33, 384],
    [17, 200, 384],
    [50, 3_000, 384],
    [3, 10, 12],
    [2, 70, 1_024],
  ])('of %i question tokens with %i tokens of %i values is what adding by hand gives', (questions, tokens, dimensions) => {
    const bytes = Math.ceil(dimensions / 8);
    const rows = made(questions, dimensions);
    const codes = Uint8Array.from({ length: tokens * bytes }, () => Math.floor(next() * 256));
    let told = 0;
    let worst = 0;
    createComparer(rows, bytes)!.compare(codes, (question, token, sum) => {
      told++;
      if (told % 7 === 0 || tokens < 100) worst = Math.max(worst, Math.abs(sum - sumOf(rows[question]!, codes, token, bytes)));
    });
    expect(told).toBe(questions * tokens);
    expect(worst).toBeLessThan(1e-4);
  });

  it('of several questions in turn mixes nothing up', () => {
    const codes = Uint8Array.from({ length: 20 * 48 }, () => Math.floor(next() * 256));
    const all = [made(3, 384), made(40, 384), made(9, 384)].map((rows) => ({ rows, comparer: createComparer(rows, 48)! }));
    for (let turn = 0; turn < 6; turn++) {
      const { rows, comparer } = all[turn % 3]!;
      comparer.compare(codes, (question, token, sum) => {
        expect(sum).toBeCloseTo(sumOf(rows[question]!, codes, token, 48), 3);
      });
    }
  });
});
