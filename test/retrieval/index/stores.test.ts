import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Embedder } from '../../../embeddings/embedder.js';
import { StoppedError } from '../../../retrieval/errors.js';
import { openPlace, type Found, type IndexPlace, type Store, type Updated } from '../../../retrieval/index/index.js';
import { wordsOf } from '../../../retrieval/index/words/passage-words.js';
import { encodeWords } from '../../../retrieval/index/words/encode-words.js';
import { WordIndex } from '../../../retrieval/index/words/word-index.js';
import { WordSegment } from '../../../retrieval/index/words/word-segment.js';
import { contentTerms } from '../../../retrieval/passages/index.js';
import { temporaryFolder } from '../../support/folder.js';
import { hashEmbedder, type HashEmbedder } from '../../support/hash-embedder.js';
import { describePlaces } from '../../support/postgres.js';
import { documentsOf } from '../../support/found-documents.js';

/** The words of a store's passages as the folder store searches them, whose ranking is tested against MiniSearch. */
async function wordIndexOf({ documents, passages }: Store): Promise<WordIndex> {
  const words = new WordSegment(await encodeWords(documents.flatMap(wordsOf)));
  return new WordIndex([{ words, rowOf: Uint32Array.from(passages.keys()), whole: true }], passages.length);
}

/* One suite over all stores. Those of PostgreSQL keep vectors in 2-byte values: cosines are compared to 3 digits. */

const FILLING =
  'Les enquêteurs ont travaillé pendant plusieurs semaines avec le parquet et les surveillants, dont le travail est salué par tous les élus du département. ';

const TEXTS = {
  'drogue.txt':
    'La livraison de drogue\n\nLe ministre veut éradiquer la livraison de drogue à domicile. Les préfets doivent agir sans délai.\n\nLes réseaux chiffrés restent ouverts.\n',
  'prisons.txt': `Les prisons\n\nLa police a fouillé environ 500 cellules mardi matin. Les surveillants ont saisi des téléphones.\n\n${FILLING.repeat(6)}\n\n${FILLING.repeat(6)}\n\nTrois téléphones venaient du même fabricant.\n`,
  'vide.txt': '\n',
  'zoo.txt': 'Le zoo\n\nLes girafes mangent des feuilles. La prison de Lyon est loin du zoo, et la police aussi.\n',
};

describePlaces((engine) => {
  const somewhere = (): string => engine?.().schema() ?? join(temporaryFolder(), 'index');
  const at = async (
    index: string,
    { embedder = hashEmbedder(), settings = 's1', cache = temporaryFolder() }: { embedder?: Embedder; settings?: string; cache?: string } = {},
  ): Promise<IndexPlace> => {
    const place = await openPlace({ index, folder: null, cache, model: embedder.model, settings });
    onTestFinished(() => place.close());
    return place;
  };
  const openedAt = async (index: string): Promise<Store> => (await (await at(index)).open()).store!;
  /** As a dossier does it: what is there is opened first. */
  const updated = async (place: IndexPlace, found: Found): Promise<Updated> => {
    await place.open();
    return place.update(found);
  };
  const build = async (index: string, texts: Readonly<Record<string, string>>, embedder: HashEmbedder = hashEmbedder()): Promise<Store> =>
    (await updated(await at(index), { documents: documentsOf(texts), unreadable: [], embedder })).store;
  const asked = (text: string): string[] => contentTerms(text).map(({ term }) => term);

  describe('what it holds', () => {
    it('is nothing before the first building, then the documents and their passages in order', async () => {
      const place = await at(somewhere());
      expect(await place.open()).toEqual({ store: null, reason: { code: 'first' }, documents: [] });
      const documents = documentsOf(TEXTS);
      const embedder = hashEmbedder();
      const { store, changes, embedded } = await updated(place, { documents, unreadable: [], embedder });
      expect(changes).toBeNull();
      expect(embedded).toBe(store.passages.length);
      expect(store.documents.map(({ file, text, hash, title }) => ({ file, text, hash, title }))).toEqual(
        documents.map(({ file, text, hash, title }) => ({ file, text, hash, title })),
      );
      expect(store.passages.length).toBeGreaterThan(3);
      expect(store.passages).toEqual(store.documents.flatMap(({ passages }) => passages));
      expect((await place.open()).store).toBe(store);
    });

    it('is the text to the letter, whatever is in it', async () => {
      const texts = { 'odd.txt': 'Des signes\n\nUn zéro \0, une moitié \ud800 de paire, un 🤷‍♀️ et \u202e la fin.\r\nC’est "tout" \\ \u2028.\n' };
      const index = somewhere();
      await build(index, texts);
      expect((await openedAt(index)).documents[0]!.text).toBe(texts['odd.txt']);
    });
  });

  describe('words', () => {
    it('rank as the lexical index does, with the same scores and terms, close spellings included', async () => {
      const store = await build(somewhere(), TEXTS);
      const words = await wordIndexOf(store);
      for (const question of [
        'la police et les téléphones',
        'prisons',
        'les girafes du zoo de Lyon',
        'livraison à domicile',
        'teléfones livaison',
        'girafse',
        'rien de tel',
        '500 cellules',
      ]) {
        const { hits: found } = await store.words(asked(question), 10);
        const { hits: expected } = words.search(asked(question), 10);
        const plain = (hits: typeof found) =>
          hits
            .map(({ row, score, matched }) => ({ row, score: Number(score.toFixed(4)), matched: [...matched].sort() }))
            .sort((a, b) => b.score - a.score || a.row - b.row);
        expect(plain(found), question).toEqual(plain(expected));
      }
      expect((await store.words(asked('girafse'), 10)).hits.length).toBe(1);
      // Of all passages, not of the best.
      expect((await store.words(asked('la police, les girafses et le tribunal'), 1)).seen).toEqual(asked('police girafses'));
      expect(await store.words([], 10)).toEqual({ hits: [], seen: [] });
    });

    it('keep to a scope and a limit', async () => {
      const store = await build(somewhere(), TEXTS);
      const { hits: all } = await store.words(asked('police prison'), 10);
      expect(all.length).toBeGreaterThan(1);
      expect((await store.words(asked('police prison'), 1)).hits.map(({ row }) => row)).toEqual([all[0]!.row]);
      expect((await store.words(asked('police prison'), 10, [all[1]!.row])).hits.map(({ row }) => row)).toEqual([all[1]!.row]);
      const zoo = store.passages.flatMap(({ file }, row) => (file === 'zoo.txt' ? [row] : []));
      expect((await store.words(asked('police drogue zoo'), 1, zoo)).seen).toEqual(asked('police zoo'));
      expect(await store.words(asked('police prison'), 10, [])).toEqual({ hits: [], seen: [] });
    });

    it('are as rare as BM25 says', async () => {
      const store = await build(somewhere(), TEXTS);
      const words = await wordIndexOf(store);
      const terms = asked('police girafes jamais prison');
      const rarities = await store.rarities(terms);
      for (const [at_, term] of terms.entries()) expect(rarities[at_], term).toBeCloseTo(words.rarity(term), 10);
    });
  });

  describe('vectors', () => {
    const near = async (store: Store, limit: number, scope?: readonly number[]) => {
      const { vector } = await hashEmbedder().embed('Les enquêteurs et les surveillants ont travaillé plusieurs semaines avec le parquet', 'question');
      return { vector, hits: await store.nearest(vector, limit, scope) };
    };

    it('nearest first, with their cosines', async () => {
      const store = await build(somewhere(), TEXTS);
      const { vector, hits } = await near(store, 3);
      expect(store.passages[hits[0]!.row]!.file).toBe('prisons.txt');
      const all = await store.cosines([...store.passages.keys()], vector);
      const order = [...all.keys()].sort((a, b) => all[b]! - all[a]!);
      expect(hits.map(({ row }) => row)).toEqual(order.slice(0, 3));
      for (const { row, cosine } of hits) expect(cosine).toBeCloseTo(all[row]!, 3);
      const { vector: own } = await hashEmbedder().embed('Le zoo\nLes girafes', 'passage');
      expect((await store.cosines([0], own))[0]).toBeGreaterThan(-1);
      expect(await store.cosines([], vector)).toEqual(new Float32Array());
    });

    it('keep to a scope; more than there are is all there are', async () => {
      const store = await build(somewhere(), TEXTS);
      const rows = [...store.passages.keys()];
      expect((await near(store, 5, [rows.at(-1)!])).hits.map(({ row }) => row)).toEqual([rows.at(-1)]);
      expect((await near(store, 5, [])).hits).toEqual([]);
      expect((await near(store, 500)).hits.map(({ row }) => row).sort((a, b) => a - b)).toEqual(rows);
    });

    it('refuse a vector of another length or with values that are none', async () => {
      const store = await build(somewhere(), TEXTS);
      await expect((async () => await store.nearest(new Float32Array(3), 5))()).rejects.toThrow(RangeError);
      await expect((async () => await store.nearest(new Float32Array(384).fill(Number.NaN), 5))()).rejects.toThrow(RangeError);
    });
  });

  it('gives token codes by row, in the order asked for, the same after it is opened again', async () => {
    const index = somewhere();
    const store = await build(index, TEXTS);
    const rows = [...store.passages.keys()].reverse();
    const codes = await store.tokens(rows);
    for (const { codes: bits, scales, starts } of codes) {
      expect(scales.length).toBeGreaterThan(0);
      expect(starts.length).toBe(scales.length);
      expect(bits.length).toBe(scales.length * 48);
    }
    const again = await openedAt(index);
    expect((await again.tokens(rows)).map((code) => [[...code.codes], [...code.scales], [...code.starts]])).toEqual(
      codes.map((code) => [[...code.codes], [...code.scales], [...code.starts]]),
    );
    expect([...again.centre]).toEqual([...store.centre]);
    expect(await store.tokens([])).toEqual([]);
  });

  describe('brought up to date', () => {
    const CHANGED = {
      ...TEXTS,
      'prisons.txt': TEXTS['prisons.txt'].replace('500', '600'),
      'neuf.txt': 'Un fait nouveau\n\nLe tribunal de Lyon a rendu son jugement sur les girafes.\n',
    };
    delete (CHANGED as Record<string, string>)['drogue.txt'];

    it('embeds only what changed, and is then as if built anew', async () => {
      const index = somewhere();
      const place = await at(index);
      const before = (await updated(place, { documents: documentsOf(TEXTS), unreadable: [], embedder: hashEmbedder() })).store;
      const embedder = hashEmbedder();
      const { store, changes, embedded } = await updated(place, { documents: documentsOf(CHANGED), unreadable: [], embedder });
      expect(changes).toEqual({ code: 'changed', added: 1, changed: 1, removed: 1 });
      expect(embedded).toBe(embedder.embedded.length);
      expect(embedded).toBeLessThan(store.passages.length);
      expect(store.passages.find(({ file }) => file === 'zoo.txt')!.id).toBe(before.passages.find(({ file }) => file === 'zoo.txt')!.id);

      const fresh = await build(somewhere(), CHANGED);
      expect(store.passages).toEqual(fresh.passages);
      for (const question of ['la police et les girafes', 'livraison de drogue', 'tribunl de Lyon', '600 cellules']) {
        const rounded = async (which: Store) => (await which.words(asked(question), 10)).hits.map(({ row, score }) => [row, score.toFixed(6)]).sort();
        expect(await rounded(store), question).toEqual(await rounded(fresh));
        expect(await store.rarities(asked(question))).toEqual(await fresh.rarities(asked(question)));
      }
      const { vector } = await hashEmbedder().embed('girafes au tribunal', 'question');
      expect((await store.nearest(vector, 3)).map(({ row }) => row)).toEqual((await fresh.nearest(vector, 3)).map(({ row }) => row));
    });

    it('is the same store when nothing changed', async () => {
      const place = await at(somewhere());
      const { store } = await updated(place, { documents: documentsOf(TEXTS), unreadable: [], embedder: hashEmbedder() });
      const embedder = hashEmbedder();
      expect(await updated(place, { documents: documentsOf(TEXTS), unreadable: [], embedder })).toEqual({ store, changes: null, embedded: 0 });
      expect(embedder.embedded).toEqual([]);
    });

    it('leaves the store of before to those who are using it', async () => {
      const place = await at(somewhere());
      const { store: before } = await updated(place, { documents: documentsOf(TEXTS), unreadable: [], embedder: hashEmbedder() });
      await updated(place, { documents: documentsOf(CHANGED), unreadable: [], embedder: hashEmbedder() });
      const [hit] = (await before.words(asked('livraison de drogue'), 1)).hits;
      expect(before.passages[hit!.row]!.file).toBe('drogue.txt');
      expect((await before.words(asked('tribunal'), 1)).hits).toEqual([]);
      const { vector } = await hashEmbedder().embed('la livraison de drogue à domicile', 'question');
      const [nearest] = await before.nearest(vector, 1);
      expect(before.passages[nearest!.row]!.file).toBe('drogue.txt');
      expect(await before.tokens([nearest!.row])).toHaveLength(1);
    });

    it('stays as it was when the work is ended on the way', async () => {
      const index = somewhere();
      const before = await build(index, TEXTS);
      for (const stage of ['embedding', 'writing'] as const) {
        const ending = new AbortController();
        const failing: HashEmbedder = hashEmbedder();
        const place = await at(index);
        await place.open();
        const onProgress = (progress: { stage: string }): void => {
          if (progress.stage === stage) ending.abort();
          // A folder is written in one go: there the writing itself must fail.
          if (progress.stage === stage && stage === 'writing') throw new Error('ended');
        };
        await expect(
          updated(place, { documents: documentsOf(CHANGED), unreadable: [], embedder: failing, onProgress, signal: ending.signal }),
        ).rejects.toThrow();
        const opened = await openedAt(index);
        expect(opened.passages).toEqual(before.passages);
        expect((await opened.words(asked('tribunal'), 1)).hits).toEqual([]);
      }
      expect((await build(index, CHANGED)).documents.map(({ file }) => file)).toEqual(Object.keys(CHANGED).sort());
    });

    it('ended on the way keeps what was embedded, for the next time and no longer', async () => {
      const [index, cache] = [somewhere(), temporaryFolder()];
      const ending = new AbortController();
      const onProgress = ({ stage, done }: { stage: string; done: number }): void => {
        if (stage === 'embedding' && done === 2) ending.abort();
      };
      const found = { documents: documentsOf(TEXTS), unreadable: [] };
      const first = hashEmbedder();
      const stopped = updated(await at(index, { cache }), { ...found, embedder: first, onProgress, signal: ending.signal });
      await expect(stopped).rejects.toEqual(new StoppedError(3));
      const second = hashEmbedder();
      const { embedded, store } = await updated(await at(index, { cache }), { ...found, embedder: second });
      expect(embedded).toBe(store.passages.length - 3);
      expect(second.embedded).toHaveLength(embedded);
      expect(second.embedded.filter((text) => first.embedded.includes(text))).toEqual([]);
      const other = await build(somewhere(), TEXTS);
      expect(await store.words(asked('livraison de drogue'), 5)).toEqual(await other.words(asked('livraison de drogue'), 5));
      expect(readdirSync(cache).filter((name) => name.includes('journal'))).toEqual([]);
    });

    it('takes many small changes one after the other', async () => {
      const place = await at(somewhere());
      let texts: Record<string, string> = { ...TEXTS };
      for (let round = 0; round < 6; round++) {
        texts[`n${round}.txt`] = `Note ${round}\n\nLa note numéro ${round} parle de la police et du sujet mot${'abcdef'[round]!}.\n`;
        if (round % 2) texts = Object.fromEntries(Object.entries(texts).filter(([file]) => file !== `n${round - 1}.txt`));
        const { store } = await updated(place, { documents: documentsOf(texts), unreadable: [], embedder: hashEmbedder() });
        const words = await wordIndexOf(store);
        expect((await store.words(asked('note de police'), 20)).hits.map(({ score }) => score.toFixed(4))).toEqual(
          words.search(asked('note de police'), 20).hits.map(({ score }) => score.toFixed(4)),
        );
      }
    });
  });

  it('is refused, with the reason, when made with another model or other settings, and then built again', async () => {
    const index = somewhere();
    await build(index, TEXTS);
    const other = await at(index, { settings: 's2' });
    expect(await other.open()).toMatchObject({ store: null, reason: { code: 'unusable', detail: 'it was made with other settings (s1 instead of s2)' } });
    const embedder = hashEmbedder({ checksum: 'b'.repeat(64) });
    const place = await at(index, { embedder });
    expect(await place.open()).toMatchObject({ store: null, reason: { code: 'unusable', detail: 'it was made with another model (hash)' } });
    const { store, embedded } = await updated(place, { documents: documentsOf(TEXTS), unreadable: [], embedder });
    expect(embedded).toBe(store.passages.length);
    expect((await (await at(index, { embedder })).open()).store!.passages).toEqual(store.passages);
  });
});
