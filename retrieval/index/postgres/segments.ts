import type { StoredDocument, StoredSegment } from './store.js';

/*
 * Words are kept in segments, as search engines do: what is added comes as a segment of its own, and small segments are written together
 * again, so that a question reads from few of them (Bentley and Saxe 1980). A document taken out stays in its segment, not counted, until
 * that is written again.
 */

/** Passages a segment holds at most: what is built in memory at a time. */
const LARGEST = 100_000;

/** What is to be written so that all documents are in segments again. */
export interface SegmentPlan {
  /** Segments that no longer count. */
  readonly ended: readonly number[];
  /** Documents of each new segment. */
  readonly written: readonly (readonly StoredDocument[])[];
}

/**
 * @param segments those there are
 * @param kept documents that stay, by id
 * @param added documents that come
 */
export function planSegments(segments: readonly StoredSegment[], kept: ReadonlyMap<number, StoredDocument>, added: readonly StoredDocument[]): SegmentPlan {
  const sizes = segments.map(({ id, documents }) => {
    const live = documents.flatMap(([document]) => kept.get(document) ?? []);
    return { id, live, passages: passagesOf(live), all: documents.reduce((sum, [, passages]) => sum + passages, 0) };
  });
  const ended: number[] = [];
  const together = [...added];
  let passages = passagesOf(added);
  for (const size of sizes.sort((one, other) => one.passages - other.passages)) {
    const isSmall = added.length > 0 && size.passages <= passages && passages + size.passages <= LARGEST;
    const isMostlyGone = size.passages * 2 < size.all;
    if (!isSmall && !isMostlyGone) continue;
    ended.push(size.id);
    together.push(...size.live);
    passages += size.passages;
  }
  return { ended, written: inSegments(together) };
}

function inSegments(documents: readonly StoredDocument[]): StoredDocument[][] {
  const segments: StoredDocument[][] = [];
  let room = 0;
  for (const document of documents) {
    const { length } = document.document.passages;
    if (length > room) {
      segments.push([]);
      room = LARGEST;
    }
    segments.at(-1)?.push(document);
    room -= length;
  }
  return segments;
}

/** Passages of all these documents. */
export function passagesOf(documents: readonly StoredDocument[]): number {
  return documents.reduce((sum, { document }) => sum + document.passages.length, 0);
}
