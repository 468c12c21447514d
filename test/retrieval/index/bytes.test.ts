import { describe, expect, it } from 'vitest';
import { ByteReader, ByteWriter, bytesOf, valuesOf } from '../../../retrieval/index/bytes.js';

/** Both sides of each border between lengths. */
const NUMBERS = [0, 1, 127, 128, 255, 300, 16_383, 16_384, 2_097_151, 2_097_152, 268_435_455, 268_435_456, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1];

describe('whole numbers', () => {
  it('take a byte for each seven bits, the low ones first', () => {
    const writer = new ByteWriter();
    for (const number of [5, 127, 128, 300]) writer.varint(number);
    expect(writer.length).toBe(6);
    expect([...writer.finish()]).toEqual([5, 127, 0x80, 1, 0xac, 2]);
    const lengths = NUMBERS.map((number) => {
      const one = new ByteWriter(16);
      one.varint(number);
      return one.finish().length;
    });
    expect(lengths).toEqual([1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 4, 5, 5, 5, 5]);
  });

  it('come back, however many, whatever room there was to begin with', () => {
    for (const room of [6, 16]) {
      const writer = new ByteWriter(room);
      const all = Array.from({ length: 300 }, (_, at) => NUMBERS[at % NUMBERS.length]!);
      for (const number of all) writer.varint(number);
      const bytes = writer.finish();
      const reader = new ByteReader(bytes);
      const read: number[] = [];
      while (reader.at < bytes.length) read.push(reader.varint());
      expect(read).toEqual(all);
    }
  });

  it('are read from any place on, and refused when they are cut short', () => {
    expect(new ByteReader(Uint8Array.of(1, 2, 3), 2).varint()).toBe(3);
    for (const bytes of [[], [0x80], [0xff, 0xff]]) expect(() => new ByteReader(Uint8Array.from(bytes)).varint()).toThrow(`found an end after ${bytes.length}`);
  });
});

it('values and their bytes are the same memory, of a part of an array too', () => {
  const values = Float32Array.of(1, 2, 3, 4);
  const bytes = bytesOf(values.subarray(1, 3));
  expect(bytes).toHaveLength(8);
  bytes.fill(0);
  expect([...values]).toEqual([1, 0, 0, 4]);
  const back = valuesOf(bytesOf(values).subarray(8), Float32Array);
  expect([...back]).toEqual([0, 4]);
  back[0] = 7;
  expect(values[2]).toBe(7);
});
