import { describe, expect, it } from 'vitest';
import { planSegments, type SegmentPlan } from '../../../../retrieval/index/folder/segments/plan-segments.js';
import type { Segment } from '../../../../retrieval/index/folder/segments/segment.js';
import type { IndexedDocument } from '../../../../retrieval/index/index.js';

const made = (file: string, passages: number): IndexedDocument => ({ file, passages: { length: passages } }) as unknown as IndexedDocument;
const segmentOf = (name: string, documents: readonly IndexedDocument[]): Segment =>
  ({ name, documents, rows: documents.reduce((sum, { passages }) => sum + passages.length, 0) }) as unknown as Segment;

/** Which segments stay, which documents of others are written again, and where every document is then. */
function planned(documents: readonly IndexedDocument[], fresh: readonly IndexedDocument[], segments: readonly Segment[]): unknown {
  const { shared, merged, places }: SegmentPlan = planSegments(documents, new Set(fresh), segments);
  return [
    shared.map(({ name }) => name),
    merged.map(({ segment, documents: numbers }) => [segment.name, ...numbers]),
    documents.map((document) => Object.values(places.get(document)!).join(':')),
  ];
}

describe('the segments of the next generation', () => {
  const [a, b, c] = [made('a', 10), made('b', 10), made('c', 10)];

  it('are the fresh documents alone, at first; and none when there is nothing', () => {
    expect(planned([a, b], [a, b], [])).toEqual([[], [], ['0:0', '0:1']]);
    expect(planned([], [], [])).toEqual([[], [], []]);
  });

  it('are those there were while nothing changes', () => {
    expect(planned([a, b, c], [], [segmentOf('s1', [a, b]), segmentOf('s2', [c])])).toEqual([['s1', 's2'], [], ['0:0', '0:1', '1:0']]);
  });

  it('take up one at most twice as large as what is written anyway, before the fresh documents', () => {
    const fresh = made('z', 5);
    expect(planned([a, fresh], [fresh], [segmentOf('s1', [a])])).toEqual([[], [['s1', 0]], ['0:0', '0:1']]);
    const smaller = made('z', 4);
    expect(planned([a, smaller], [smaller], [segmentOf('s1', [a])])).toEqual([['s1'], [], ['0:0', '1:0']]);
  });

  it('take them up from the newest on, each adding to what is written, up to the first that is too large', () => {
    const [d, e, z] = [made('d', 2), made('e', 6), made('z', 1)];
    const large = made('large', 1_000);
    const segments = [segmentOf('s0', [b]), segmentOf('s1', [large]), segmentOf('s2', [e]), segmentOf('s3', [d])];
    // 1 + 2, then 6 more; 1,000 is more than twice the 9, and what is older stays too.
    expect(planned([b, large, e, d, z], [z], segments)).toEqual([
      ['s0', 's1'],
      [
        ['s2', 0],
        ['s3', 0],
      ],
      ['0:0', '1:0', '2:0', '2:1', '2:2'],
    ]);
  });

  it('leave out what went away: a segment all of which did, and one of which more than three tenths did, is written again', () => {
    const ten = Array.from({ length: 10 }, (_, at) => made(`d${at}`, 1));
    const large = made('large', 1_000);
    const segments = [segmentOf('s1', ten), segmentOf('s2', [large])];
    expect(planned([...ten.slice(3), large], [], segments)).toEqual([['s1', 's2'], [], ['0:3', '0:4', '0:5', '0:6', '0:7', '0:8', '0:9', '1:0']]);
    expect(planned([...ten.slice(4), large], [], segments)).toEqual([['s2'], [['s1', 4, 5, 6, 7, 8, 9]], ['1:0', '1:1', '1:2', '1:3', '1:4', '1:5', '0:0']]);
    expect(planned([large], [], segments)).toEqual([['s2'], [], ['0:0']]);
  });

  it('stay below two million passages', () => {
    const [old, fresh] = [made('old', 1_200_000), made('fresh', 800_000)];
    expect(planned([old, fresh], [fresh], [segmentOf('s1', [old])])).toEqual([[], [['s1', 0]], ['0:0', '0:1']]);
    const more = made('fresh', 800_001);
    expect(planned([old, more], [more], [segmentOf('s1', [old])])).toEqual([['s1'], [], ['0:0', '1:0']]);
  });

  it('cannot be made of a document that is neither fresh nor in the index before', () => {
    expect(() => planSegments([a, b], new Set([a]), [])).toThrow('writing the index: b expected fresh or in the index before, found it in neither');
  });
});
