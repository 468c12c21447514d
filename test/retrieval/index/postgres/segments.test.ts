import { describe, expect, it } from 'vitest';
import type { IndexedDocument } from '../../../../retrieval/index/index.js';
import { passagesOf, planSegments } from '../../../../retrieval/index/postgres/segments.js';

describe('segments', () => {
  const stored = (id: number, passages: number) => ({
    id,
    first: id * 1000,
    document: { passages: Array.from({ length: passages }) } as unknown as IndexedDocument,
  });
  const segment = (id: number, documents: readonly ReturnType<typeof stored>[]) => ({
    id,
    documents: documents.map((one) => [one.id, one.document.passages.length] as const),
    lengths: new Uint16Array(),
  });
  const [a, b, c, d] = [stored(1, 100), stored(2, 3), stored(3, 4), stored(4, 5)];
  const kept = (...documents: readonly ReturnType<typeof stored>[]) => new Map(documents.map((one) => [one.id, one]));

  it('small ones are written together with what comes, large ones stay', () => {
    expect(planSegments([segment(1, [a]), segment(2, [b])], kept(a, b), [c, d])).toEqual({ ended: [2], written: [[c, d, b]] });
    expect(planSegments([segment(1, [a])], kept(a), [c])).toEqual({ ended: [], written: [[c]] });
  });

  it('those of which most is gone are written again without it', () => {
    expect(planSegments([segment(1, [a, d])], kept(d), [])).toEqual({ ended: [1], written: [[d]] });
    expect(planSegments([segment(1, [a])], kept(), [])).toEqual({ ended: [1], written: [] });
    expect(planSegments([segment(1, [a, d])], kept(a), [])).toEqual({ ended: [], written: [] });
  });

  it('those at most as large as what comes, the smallest first, are written with it, up to a hundred thousand passages', () => {
    const [five, four, three, two] = [stored(5, 5), stored(6, 4), stored(7, 3), stored(8, 2)];
    const segments = [segment(1, [five]), segment(2, [four]), segment(3, [two])];
    // 3 + 2, then 4, then 5.
    expect(planSegments(segments, kept(five, four, two), [three])).toEqual({ ended: [3, 2, 1], written: [[three, two, four, five]] });
    const one = stored(9, 1);
    expect(planSegments(segments, kept(five, four, two), [one])).toEqual({ ended: [], written: [[one]] });
    const [half, other] = [stored(10, 50_000), stored(11, 50_000)];
    expect(planSegments([segment(1, [half])], kept(half), [other])).toEqual({ ended: [1], written: [[other, half]] });
    const more = stored(12, 50_001);
    expect(planSegments([segment(1, [half])], kept(half), [more])).toEqual({ ended: [], written: [[more]] });
  });

  it('half of which is left stay; of less than half what is left is written again, in pieces of a hundred thousand', () => {
    const [one, other] = [stored(20, 5), stored(21, 5)];
    expect(planSegments([segment(1, [one, other])], kept(one), [])).toEqual({ ended: [], written: [] });
    const larger = stored(22, 6);
    expect(planSegments([segment(1, [one, larger])], kept(one), [])).toEqual({ ended: [1], written: [[one]] });
    const [first, second, third] = [stored(30, 60_000), stored(31, 40_000), stored(32, 1)];
    expect(planSegments([], kept(), [first, second, third])).toEqual({ ended: [], written: [[first, second], [third]] });
    expect(planSegments([], kept(), [])).toEqual({ ended: [], written: [] });
    expect(passagesOf([first, second, third])).toBe(100_001);
  });
});
