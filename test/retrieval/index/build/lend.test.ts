import { describe, expect, it } from 'vitest';
import { DamagedIndexError } from '../../../../retrieval/index/errors.js';
import { lendPassages, type Earlier } from '../../../../retrieval/index/build/lend.js';
import type { EmbeddedPassage, IndexedDocument } from '../../../../retrieval/index/store.js';

/** A document of one passage a line, under its title. */
function made(file: string, lines: readonly string[], { hash = file, title = 'Titre' } = {}): IndexedDocument {
  let start = 0;
  const passages = lines.map((line) => {
    const passage = { start, end: start + line.length, heading: null };
    start += line.length + 1;
    return passage;
  });
  return { file, hash, title, text: lines.join('\n'), passages } as unknown as IndexedDocument;
}

/** An index of documents, rows in order; what it holds of a row is its number. */
function indexOf(documents: readonly IndexedDocument[], damaged: readonly number[] = []): Earlier {
  const firsts = new Map<IndexedDocument, number>();
  let next = 0;
  for (const document of documents) {
    firsts.set(document, next);
    next += document.passages.length;
  }
  return {
    documents,
    centre: new Float32Array(1),
    centredOn: next,
    firstRow: (document) => firsts.get(document)!,
    embedded: (rows) => {
      if (rows.some((row) => damaged.includes(row))) return Promise.reject(new DamagedIndexError('damaged'));
      return Promise.resolve(rows.map((row) => ({ vector: Float32Array.of(row) }) as unknown as EmbeddedPassage));
    },
  };
}

const rowsOf = async (earlier: Earlier | null, document: IndexedDocument): Promise<(number | null)[]> =>
  (await lendPassages(earlier, document)).map((lent) => lent && lent.vector[0]!);

describe('passages of a changed document', () => {
  const others = made('autre.txt', ['a', 'b']);

  it('that stand as they were are lent, wherever they moved; the others are to be embedded', async () => {
    const earlier = indexOf([others, made('un.txt', ['a', 'b', 'c'])]);
    expect(await rowsOf(earlier, made('un.txt', ['neu', 'c', 'a']))).toEqual([null, 4, 2]);
    expect(await rowsOf(earlier, made('un.txt', []))).toEqual([]);
  });

  it('are looked for in a document of the same bytes too, under another name', async () => {
    const earlier = indexOf([others, made('un.txt', ['a', 'b'], { hash: 'h' })]);
    expect(await rowsOf(earlier, made('deux.txt', ['a', 'b'], { hash: 'h' }))).toEqual([2, 3]);
    expect(await rowsOf(earlier, made('deux.txt', ['a', 'b'], { hash: 'i' }))).toEqual([null, null]);
  });

  it('are others to the model under another title', async () => {
    const earlier = indexOf([made('un.txt', ['a', 'b'])]);
    expect(await rowsOf(earlier, made('un.txt', ['a', 'b'], { title: 'Nouveau' }))).toEqual([null, null]);
    // The same letters, of which the title takes more.
    const told = indexOf([made('un.txt', ['b\nc'], { title: 'a' })]);
    expect(await rowsOf(told, made('un.txt', ['b\nc'], { title: 'a' }))).toEqual([0]);
    expect(await rowsOf(told, made('un.txt', ['c'], { title: 'a\nb' }))).toEqual([null]);
  });

  it('of no earlier index are all to be embedded', async () => {
    expect(await rowsOf(null, made('un.txt', ['a', 'b']))).toEqual([null, null]);
    expect(await rowsOf(indexOf([]), made('un.txt', ['a']))).toEqual([null]);
  });

  it('that are damaged in the index are embedded again, and any other failure is told', async () => {
    const before = made('un.txt', ['a', 'b', 'c']);
    expect(await rowsOf(indexOf([before], [1]), made('un.txt', ['c', 'b', 'a']))).toEqual([2, null, 0]);
    const unread = (error: Error): IndexedDocument =>
      Object.defineProperty({ ...before }, 'text', {
        get: () => {
          throw error;
        },
      });
    expect(await rowsOf(indexOf([unread(new DamagedIndexError('gone'))]), before)).toEqual([null, null, null]);
    await expect(rowsOf(indexOf([unread(new Error('no memory'))]), before)).rejects.toThrow('no memory');
    const failing = { ...indexOf([before]), embedded: () => Promise.reject(new Error('no disk')) };
    await expect(rowsOf(failing, before)).rejects.toThrow('no disk');
  });
});
