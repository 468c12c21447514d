import { describe, expect, it } from 'vitest';
import type { Embedder, Embedding } from '../../../../embeddings/embedder.js';
import type { Document } from '../../../../retrieval/documents/document.js';
import type { Progress } from '../../../../retrieval/progress.js';
import { buildContent, type BuildInput } from '../../../../retrieval/index/build/build-content.js';
import type { KeptEmbedding } from '../../../../retrieval/index/build/embedding-record.js';
import type { KeptEmbeddings } from '../../../../retrieval/index/build/kept-embeddings.js';
import type { Earlier } from '../../../../retrieval/index/build/lend.js';
import { contentTokens, passageText } from '../../../../retrieval/index/build/passage-text.js';
import type { EmbeddedPassage, IndexContent, IndexedDocument } from '../../../../retrieval/index/store.js';
import { meanDirection, TokenCoder } from '../../../../retrieval/index/tokens/token-codes.js';
import { documentsOf } from '../../../support/found-documents.js';

const DIMENSIONS = 8;

/** What a text becomes here: vectors that depend on its letters alone. */
function embeddingOf(text: string): Embedding {
  const words = [...text.matchAll(/[\p{L}\d]+/gu)];
  const rows = words.map(([word]) => Array.from({ length: DIMENSIONS }, (_, at) => Math.sin((at + 1) * (word.charCodeAt(0) + word.length))));
  return {
    vector: Float32Array.from({ length: DIMENSIONS }, (_, at) => (at === text.length % DIMENSIONS ? 1 : 0)),
    tokens: { vectors: Float32Array.from(rows.flat()), offsets: Uint32Array.from(words.flatMap(({ 0: word, index }) => [index, index + word.length])) },
  };
}

function embedder(maxTokens = 512): Embedder & { readonly embedded: string[] } {
  const embedded: string[] = [];
  return {
    embedded,
    model: { name: 'test', checksum: 'c', dimensions: DIMENSIONS, maxTokens },
    embed: (text, kind) => {
      expect(kind).toBe('passage');
      embedded.push(text);
      return Promise.resolve(embeddingOf(text));
    },
    countTokens: (texts, kind) => {
      expect(kind).toBe('passage');
      return Promise.resolve(texts.map((text) => text.split(/\s+/u).length));
    },
    close: () => Promise.resolve(),
  };
}

/** Documents of one passage each. */
const made = (count: number, from = 0): Document[] =>
  documentsOf(
    Object.fromEntries(
      Array.from({ length: count }, (_, at) => [
        `d${String(from + at).padStart(4, '0')}`,
        `Note ${from + at}\n\nPrison numéro ${'x'.repeat(1 + ((from + at) % 9))} fouillée.\n`,
      ]),
    ),
  );

/** Tokens of a document's first passage as the model gave them, those that carry meaning. */
const tokensOf = (document: IndexedDocument) => {
  const { text, context } = passageText(document, document.passages[0]!);
  return contentTokens(embeddingOf(text).tokens, text, DIMENSIONS, context);
};

/** What an index holds of a document of one passage, by this centre. */
const heldOf = (document: IndexedDocument, centre: Float32Array): EmbeddedPassage => ({
  vector: embeddingOf(passageText(document, document.passages[0]!).text).vector,
  tokens: new TokenCoder(centre).encode(tokensOf(document)),
});

const build = (input: Partial<BuildInput> & Pick<BuildInput, 'documents'>) => buildContent({ embedder: embedder(), earlier: null, ...input });

/** An index as one written from this content would be. */
function earlierOf({ documents, centre, centredOn, fresh }: IndexContent): Earlier {
  const rows = documents.flatMap((document) => fresh.get(document)!);
  return {
    documents,
    centre,
    centredOn,
    firstRow: (document) => documents.indexOf(document),
    embedded: (asked) => Promise.resolve(asked.map((row) => rows[row]!)),
  };
}

describe('a first index', () => {
  it('holds each document, in order, with what the model made of its passages, centred on all of them', async () => {
    const { content, embedded } = await build({ documents: made(5) });
    expect(content.documents.map(({ file, passages }) => [file, passages.length])).toEqual(made(5).map(({ file }) => [file, 1]));
    expect([embedded, content.centredOn]).toEqual([5, 5]);
    expect([...content.centre]).toEqual([
      ...meanDirection(
        content.documents.map((document) => tokensOf(document).vectors),
        DIMENSIONS,
      ),
    ]);
    for (const document of content.documents) expect(content.fresh.get(document)).toEqual([heldOf(document, content.centre)]);
  });

  it('of many passages is centred on 256 that lie evenly over the whole; these are embedded first', async () => {
    const model = embedder();
    const { content } = await build({ documents: made(600), embedder: model });
    const sample = Array.from({ length: 256 }, (_, at) => content.documents[Math.floor((at * 600) / 256)]!);
    const textOf = (document: IndexedDocument): string => passageText(document, document.passages[0]!).text;
    expect(model.embedded.slice(0, 256)).toEqual(sample.map(textOf));
    const rest = content.documents.filter((document) => !sample.includes(document));
    expect(model.embedded.slice(256)).toEqual(rest.map(textOf));
    expect([...content.centre]).toEqual([
      ...meanDirection(
        sample.map((document) => tokensOf(document).vectors),
        DIMENSIONS,
      ),
    ]);
    for (const at of [0, 1, 2, 599]) expect(content.fresh.get(content.documents[at]!)).toEqual([heldOf(content.documents[at]!, content.centre)]);
  });

  it('of nothing is nothing', async () => {
    const { content, embedded } = await build({ documents: [] });
    expect([content.documents, content.fresh.size, [...content.centre], content.centredOn, embedded]).toEqual([[], 0, Array(DIMENSIONS).fill(0), 0, 0]);
  });

  it('leaves whole what has just as many tokens as the model takes, and halves what has one more', async () => {
    const [document] = documentsOf({ long: `Titre\n\n${'Un mot et un autre. '.repeat(8)}` }) as [Document];
    const whole = (await build({ documents: [document] })).content.documents[0]!;
    expect(whole.passages).toHaveLength(1);
    const tokens = passageText(whole, whole.passages[0]!).text.split(/\s+/u).length;
    const passagesAt = async (most: number): Promise<number> =>
      (await build({ documents: [document], embedder: embedder(most) })).content.documents[0]!.passages.length;
    expect([await passagesAt(tokens), await passagesAt(tokens - 1)]).toEqual([1, 2]);
  });

  it('has passages that the model takes whole, and those asked for by an evaluation', async () => {
    const [long] = documentsOf({ long: `Titre\n\n${'Un mot et encore un autre. '.repeat(20)}` }) as [Document];
    const model = embedder(40);
    const { content } = await build({ documents: [long], embedder: model });
    expect(content.documents[0]!.passages.length).toBeGreaterThan(3);
    for (const text of model.embedded) expect(text.split(/\s+/u).length).toBeLessThanOrEqual(40);
    const plain = embedder(40);
    await build({ documents: [long], embedder: plain, cutting: { context: 'none' } });
    expect(plain.embedded.some((text) => text.startsWith('Titre\nUn'))).toBe(false);
    expect(model.embedded.some((text) => text.startsWith('Titre\nUn'))).toBe(true);
    const passagesOf = async (cutting?: BuildInput['cutting']): Promise<number> =>
      (await build({ documents: [long], cutting })).content.documents[0]!.passages.length;
    expect(await passagesOf({ sizes: { targetCharacters: 60, maxCharacters: 90 } })).toBeGreaterThan((await passagesOf()) + 3);
  });
});

describe('an index from the one before', () => {
  it('leaves documents that stand as they are, and embeds the others on the same centre', async () => {
    const first = (await build({ documents: made(3) })).content;
    const model = embedder();
    const { content, embedded } = await build({ documents: [...first.documents, ...made(2, 10)], embedder: model, earlier: earlierOf(first) });
    expect([embedded, model.embedded.length, content.fresh.size, content.centredOn]).toEqual([2, 2, 2, 3]);
    expect(content.documents.slice(0, 3).every((document, at) => document === first.documents[at])).toBe(true);
    expect(content.centre).toBe(first.centre);
    expect(content.fresh.get(content.documents[4]!)).toEqual([heldOf(content.documents[4]!, first.centre)]);
  });

  it('takes what stands of a changed document from there', async () => {
    const first = (await build({ documents: made(3) })).content;
    const model = embedder();
    const changed = { ...made(3)[1]!, hash: 'another' };
    const { content, embedded } = await build({ documents: [first.documents[0]!, changed, first.documents[2]!], embedder: model, earlier: earlierOf(first) });
    expect([embedded, model.embedded]).toEqual([0, []]);
    expect(content.fresh.get(content.documents[1]!)).toEqual(first.fresh.get(first.documents[1]!));
  });

  it('is made anew, centre and all, once there are more than four times the passages that its centre was measured on', async () => {
    const first = (await build({ documents: made(2) })).content;
    const holds = await build({ documents: [...first.documents, ...made(6, 10)], earlier: earlierOf(first) });
    expect([holds.embedded, holds.content.centredOn]).toEqual([6, 2]);
    const outgrown = await build({ documents: [...first.documents, ...made(7, 10)], earlier: earlierOf(first) });
    expect([outgrown.embedded, outgrown.content.centredOn, outgrown.content.fresh.size]).toEqual([9, 9, 9]);
    expect(outgrown.content.centre).not.toEqual(first.centre);
  });
});

/** What a build keeps, in memory. */
function keeping(centre: { centre: Float32Array; centredOn: number } | null = null) {
  const all = new Map<string, { embedding: KeptEmbedding; centre: Float32Array | null }>();
  const kept = {
    centre,
    all,
    has: (text: string, on: Float32Array | null) => {
      const found = all.get(text);
      return found !== undefined && (found.centre === null || found.centre === on);
    },
    find: (text: string, on: Float32Array | null) => Promise.resolve(kept.has(text, on) ? all.get(text)!.embedding : null),
    keep: (text: string, embedding: KeptEmbedding, on: Float32Array | null) => {
      all.set(text, { embedding, centre: on });
      return Promise.resolve();
    },
    keepCentre: (measured: { centre: Float32Array; centredOn: number }) => {
      kept.centre = measured;
      return Promise.resolve();
    },
  };
  return kept;
}
const asKept = (kept: ReturnType<typeof keeping>): KeptEmbeddings => kept as unknown as KeptEmbeddings;

describe('what is kept while it goes', () => {
  it('is each passage, as it came until there is a centre, and the centre: a second build embeds none of them, and comes to the same', async () => {
    const kept = keeping();
    const first = await build({ documents: made(300), kept: asKept(kept) });
    expect(kept.all.size).toBe(300);
    expect([...kept.all.values()].filter(({ embedding }) => 'content' in embedding)).toHaveLength(256);
    expect(kept.centre).toEqual({ centre: first.content.centre, centredOn: 300 });
    const model = embedder();
    const second = await build({ documents: made(300), kept: asKept(kept), embedder: model });
    expect([second.embedded, model.embedded.length]).toEqual([0, 0]);
    expect([...second.content.fresh.values()]).toEqual([...first.content.fresh.values()]);
    expect(second.content.centredOn).toBe(300);
  });

  it('of a build that was stopped before it had a centre is taken as it came', async () => {
    const kept = keeping();
    await build({ documents: made(4), kept: asKept(kept) });
    kept.centre = null;
    kept.all.delete([...kept.all.keys()][2]!);
    const model = embedder();
    const { embedded, content } = await build({ documents: made(4), kept: asKept(kept), embedder: model });
    expect([embedded, model.embedded.length, kept.all.size]).toEqual([1, 1, 4]);
    for (const document of content.documents) expect(content.fresh.get(document)).toEqual([heldOf(document, content.centre)]);
  });

  it('on a centre that no longer holds is not used', async () => {
    const first = await build({ documents: made(2) });
    const kept = keeping({ centre: first.content.centre, centredOn: 1 });
    expect((await build({ documents: made(4), kept: asKept(kept) })).content.centre).toBe(first.content.centre);
    const anew = keeping({ centre: first.content.centre, centredOn: 1 });
    expect((await build({ documents: made(5), kept: asKept(anew) })).content.centredOn).toBe(5);
  });
});

describe('as it goes', () => {
  it('tells what it does: documents split, passages embedded and left, and the work that is', async () => {
    const told: Progress[] = [];
    await build({ documents: made(3), onProgress: (progress) => told.push(progress) });
    expect(told.filter(({ stage }) => stage === 'splitting')).toEqual([0, 1, 2].map((done) => ({ stage: 'splitting', done, total: 3, passages: done })));
    const works = made(3).map((document) => document.text.length - 1 + 20);
    const embedding = told.filter((progress) => progress.stage === 'embedding');
    expect(embedding.map(({ done, total, passages }) => [done, total, passages])).toEqual([0, 1, 2, 3].map((done) => [done, 3, 3]));
    const total = embedding[0]!.work!.total;
    expect(embedding.at(-1)!.work).toEqual({ done: total, total });
    expect(Math.abs(total - works.reduce((sum, work) => sum + work, 0))).toBeLessThanOrEqual(6);
    expect(embedding.map(({ work }) => work!.done)).toEqual([...embedding.map(({ work }) => work!.done)].sort((a, b) => a - b));
  });

  it('counts only what is to be embedded, not what is lent or kept', async () => {
    const kept = keeping();
    await build({ documents: made(4), kept: asKept(kept) });
    kept.all.delete([...kept.all.keys()][0]!);
    const told: Progress[] = [];
    await build({ documents: made(4), kept: asKept(kept), onProgress: (progress) => told.push(progress) });
    expect(told.filter(({ stage }) => stage === 'embedding').map(({ done, total }) => [done, total])).toEqual([
      [0, 1],
      [1, 1],
    ]);
  });

  it('is saved each so many passages, with the documents that are ready; what is saved is not held any more', async () => {
    const saves: [documents: number, fresh: number][] = [];
    const held = new Set<IndexedDocument>();
    const { content, embedded } = await build({
      documents: made(300),
      savedEvery: 10,
      save: ({ documents, fresh, centredOn }) => {
        saves.push([documents.length, fresh.size]);
        expect(centredOn).toBe(300);
        const saved = documents.map((document) => (held.has(document) ? document : { ...document }));
        for (const document of saved) held.add(document);
        return Promise.resolve(saved);
      },
    });
    // No centre before the 256th; then what is ready, and each ten more. The last is left to the end.
    expect(saves).toEqual([
      [256, 256],
      [266, 10],
      [276, 10],
      [286, 10],
      [296, 10],
    ]);
    expect([embedded, content.fresh.size, content.documents.length]).toEqual([300, 4, 300]);
    expect(content.documents.filter((document) => held.has(document))).toHaveLength(296);
    expect(content.documents.map(({ file }) => file)).toEqual(made(300).map(({ file }) => file));
  });

  it('is not saved when all of it is ready, and ends when it is told to', async () => {
    const save = (): never => {
      throw new Error('saved');
    };
    expect((await build({ documents: made(10), savedEvery: 10, save })).embedded).toBe(10);
    await expect(build({ documents: made(3), signal: AbortSignal.abort(new Error('ended')) })).rejects.toThrow('ended');
    const stop = new AbortController();
    const model = embedder();
    const stopping = {
      ...model,
      embed: (text: string, kind: 'passage' | 'question') => (model.embedded.length === 1 && stop.abort(new Error('ended')), model.embed(text, kind)),
    };
    await expect(build({ documents: made(5), embedder: stopping, signal: stop.signal })).rejects.toThrow('ended');
    expect(model.embedded).toHaveLength(2);
  });
});
