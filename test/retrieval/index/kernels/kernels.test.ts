import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import wabt from 'wabt';
import { projectRoot } from '../../../../embeddings/project-root.js';
import { COMPARE, LANES, tablesOf } from '../../../../retrieval/index/kernels/compare.js';
import { createDots, DOTS } from '../../../../retrieval/index/kernels/dots.js';
import { createScanner, SCAN, type Scanner } from '../../../../retrieval/index/kernels/scan.js';
import { openKernel, plainKernel, type KernelSource } from '../../../../retrieval/kernel.js';
import { READ } from '../../../../retrieval/search/reader/read-kernel.js';
import { seeded } from '../../../support/seeded.js';

it.each([
  ['index/kernels', SCAN],
  ['index/kernels', COMPARE],
  ['index/kernels', DOTS],
  ['search/reader', READ],
] as const)('in %s, what is compiled is the source', async (folder, { name, compiled }) => {
  const source = join(projectRoot, `retrieval/${folder}/${name}.wat`);
  const { buffer } = (await wabt()).parseWat(source, readFileSync(source, 'utf8'), { simd: true, bulk_memory: true }).toBinary({});
  expect(Buffer.from(buffer).toString('base64')).toBe(compiled);
});

/** Calls one function compiled and in JavaScript, on the same memory. @returns both memories afterwards, from `out` on, and what was returned */
function both<Functions extends object, Name extends keyof Functions>(
  source: KernelSource<Functions>,
  bytes: number,
  fill: (memory: ArrayBuffer) => void,
  name: Name,
  numbers: Functions[Name] extends (...given: infer Numbers) => unknown ? Numbers : never,
) {
  const [compiled, plain] = [openKernel(source, bytes), plainKernel(source, bytes)].map(({ memory, functions }) => {
    fill(memory);
    const returned = (functions[name] as (...given: number[]) => number | undefined)(...(numbers as number[]));
    return { memory, returned };
  });
  return { compiled: compiled!, plain: plain! };
}

function farthest(a: ArrayBuffer, b: ArrayBuffer, from: number, count: number): number {
  const [left, right] = [new Float32Array(a, from, count), new Float32Array(b, from, count)];
  return left.reduce((most, value, at) => Math.max(most, Math.abs(value - right[at]!) / Math.max(1, Math.abs(value))), 0);
}

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
    const scanner = createScanner(blocks, bytes);
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

  it('is the same in JavaScript', () => {
    const [blocks, bytes] = [5, 48];
    const sums = blocks * 16 * bytes + bytes * 32;
    const fill = (memory: ArrayBuffer): void => {
      const next = seeded(1);
      new Uint8Array(memory, 0, sums).forEach((_, at, all) => (all[at] = Math.floor(next() * (at < blocks * 16 * bytes ? 256 : 128))));
    };
    const { compiled, plain } = both(SCAN, sums + blocks * 32, fill, 'scan', [0, blocks * 16 * bytes, sums, blocks, bytes]);
    expect(Buffer.from(compiled.memory).equals(Buffer.from(plain.memory))).toBe(true);
  });
});

describe('the rows that reach a threshold', () => {
  const blocks = 40;
  const filled = (): { scanner: Scanner; estimates: number[] } => {
    const next = seeded(3);
    const scanner = createScanner(blocks, 6);
    scanner.codes.forEach((_, at, all) => (all[at] = Math.floor(next() * 256)));
    scanner.corrections.forEach((_, at, all) => (all[at] = next() - 0.5));
    const sums = scanner.scan(Uint8Array.from({ length: 6 * 32 }, () => Math.floor(next() * 128)));
    return { scanner, estimates: Array.from(sums, (sum, row) => scanner.corrections[2 * row + 1]! + scanner.corrections[2 * row]! * (0.25 * sum - 80)) };
  };

  it('are told in order with their estimates, and none of the rows after the last asked for', () => {
    const { scanner, estimates } = filled();
    for (const rows of [0, 1, 255, 256, 257, 640]) {
      const told: [number, number][] = [];
      scanner.estimates({ rows, step: 0.25, least: -80, threshold: 10 }, (row, estimate) => {
        told.push([row, estimate]);
        return 10;
      });
      expect(told).toEqual(estimates.slice(0, rows).flatMap((estimate, row) => (estimate >= 10 ? [[row, estimate]] : [])));
    }
    for (const [row, estimate] of estimates.entries()) expect(scanner.estimate(row, 0.25, -80)).toBe(estimate);
  });

  it('are fewer once the threshold is raised, and all that reach it', () => {
    const { scanner, estimates } = filled();
    const told: number[] = [];
    scanner.estimates({ rows: 640, step: 0.25, least: -80, threshold: -Infinity }, (row) => {
      told.push(row);
      return 10;
    });
    expect(told.length).toBeLessThan(640);
    for (const [row, estimate] of estimates.entries()) if (estimate >= 10) expect(told).toContain(row);
  });

  it('are the same in JavaScript', () => {
    const fill = (memory: ArrayBuffer): void => {
      const next = seeded(4);
      new Uint16Array(memory, 0, 160).forEach((_, at, all) => (all[at] = Math.floor(next() * 5_000)));
      new Float32Array(memory, 320, 320).forEach((_, at, all) => (all[at] = next() - 0.5));
    };
    const { compiled, plain } = both(SCAN, 8_192, fill, 'reaching', [0, 320, 16, 150, 0.25, -80, 10, 4_096, 2_048]);
    expect(compiled.returned).toBeGreaterThan(10);
    expect(compiled.returned).toBe(plain.returned);
    expect(Buffer.from(compiled.memory).equals(Buffer.from(plain.memory))).toBe(true);
  });
});

describe('products with whole numbers', () => {
  it.each([
    [0, 384],
    [1, 8],
    [150, 384],
    [65, 13],
  ])('of %i rows of %i values are what multiplying by hand gives', (count, values) => {
    const next = seeded(count + values);
    const rows = Array.from({ length: count }, () => Int16Array.from({ length: values }, () => Math.round((next() - 0.5) * 65_534)));
    const floats = Float32Array.from({ length: values }, () => next() - 0.5);
    const found = createDots(values).of(
      count,
      (row, to, at) => {
        to.set(rows[row]!, at);
      },
      floats,
    );
    expect(found).toHaveLength(count);
    for (const [row, whole] of rows.entries()) {
      const sum = whole.reduce((total, value, at) => total + value * floats[at]!, 0);
      expect(Math.abs(found[row]! - sum) / 32_767).toBeLessThan(1e-5);
    }
  });

  it('are the same in JavaScript', () => {
    const fill = (memory: ArrayBuffer): void => {
      const next = seeded(2);
      new Int16Array(memory, 0, 30 * 24).forEach((_, at, all) => (all[at] = Math.round((next() - 0.5) * 65_534)));
      new Float32Array(memory, 30 * 48, 24).forEach((_, at, all) => (all[at] = next() - 0.5));
    };
    const { compiled, plain } = both(DOTS, 10_000, fill, 'dots', [0, 30, 24, 30 * 48, 30 * 48 + 96]);
    expect(farthest(compiled.memory, plain.memory, 30 * 48 + 96, 30)).toBeLessThan(1e-3);
    expect(new Float32Array(plain.memory, 30 * 48 + 96, 30).some((value) => Math.abs(value) > 1000)).toBe(true);
  });
});

describe('the comparison', () => {
  const [tokens, bytes] = [37, 13];
  const [scalesAt, outAt, greatestAt, tablesAt] = [512, 1024, 8192, 8256];
  const fill = (memory: ArrayBuffer): void => {
    const next = seeded(3);
    new Uint8Array(memory, 0, tokens * bytes).forEach((_, at, all) => (all[at] = Math.floor(next() * 256)));
    new Float32Array(memory, scalesAt, tokens).forEach((_, at, all) => (all[at] = next()));
    new Float32Array(memory, tablesAt).set(
      tablesOf(
        Float32Array.from({ length: LANES * bytes * 8 }, () => next() - 0.5),
        bytes * 8,
      ),
    );
  };
  const numbers = [0, scalesAt, tokens, bytes, tablesAt, outAt, LANES * 4] as const;

  it.each(['compare', 'compareFew'] as const)('is the same in JavaScript: %s', (name) => {
    const { compiled, plain } = both(COMPARE, 100_000, fill, name, [...numbers]);
    expect(farthest(compiled.memory, plain.memory, outAt, tokens * LANES)).toBeLessThan(1e-6);
    expect(new Float32Array(plain.memory, outAt, tokens * LANES).some((value) => Math.abs(value) > 1)).toBe(true);
  });

  it('keeps the greatest of each row, as in JavaScript', () => {
    const filled = (memory: ArrayBuffer): void => {
      fill(memory);
      const next = seeded(4);
      new Float32Array(memory, outAt, tokens * LANES).forEach((_, at, all) => (all[at] = next() - 0.7));
    };
    const { compiled, plain } = both(COMPARE, 100_000, filled, 'greatest', [outAt, tokens, LANES * 4, LANES, greatestAt]);
    expect(farthest(compiled.memory, plain.memory, greatestAt, LANES)).toBe(0);
    expect(new Float32Array(plain.memory, greatestAt, LANES).every((value) => value > 0)).toBe(true);
  });

  it('adds up vectors, as in JavaScript', () => {
    const { compiled, plain } = both(COMPARE, 100_000, fill, 'lengthOfSum', [0, scalesAt, tokens, bytes]);
    expect(compiled.returned).toBeCloseTo(plain.returned!, 3);
    expect(plain.returned).toBeGreaterThan(1);
  });
});

describe('the arithmetic of the reader is the same in JavaScript:', () => {
  const [width, count] = [48, 7];
  const floats = (rows: number): number => rows * width * 4;
  const fill = (memory: ArrayBuffer): void => {
    const next = seeded(5);
    new Float32Array(memory).forEach((_, at, all) => (all[at] = next() * 4 - 2));
  };
  const inAt = 0;
  const otherAt = floats(20);
  const outAt = floats(70);

  it.each([
    ['repeat', [inAt, outAt, count, width]],
    ['product', [inAt, 200, count, otherAt, 33, width, outAt]],
    ['product', [inAt, 200, count + 1, otherAt, 5, 16, outAt]],
    ['multiply', [inAt, 208, count, width, otherAt, outAt]],
    ['soften', [outAt, count, width, otherAt, 256, 5]],
    ['soften', [outAt, count, 16, otherAt, 256, -40]],
    ['listen', [inAt, count, width, otherAt, 5, 1, outAt]],
    ['listen', [inAt, count, width, otherAt, 5, 4, outAt]],
    ['listen', [inAt, 1, width, otherAt, 5, 2, outAt]],
    ['addPositive', [outAt, inAt, count * width]],
  ] as const)('%s %j', (name, numbers) => {
    const before = new ArrayBuffer(65_536);
    fill(before);
    const { compiled, plain } = both(READ, 65_536, fill, name, [...numbers] as never);
    const written = (name === 'listen' ? numbers[1] : count) * (numbers.includes(16) ? 16 : width);
    expect(farthest(compiled.memory, plain.memory, outAt, written)).toBeLessThan(2e-6);
    expect(farthest(before, plain.memory, outAt, written)).toBeGreaterThan(0.1);
  });
});
