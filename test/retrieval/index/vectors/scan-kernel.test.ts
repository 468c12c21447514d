import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import wabt from 'wabt';
import { projectRoot } from '../../../../embeddings/project-root.js';
import { COMPILED, createScanner } from '../../../../retrieval/index/vectors/scan-kernel.js';
import { randomNumbers as random } from '../../../support/random.js';

it('is its source, compiled', async () => {
  const source = join(projectRoot, 'retrieval/index/vectors/scan-kernel.wat');
  const { buffer } = (await wabt()).parseWat(source, readFileSync(source, 'utf8'), { simd: true }).toBinary({});
  expect(Buffer.from(buffer).toString('base64')).toBe(COMPILED);
});

it.each([[0, 48], [1, 1], [1, 48], [7, 48], [3, 13], [2, 258]])('adds up what the codes of %i blocks of %i bytes pick', (blocks, bytes) => {
  const next = random(blocks * 1000 + bytes);
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
