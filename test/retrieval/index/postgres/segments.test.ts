import { describe, expect, it } from 'vitest';
import type { IndexedDocument } from '../../../../retrieval/index/index.js';
import { planSegments } from '../../../../retrieval/index/postgres/segments.js';

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
});
