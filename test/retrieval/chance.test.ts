import { describe, expect, it } from 'vitest';
import { seededChance } from '../../retrieval/chance.js';

describe('seededChance', () => {
  it('gives the numbers of mulberry32', () => {
    // The reference C code's first three 32-bit outputs for seed 1.
    const chance = seededChance(1);
    expect([chance(), chance(), chance()].map((value) => value * 2 ** 32)).toEqual([2693262067, 11749833, 2265367787]);
  });
  it('is spread evenly over 0 to 1', () => {
    const chance = seededChance(7);
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i += 1) counts[Math.floor(chance() * 10)]! += 1;
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });
});
