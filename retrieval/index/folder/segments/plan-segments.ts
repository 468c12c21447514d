import type { IndexedDocument } from '../../store.js';
import type { Segment } from './segment.js';
import type { KeptDocuments } from './write-segment.js';

/** Where a document stands: its segment's number in the generation, and its own number in the segment. */
export interface Place {
  readonly segment: number;
  readonly number: number;
}

export interface SegmentPlan {
  /** Segments that go on as they are, in order; the new one, if any, comes after them. */
  readonly shared: readonly Segment[];
  /** What goes on of the others, into the new segment, before the fresh documents. */
  readonly merged: readonly KeptDocuments[];
  /** Of every document in the new generation. */
  readonly places: ReadonlyMap<IndexedDocument, Place>;
}

/** A segment at most this many times as large as what is written anyway is written with it: each passage is then copied a handful of times in the life of an index, and segments stay few. */
const GROWTH = 2;

/** A segment of which more than this share went away is written again without it. */
const WASTE = 0.3;

/** Segments stay below this many passages, so that their files stay below what can be read into one piece of memory. */
const LARGEST = 2_000_000;

/**
 * Which segments stay, and which are merged into the new one (the logarithmic method; Bentley and Saxe 1980).
 * @param documents of the new generation.
 * @param fresh those of them that no segment has.
 * @param segments of the generation before, oldest first.
 */
export function planSegments(documents: readonly IndexedDocument[], fresh: ReadonlySet<IndexedDocument>, segments: readonly Segment[]): SegmentPlan {
  const wanted = new Set(documents);
  const kept = segments.map((segment) => ({ segment, documents: [...segment.documents.keys()].filter((number) => wanted.has(segment.documents[number]!)) }));
  const rowsOf = (each: KeptDocuments): number => each.documents.reduce((sum, number) => sum + each.segment.documents[number]!.passages.length, 0);
  let written = [...fresh].reduce((sum, { passages }) => sum + passages.length, 0);
  const merged = new Set<KeptDocuments>();
  const merge = (each: KeptDocuments): void => {
    merged.add(each);
    written += rowsOf(each);
  };
  for (const each of kept) if (each.documents.length === 0 || rowsOf(each) < each.segment.rows * (1 - WASTE)) merge(each);
  for (const each of [...kept].reverse()) {
    if (merged.has(each)) continue;
    const rows = rowsOf(each);
    if (rows > GROWTH * written || rows + written > LARGEST) break;
    merge(each);
  }
  const shared = kept.filter((each) => !merged.has(each));
  const places = new Map<IndexedDocument, Place>();
  for (const [segment, each] of shared.entries()) for (const number of each.documents) places.set(each.segment.documents[number]!, { segment, number });
  const moved = kept.filter((each) => merged.has(each) && each.documents.length > 0);
  let number = 0;
  for (const each of moved) for (const from of each.documents) places.set(each.segment.documents[from]!, { segment: shared.length, number: number++ });
  for (const document of documents) if (fresh.has(document)) places.set(document, { segment: shared.length, number: number++ });
  for (const document of documents) {
    if (!places.has(document)) throw new Error(`writing the index: ${document.file} expected fresh or in the index before, found it in neither`);
  }
  return { shared: shared.map(({ segment }) => segment), merged: moved, places };
}
