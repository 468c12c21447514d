import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { centreRecord, embeddingIn, embeddingRecord, headOf, keyOf, nameOf } from '../../../../retrieval/index/build/embedding-record.js';

const CENTRE = Float32Array.of(0.5, -1, 2, 0, 0, 0, 0, 0, 0.25);
const VECTOR = Float32Array.from({ length: 9 }, (_, at) => at / 8);
const CODED = { vector: VECTOR, codes: { codes: Uint8Array.of(1, 2, 3, 4), scales: Float32Array.of(0.5, 2), starts: Uint16Array.of(7, 65_535) } };
const RAW = { vector: VECTOR, content: { offsets: Uint32Array.of(1, 5, 70_000, 70_004), vectors: Float32Array.from({ length: 18 }, (_, at) => -at) } };
const hash = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

describe('a record', () => {
  it('of a passage tells its text by name, and gives back what the model made of it, as codes or as it came', () => {
    const coded = embeddingRecord('un texte', CODED, CENTRE);
    expect(headOf(coded, 9)).toEqual({ key: keyOf('un texte'), isCoded: true, centreName: nameOf(CENTRE) });
    expect(embeddingIn(coded, 9)).toEqual(CODED);
    const raw = embeddingRecord('un texte', RAW, null);
    expect(headOf(raw, 9)).toEqual({ key: keyOf('un texte'), isCoded: false, centreName: '0'.repeat(16) });
    expect(embeddingIn(raw, 9)).toEqual(RAW);
    // Kind, names of 16 and 8 bytes, vector, count; then of each token two bytes of code and six beside, or eight of offsets and its vector.
    expect([coded.length, raw.length]).toEqual([1 + 24 + 36 + 4 + 2 * 8, 1 + 24 + 36 + 4 + 2 * (8 + 36)]);
    expect([coded[0], raw[0]]).toEqual([2, 1]);
  });

  it('of a centre gives it back, with the passages it was measured on', () => {
    const record = centreRecord({ centre: CENTRE, centredOn: 70_000 });
    expect(headOf(record, 9)).toEqual({ centre: { centre: CENTRE, centredOn: 70_000 } });
    expect([record[0], record.length]).toEqual([3, 5 + 36]);
  });

  it('of a kind that is not known is passed over; one that is cut short is refused', () => {
    expect(headOf(Buffer.of(9, 1, 2, 3), 9)).toBeNull();
    for (const record of [embeddingRecord('x', CODED, CENTRE), embeddingRecord('x', RAW, null)])
      expect(() => embeddingIn(record.subarray(0, -1), 9)).toThrow(`a record of ${record.length} bytes expected, found ${record.length - 1}`);
    expect(() => headOf(centreRecord({ centre: CENTRE, centredOn: 1 }).subarray(0, 20), 9)).toThrow('a record of 41 bytes expected, found 20');
  });
});

it('names are the beginning of a SHA-256, the same for the same values', () => {
  expect(keyOf('été')).toBe(hash('été').slice(0, 32));
  expect(nameOf(CENTRE)).toBe(hash(new Uint8Array(CENTRE.buffer)).slice(0, 16));
  expect(nameOf(CENTRE.slice())).toBe(nameOf(CENTRE));
  expect(nameOf(VECTOR)).not.toBe(nameOf(CENTRE));
});
