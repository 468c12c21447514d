import { beforeAll, describe, expect, it } from 'vitest';
import { openPlace, type Store, type TokenCodes, type WordHit } from '../../../../retrieval/index/index.js';
import type { Method } from '../../../../retrieval/search/method.js';
import { prepareQuestion, type Asking, type Question } from '../../../../retrieval/search/question/question.js';
import { rank, type Hit, type Ranking } from '../../../../retrieval/search/rank/rank.js';
import { WEIGHTS } from '../../../../retrieval/search/weights.js';
import { temporaryFolder } from '../../../support/folder.js';
import { documentsOf } from '../../../support/found-documents.js';
import { hashEmbedder } from '../../../support/hash-embedder.js';

/** What the made-up index says of a passage. */
interface Row {
  readonly cosine: number;
  readonly words?: number;
  readonly matched?: readonly string[];
  /** Best cosines of the question's two tokens; none: a passage without tokens. */
  readonly best?: readonly [number, number];
}

const TERMS = ['rare', 'commun'];
const RARITIES = [3, 1];

/** The best of some scored rows, best first. */
function top<T>(rows: readonly T[], score: (row: T) => number, limit: number): T[] {
  return rows.toSorted((a, b) => score(b) - score(a)).slice(0, limit);
}

function ranked(rows: readonly Row[], method: Method, scope?: readonly number[]): Promise<Ranking> {
  const inScope = [...rows.keys()].filter((row) => !scope || scope.includes(row));
  const store = {
    words: (_terms: readonly string[], limit: number) => {
      const found = inScope.flatMap((row): WordHit[] => (rows[row]!.words ? [{ row, score: rows[row]!.words, matched: rows[row]!.matched ?? [] }] : []));
      return Promise.resolve({ hits: top(found, ({ score }) => score, limit), seen: found.flatMap(({ matched }) => matched) });
    },
    nearest: (_vector: Float32Array, limit: number) =>
      Promise.resolve(
        top(
          inScope.map((row) => ({ row, cosine: rows[row]!.cosine })),
          ({ cosine }) => cosine,
          limit,
        ),
      ),
    cosines: (wanted: readonly number[]) => Promise.resolve(Float32Array.from(wanted, (row) => rows[row]!.cosine)),
    // The comparer below reads the row's number off its only code.
    tokens: (wanted: readonly number[]) =>
      Promise.resolve(
        wanted.map((row): TokenCodes => ({
          codes: Uint8Array.of(row),
          scales: new Float32Array(rows[row]!.best ? 1 : 0),
          starts: new Uint16Array(rows[row]!.best ? 1 : 0),
        })),
      ),
  } as unknown as Store;
  const question = {
    terms: TERMS,
    rarities: RARITIES,
    unknown: new Set<string>(),
    vector: new Float32Array(1),
    comparer: { best: ({ codes }: TokenCodes) => Float32Array.from(rows[codes[0]!]!.best ?? [-1, -1]) },
  } as unknown as Question;
  const asking = { said: { text: '', terms: TERMS, words: [], asked: null }, ready: Promise.resolve(question) } as unknown as Asking;
  return rank(store, asking, { method, scope });
}

const order = ({ hits }: Ranking): number[] => hits.map(({ row }) => row);
const scores = ({ hits }: Ranking): number[] => hits.map(({ score }) => score);

/** Words speak for 0, meaning for 1, tokens for 2; 3 has neither words nor tokens. */
const ROWS: readonly Row[] = [
  { cosine: 0.8, words: 10, matched: ['rare', 'commun'], best: [0.2, 0.2] },
  { cosine: 0.9, words: 4, matched: ['commun'], best: [0.3, 0.1] },
  { cosine: 0.85, words: 5, matched: ['rare'], best: [0.9, 0.7] },
  { cosine: 0.7 },
];

describe('the fused list', () => {
  it('has passages in order of their words, of their meaning, or of both by the learned share', async () => {
    const { meaning } = WEIGHTS.fusion;
    expect(order(await ranked(ROWS.slice(0, 3), 'lexical'))).toEqual([0, 2, 1]);
    expect(order(await ranked(ROWS, 'dense'))).toEqual([1, 2, 0, 3]);
    const hybrid = await ranked(ROWS, 'hybrid');
    const expected = [
      [0, meaning * 0.5 + (1 - meaning)],
      [1, meaning + (1 - meaning) * 0.4],
      [2, meaning * 0.75 + (1 - meaning) * 0.5],
      [3, 0],
    ].toSorted(([, a], [, b]) => b! - a!);
    expect(order(hybrid)).toEqual(expected.map(([row]) => row));
    for (const [at, score] of scores(hybrid).entries()) expect(score).toBeCloseTo(expected[at]![1]!, 6);
  });

  it('counts words against the best, and meaning between the best and the last of those found', async () => {
    expect(scores(await ranked(ROWS.slice(0, 3), 'lexical'))).toEqual([1, 0.5, 0.4]);
    const dense = scores(await ranked(ROWS, 'dense'));
    for (const [at, score] of [1, 0.75, 0.5, 0].entries()) expect(dense[at]).toBeCloseTo(score, 6);
    // All alike: nothing tells them apart.
    expect(scores(await ranked([{ cosine: 0.8 }, { cosine: 0.8 }], 'dense'))).toEqual([1, 1]);
    expect(order(await ranked([{ cosine: 0.8 }, { cosine: 0.8 }], 'dense'))).toEqual([0, 1]);
  });

  it('says of each passage what was found', async () => {
    const byRow = new Map((await ranked(ROWS, 'hybrid')).hits.map((hit) => [hit.row, hit.signals]));
    expect([...byRow].toSorted(([a], [b]) => a - b).map(([, { words, coverage }]) => [words, coverage])).toEqual([
      [10, 1],
      [4, 0.25],
      [5, 0.75],
      [0, 0],
    ]);
    expect([...byRow.get(0)!.matched]).toEqual(['rare', 'commun']);
    for (const [row, { cosine, best, lateInteraction }] of byRow) {
      expect(cosine).toBeCloseTo(ROWS[row]!.cosine, 6);
      expect([best, lateInteraction]).toEqual([null, null]);
    }
  });

  it('holds what is far by meaning but has the words, with its cosine', async () => {
    const near: Row[] = Array.from({ length: 150 }, (_, at) => ({ cosine: 0.9 - at / 10_000 }));
    const { hits } = await ranked([...near, { cosine: 0.1, words: 3, matched: ['rare'] }], 'hybrid');
    const far = hits.find(({ row }) => row === 150)!;
    expect(far.signals.cosine).toBeCloseTo(0.1, 6);
    expect(far.score).toBeCloseTo(1 - WEIGHTS.fusion.meaning, 6);
    // The hundred nearest and this one.
    expect(hits).toHaveLength(101);
    expect((await ranked([...near, { cosine: 0.1, words: 3 }], 'dense')).hits.map(({ row }) => row)).not.toContain(150);
    expect(order(await ranked([...near, { cosine: 0.1, words: 3 }], 'lexical'))).toEqual([150]);
  });
});

describe('late interaction', () => {
  it('orders what was fused by itself, coverage and cosine, each with its weight', async () => {
    const { coverage, cosine } = WEIGHTS.rank;
    const found = await ranked(ROWS, 'late');
    const score = (late: number, covered: number, near: number): number => (late + coverage * covered + cosine * near) / (1 + coverage + cosine);
    const expected = [
      [0, score(0.2, 1, 0.8)],
      [1, score(0.2, 0.25, 0.9)],
      [2, score(0.8, 0.75, 0.85)],
      [3, score(0, 0, 0.7)],
    ].toSorted(([, a], [, b]) => b! - a!);
    expect(order(found)).toEqual(expected.map(([row]) => row));
    for (const [at, each] of scores(found).entries()) expect(each).toBeCloseTo(expected[at]![1]!, 6);
    expect(found.hits.find(({ row }) => row === 2)!.signals.lateInteraction).toBeCloseTo(0.8, 6);
    expect(found.hits.find(({ row }) => row === 3)!.signals.lateInteraction).toBe(0);
    expect(order(await ranked(ROWS, 'unread'))).toEqual(order(found));
  });

  it('looks at the first fifty; the others follow as they were', async () => {
    const rows: Row[] = Array.from({ length: 60 }, (_, at) => ({ cosine: 0.9 - at / 1_000, best: [at / 60, at / 60] }));
    const { hits } = await ranked(rows, 'late');
    const looked = (hit: Hit): boolean => hit.signals.lateInteraction !== null;
    expect(hits.map(looked)).toEqual(hits.map((_, at) => at < 50));
    expect(hits.slice(50).map(({ row }) => row)).toEqual(Array.from({ length: 10 }, (_, at) => 50 + at));
    expect(hits[0]!.row).toBe(49);
  });
});

it('nothing is found where nothing is', async () => {
  expect(await ranked([], 'late')).toMatchObject({ hits: [] });
});

describe('words that no passage holds', () => {
  const embedder = hashEmbedder();
  let store: Store;

  const ASKED = 'la réforme de la justice des mineurs et le projet de loi du parlement';

  /** More passages that hold most words of a question than are looked through, others without them, and one that holds a rare name alone. */
  beforeAll(async () => {
    const notes = Array.from(
      { length: 1_600 },
      (_, number) => [`note-${number}.txt`, `Note ${number}\n\nElle dit ${number < 1_100 ? ASKED : 'tout du jardin'}.\n`] as const,
    );
    const place = await openPlace({ index: temporaryFolder(), folder: null, model: embedder.model, settings: 's1' });
    await place.open();
    const documents = documentsOf({ ...Object.fromEntries(notes), 'maire.txt': 'Le maire\n\nDupont est venu hier au marché et aux écoles.\n' });
    ({ store } = await place.update({ documents, unreadable: [], embedder }));
    return () => store.close();
  });

  async function unseen(question: string, scope?: readonly number[]): Promise<string[]> {
    return [...(await rank(store, prepareQuestion(question, embedder, store), { method: 'lexical', scope })).unseen];
  }

  it('tells what no passage holds from what only a passage far down holds', async () => {
    expect((await store.words([...prepareQuestion(ASKED, embedder, store).said.terms, 'dupont'], 1_000)).hits.at(-1)!.matched).not.toContain('dupont');
    expect(await unseen(`Dupont, Durand et ${ASKED}`)).toEqual(['durand']);
    // As it is spelt, or nearly.
    expect(await unseen(`Dupomt et ${ASKED}`)).toEqual([]);
  });

  it('tells it of the passages of the scope', async () => {
    const notes = store.passages.flatMap(({ file }, row) => (file.startsWith('note') ? [row] : []));
    expect(await unseen(`Dupont et ${ASKED}`, notes)).toEqual(['dupont']);
    const mayor = store.passages.flatMap(({ file }, row) => (file === 'maire.txt' ? [row] : []));
    expect(await unseen(`Dupont, les écoles et ${ASKED}`, mayor)).toEqual(prepareQuestion(ASKED, embedder, store).said.terms);
  });
});
