import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Document } from '../../../../retrieval/documents/document.js';
import { buildContent, openFolderStore, writeFolderStore, type FolderStore, type IndexContent } from '../../../../retrieval/index/index.js';
import { answerQuestion } from '../../../../retrieval/search/index.js';
import { temporaryFolder } from '../../../support/folder.js';
import { hashEmbedder, type HashEmbedder } from '../../../support/hash-embedder.js';
import { seeded } from '../../../support/seeded.js';

const WORDS =
  'préfet ministre lettre cellule prison fouille saisie drogue livraison tribunal jugement police opération réseau téléphone peine loi décret été cœur naïf ’ — 漢字 \ud800'.split(
    ' ',
  );

function madeDocument(file: string, next: () => number): Document {
  const sentence = (): string => `${Array.from({ length: 4 + Math.floor(next() * 12) }, () => WORDS[Math.floor(next() * WORDS.length)]!).join(' ')}.`;
  const text = `Le dossier ${file}\n\n${Array.from({ length: 1 + Math.floor(next() * 5) }, () => Array.from({ length: 3 + Math.floor(next() * 12) }, sentence).join(' ')).join('\n\n')}\n`;
  return {
    file,
    text,
    hash: Buffer.from(file + text)
      .toString('hex')
      .slice(-64)
      .padStart(64, '0'),
    title: `Le dossier ${file}`,
    titleFrom: 'text',
    date: null,
    dateFrom: null,
    link: null,
    pages: null,
  };
}

const byFile = (a: Document, b: Document): number => (a.file < b.file ? -1 : 1);

/** An index of documents, from the one before. @param everything embeds all of them anew. */
async function indexed(place: string, documents: readonly Document[], embedder: HashEmbedder, before: FolderStore | null): Promise<FolderStore> {
  const earlier = before && {
    documents: before.documents,
    centre: before.centre,
    centredOn: 1_000,
    firstRow: (document: (typeof before.documents)[number]) => before.firstRows.get(document)!,
    embedded: (rows: readonly number[]) => before.embedded(rows),
  };
  const { content } = await buildContent({ documents, embedder, earlier });
  const store = await writeFolderStore(place, content, embedder.model, '{}', before);
  await before?.close();
  return store;
}

async function answersOf(store: FolderStore, embedder: HashEmbedder): Promise<unknown> {
  const answers = [];
  for (const question of ['le préfet et le ministre', 'la saisie de téléphone au tribunal', 'cellulle de prizon', 'été cœur naïf 漢字']) {
    const { passages, verdict } = await answerQuestion({ question, store, embedder, unread: [], options: { top: 15 } });
    answers.push([verdict, passages.map(({ file, quote, score, highlight }) => [file, quote, score.toFixed(5), highlight])]);
  }
  return answers;
}

describe('an index changed many times', () => {
  it('answers as one written anew, holds every text to the letter, and stays in few segments', async () => {
    const embedder = hashEmbedder();
    const next = seeded(31);
    const place = temporaryFolder();
    let documents: Document[] = Array.from({ length: 60 }, (_, at) => madeDocument(`d${at}.txt`, next)).sort(byFile);
    let store = await indexed(place, documents, embedder, null);
    // The centre of token vectors stays that of the first index: the one written anew is given it too.
    for (let turn = 0; turn < 13; turn++) {
      const kept = new Map(store.documents.map((document) => [document.file, document as Document]));
      for (let change = 1 + Math.floor(next() * 4); change > 0; change--) {
        const file = `d${Math.floor(next() * 90)}.txt`;
        if (kept.has(file) && next() < 0.4) kept.delete(file);
        else kept.set(file, madeDocument(file, next));
      }
      documents = [...kept.values()].sort(byFile);
      const texts = documents.map(({ text }) => text);
      const before = embedder.embedded.length;
      store = await indexed(place, documents, embedder, store);
      expect(embedder.embedded.length - before).toBeLessThan(40);
      expect(store.documents.map(({ file, text }) => [file, text])).toEqual(documents.map(({ file }, at) => [file, texts[at]]));
      expect(store.segments.length).toBeLessThanOrEqual(6);
      if (turn % 6 > 0) continue;
      const plain = documents.map(({ file, text, hash, title, titleFrom, date, dateFrom, link, pages }): Document => ({
        file,
        text,
        hash,
        title,
        titleFrom,
        date,
        dateFrom,
        link,
        pages,
      }));
      const anew = temporaryFolder();
      const whole = await buildContent({
        documents: plain,
        embedder,
        earlier: { documents: [], centre: store.centre, centredOn: 1_000, firstRow: () => 0, embedded: () => Promise.resolve([]) },
      });
      const fresh = await writeFolderStore(anew, whole.content, embedder.model, '{}');
      expect(await answersOf(store, embedder)).toEqual(await answersOf(fresh, embedder));
      expect(store.passages).toEqual(fresh.passages);
      const reopened = await openFolderStore(place, embedder.model, '{}');
      expect(await answersOf(reopened!, embedder)).toEqual(await answersOf(store, embedder));
      await Promise.all([fresh.close(), reopened!.close()]);
    }
    await store.close();
  }, 120_000);

  it('shares the files of what did not change', async () => {
    const embedder = hashEmbedder();
    const next = seeded(5);
    const place = temporaryFolder();
    const documents = Array.from({ length: 40 }, (_, at) => madeDocument(`d${at}.txt`, next)).sort(byFile);
    const first = await indexed(place, documents, embedder, null);
    const name = `${first.segments[0]!.name}.tokens`;
    const { ino } = statSync(join(first.folder, name));
    const kept = first.documents.slice(1) as readonly Document[];
    const second = await indexed(place, [...kept, madeDocument('neu.txt', next)].sort(byFile), embedder, first);
    onTestFinished(() => second.close());
    expect(statSync(join(second.folder, name)).ino).toBe(ino);
    expect(second.segments[0]).toBe(first.segments[0]);
    expect(readdirSync(place).filter((each) => each.startsWith('g-'))).toEqual([readFileSync(join(place, 'current'), 'utf8')]);
  });

  it('is read to the end by who has it open, after another program has put a new one in its place', async () => {
    const embedder = hashEmbedder();
    const next = seeded(6);
    const place = temporaryFolder();
    const documents = Array.from({ length: 20 }, (_, at) => madeDocument(`d${at}.txt`, next)).sort(byFile);
    const reader = await indexed(place, documents, embedder, null);
    const expected = await answersOf(reader, embedder);
    const other = await openFolderStore(place, embedder.model, '{}');
    await (await indexed(place, [madeDocument('only.txt', next)], embedder, other)).close();
    expect(await answersOf(reader, embedder)).toEqual(expected);
    expect(reader.documents.map(({ text }) => text)).toEqual(documents.map(({ text }) => text));
    await reader.close();
  });
});

describe('a build', () => {
  it('puts what is done on disk as it goes, and one that was cut short goes on from there', async () => {
    const next = seeded(8);
    const place = temporaryFolder();
    const documents = Array.from({ length: 400 }, (_, at) => madeDocument(`d${String(at).padStart(3, '0')}.txt`, next)).sort(byFile);
    const embedder = hashEmbedder();
    const stop = new AbortController();
    let store: FolderStore | null = null;
    let saves = 0;
    const save = async (content: IndexContent): Promise<FolderStore['documents']> => {
      const before = store;
      store = await writeFolderStore(place, content, embedder.model, '{}', before);
      await before?.close();
      if (++saves === 3) stop.abort();
      return store.documents;
    };
    await expect(buildContent({ documents, embedder, earlier: null, save, savedEvery: 200, signal: stop.signal })).rejects.toThrow();
    const done = store!.passages.length;
    expect(done).toBeGreaterThan(300);
    const known = new Map(store!.documents.map((document) => [document.file, document as Document]));
    const rest = hashEmbedder();
    const whole = await indexed(
      place,
      documents.map((document) => known.get(document.file) ?? document),
      rest,
      store,
    );
    expect(whole.documents.map(({ file, text }) => [file, text])).toEqual(documents.map(({ file, text }) => [file, text]));
    expect(rest.embedded.length).toBe(whole.passages.length - done);
    await whole.close();
  });
});
