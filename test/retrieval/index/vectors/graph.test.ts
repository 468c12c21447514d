import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Document } from '../../../../retrieval/documents/document.js';
import { buildContent, openFolderStore, writeFolderStore, type FolderStore } from '../../../../retrieval/index/index.js';
import { checkGraphFile } from '../../../../retrieval/index/vectors/graph-file.js';
import { temporaryFolder } from '../../../support/folder.js';
import { hashEmbedder } from '../../../support/hash-embedder.js';
import { seeded } from '../../../support/seeded.js';

const WORDS = Array.from({ length: 400 }, (_, at) => `mot${at}`);

/** Documents of one passage; a graph each 20 of them. */
function made(count: number, from = 0): Document[] {
  const next = seeded(17 + from);
  return Array.from({ length: count }, (_, at): Document => {
    const file = `d${String(from + at).padStart(5, '0')}.txt`;
    const text = `${file}\n\n${Array.from({ length: 12 }, () => WORDS[Math.floor(WORDS.length * next() ** 2)]!).join(' ')}.\n`;
    return { file, text, hash: String(from + at).padStart(64, '0'), title: file, titleFrom: 'text', date: null, dateFrom: null, link: null, pages: null };
  });
}

async function indexed(place: string, documents: readonly Document[], before: FolderStore | null, graphFrom: number): Promise<FolderStore> {
  const embedder = hashEmbedder();
  const earlier = before && {
    documents: before.documents,
    centre: before.centre,
    centredOn: 1e6,
    firstRow: (document: (typeof before.documents)[number]) => before.firstRows.get(document)!,
    embedded: (rows: readonly number[]) => before.embedded(rows),
  };
  const { content } = await buildContent({ documents, embedder, earlier });
  return writeFolderStore(place, content, embedder.model, '{}', before, graphFrom);
}

afterEach(() => {
  vi.doUnmock('hnswlib-node');
  vi.resetModules();
});

/** Share of the ten nearest that are found. */
async function recall(store: FolderStore): Promise<number> {
  let same = 0;
  for (let row = 0; row < store.passages.length; row += 50) {
    const question = store.nearestIndex.vector(row);
    const exact = new Set(store.nearestIndex.exact(question, 10).map((hit) => hit.row));
    same += (await store.nearest(question, 10)).filter((hit) => exact.has(hit.row)).length;
  }
  return same / (10 * Math.ceil(store.passages.length / 50));
}

describe('a segment with a graph', () => {
  it('finds what comparing with every row finds, beside segments without, and passes over what went away', async () => {
    const place = temporaryFolder();
    const first = await indexed(place, made(2_600), null, 2_000);
    expect(first.segments.map(({ graph }) => graph !== null)).toEqual([true]);
    expect(await recall(first)).toBeGreaterThanOrEqual(0.99);
    const kept = first.documents.filter((_, at) => at % 10 > 0);
    const second = await indexed(place, [...kept, ...made(30, 5_000)], first, 2_000);
    expect(second.segments.map(({ graph }) => graph !== null)).toEqual([true, false]);
    expect(second.passages.length).toBe(2_340 + 30);
    expect(await recall(second)).toBeGreaterThanOrEqual(0.99);
    const reopened = await openFolderStore(place, hashEmbedder().model, '{}');
    expect(await reopened!.nearest(second.nearestIndex.vector(2_345), 20)).toEqual(await second.nearest(second.nearestIndex.vector(2_345), 20));
    await Promise.all([first.close(), second.close(), reopened!.close()]);
  });

  it('is refused, before hnswlib sees it, when any bit of the graph is another', async () => {
    const place = temporaryFolder();
    const store = await indexed(place, made(60), null, 50);
    const path = join(store.folder, `${store.segments[0]!.name}.graph`);
    const whole = readFileSync(path);
    for (const at of [0, 16, 95, 96, whole.length >> 1, whole.length - 1]) {
      const flipped = Buffer.from(whole);
      flipped[at]! ^= 4;
      writeFileSync(path, flipped);
      await expect(openFolderStore(place, hashEmbedder().model, '{}')).rejects.toThrow(/\.graph is damaged \(SHA-256 differs\)/);
    }
    writeFileSync(path, whole);
    truncateSync(path, 1_000);
    await expect(openFolderStore(place, hashEmbedder().model, '{}')).rejects.toThrow(/\.graph is damaged/);
    expect(() => {
      checkGraphFile(whole, 59, 384);
    }).toThrow(/a count of 59 expected, found 60/);
    expect(() => {
      checkGraphFile(whole, 60, 16);
    }).toThrow(/vector bytes 64 expected, found 1536/);
    for (const length of [0, 50, 95, 96, 1000, whole.length - 1])
      expect(() => {
        checkGraphFile(whole.subarray(0, length), 60, 384);
      }).toThrow(/expected, found/);
    await store.close();
  });

  it('is searched by its codes where the native addon cannot be loaded, which is said once', async () => {
    const place = temporaryFolder();
    const store = await indexed(place, made(2_100), null, 2_000);
    const expected = await store.nearest(store.nearestIndex.vector(7), 20);
    vi.resetModules();
    vi.doMock('hnswlib-node', () => {
      throw new Error('Could not locate the bindings file');
    });
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const { openFolderStore: openWithout } = await import('../../../../retrieval/index/index.js');
    for (let turn = 0; turn < 2; turn++) {
      const without = await openWithout(place, hashEmbedder().model, '{}');
      expect(without!.segments[0]!.graph).toBeNull();
      expect(await without!.nearest(store.nearestIndex.vector(7), 20)).toEqual(expected);
      await without!.close();
    }
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]![0]).toMatch(/^hnswlib-node cannot be loaded/);
    warn.mockRestore();
    await store.close();
  });
});
