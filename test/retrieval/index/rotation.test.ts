import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createRotation } from '../../../retrieval/index/rotation.js';
import { seeded } from '../../support/seeded.js';

const DIMENSIONS = 384;

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * b[at]!, 0) / (Math.hypot(...a) * Math.hypot(...b));
}

describe('rotation', () => {
  it.each([384, 8, 12, 7])('keeps lengths and angles of %i values', (dimensions) => {
    const random = seeded(3);
    const next = (): number => random() - 0.5;
    const a = Float32Array.from({ length: dimensions }, next);
    const b = Float32Array.from({ length: dimensions }, next);
    const before = [Math.hypot(...a), cosine(a, b)];
    const rotation = createRotation(dimensions);
    rotation.apply(a);
    rotation.apply(b);
    expect(Math.hypot(...a)).toBeCloseTo(before[0]!, 4);
    expect(cosine(a, b)).toBeCloseTo(before[1]!, 4);
  });

  it('spreads a single value over all of them', () => {
    const axis = new Float32Array(DIMENSIONS);
    axis[17] = 1;
    createRotation(DIMENSIONS).apply(axis);
    expect(Math.max(...axis.map(Math.abs))).toBeLessThan(0.35);
  });
});

it('is the same in every program: codes that one wrote are read by another', () => {
  const turned = (values: readonly number[]): string[] => {
    const row = Float32Array.from(values);
    createRotation(values.length).apply(row);
    return [...row].map((value) => value.toFixed(5));
  };
  expect(turned([1, 0, 0, 0, 0, 0, 0, 0])).toEqual(['0.00000', '0.00000', '-0.00000', '0.70711', '-0.35355', '0.35355', '0.35355', '-0.35355']);
  expect(turned(Array.from({ length: 12 }, (_, at) => at))).toEqual([
    '-1.25000',
    '5.25000',
    '-4.25000',
    '-7.25000',
    '7.25000',
    '1.50000',
    '-5.75000',
    '-5.50000',
    '5.25000',
    '3.75000',
    '-2.50000',
    '-15.50000',
  ]);
  const row = Float32Array.from({ length: DIMENSIONS }, (_, at) => ((at * 37) % 101) - 50);
  createRotation(DIMENSIONS).apply(row);
  expect(crc32(new Uint8Array(row.buffer))).toBe(7_738_268);
});

it('of one value or of an odd number of them only changes signs and places', () => {
  const row = Float32Array.of(1, 2, 3, 4, 5);
  createRotation(5).apply(row);
  expect([...row].map(Math.abs).sort()).toEqual([1, 2, 3, 4, 5]);
});
