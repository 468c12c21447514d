import MiniSearch from 'minisearch';
import { describe, expect, it } from 'vitest';
import { GONE } from '../../../../retrieval/index/rows.js';
import { encodeWords, mergeWords } from '../../../../retrieval/index/words/encode-words.js';
import { WordIndex } from '../../../../retrieval/index/words/word-index.js';
import type { PassageWords } from '../../../../retrieval/index/words/word-sections.js';
import { WordSegment } from '../../../../retrieval/index/words/word-segment.js';
import { seeded as random } from '../../../support/seeded.js';

const words = (text: string, heading = '', title = ''): PassageWords => ({
  text: text.split(' ').filter(Boolean),
  heading: heading.split(' ').filter(Boolean),
  title: title.split(' ').filter(Boolean),
});

async function segmentOf(passages: readonly PassageWords[]): Promise<WordSegment> {
  return new WordSegment(await encodeWords(passages));
}

async function indexOf(passages: readonly PassageWords[]): Promise<WordIndex> {
  return new WordIndex([{ words: await segmentOf(passages), rowOf: Uint32Array.from(passages, (_, row) => row), whole: true }], passages.length);
}

const index = await indexOf([
  words('prison telephon saisi', 'operat', 'rapport'),
  words('prison prison fouill', 'operat', 'rapport'),
  words('drogu livraison domicil', '', 'articl'),
  words('telephon'),
]);

describe('search', () => {
  it('ranks by BM25: rarer words and more of them first', () => {
    // "saisi" is in one passage; "telephon" in two, and the shorter passage weighs it more.
    expect(index.search(['saisi', 'telephon'], 10).hits.map(({ row }) => row)).toEqual([0, 3]);
    // twice in a passage of the same length beats once
    expect(index.search(['prison'], 10).hits.map(({ row }) => row)).toEqual([1, 0]);
  });

  it('says which words were found, also by title and heading', () => {
    expect(index.search(['articl', 'drogu', 'nowhere'], 10).hits[0]).toMatchObject({ row: 2, matched: ['articl', 'drogu'] });
    expect(
      index
        .search(['operat'], 10)
        .hits.map(({ row }) => row)
        .sort(),
    ).toEqual([0, 1]);
  });

  it('looks for close spellings only of words that no passage holds, never of figures', async () => {
    expect(index.search(['telephom'], 10).hits.map(({ row }) => row)).toEqual(expect.arrayContaining([0, 3]));
    const numbers = await indexOf([words('500000'), words('500001')]);
    expect(numbers.search(['500002'], 10).hits).toEqual([]);
    expect(numbers.search(['500000'], 10).hits.map(({ row }) => row)).toEqual([0]);
  });

  it('keeps to allowed rows and finds nothing for nothing', async () => {
    expect(index.search(['telephon'], 10, (row) => row === 3).hits.map(({ row }) => row)).toEqual([3]);
    expect(index.search([], 10)).toEqual({ hits: [], seen: [] });
    expect((await indexOf([])).search(['prison'], 10).hits).toEqual([]);
  });

  it('says which of a hundred words were found', async () => {
    const asked = Array.from({ length: 100 }, (_, number) => `mot${number}`);
    const many = await indexOf([words(asked.slice(0, 40).join(' ')), words('mot31 mot32 mot64 mot99'), words('mot63')]);
    for (const question of [asked, asked.slice(0, 33), asked]) {
      const found = new Map(many.search(question, 10).hits.map(({ row, matched }) => [row, matched]));
      expect(found.get(0)).toEqual(question.slice(0, 40));
      expect(found.get(1)).toEqual(['mot31', 'mot32', 'mot64', 'mot99'].filter((term) => question.includes(term)));
      expect(found.get(2)).toEqual(question.includes('mot63') ? ['mot63'] : undefined);
    }
    expect(many.search(['mot31'], 10).hits.map(({ row }) => row)).toEqual([1, 0]);
  });

  it('scores by rows far apart, many times and in long fields as the formula says', async () => {
    const long = Array.from({ length: 2_000 }, (_, number) => `w${number}`).join(' ');
    const passages = Array.from({ length: 20_000 }, (_, row) =>
      words(row === 19_999 ? `rare ${long}` : row === 300 ? 'rare '.repeat(300) : row === 7 ? 'rare' : `autre${row}`),
    );
    const far = await indexOf(passages);
    const average = passages.reduce((sum, { text }) => sum + new Set(text).size, 0) / passages.length;
    const worth = (count: number, distinct: number): number =>
      Math.log(1 + (20_000 - 3 + 0.5) / 3.5) * (0.5 + (count * 2.2) / (count + 1.2 * (0.3 + (0.7 * distinct) / average)));
    const found = far.search(['rare'], 10).hits.map(({ row, score }) => [row, score.toFixed(9)]);
    expect(found).toEqual([
      [300, worth(300, 1).toFixed(9)],
      [7, worth(1, 1).toFixed(9)],
      [19_999, worth(1, 2_001).toFixed(9)],
    ]);
  });

  it('says which words any passage has, however low it ranks, and any close spelling', async () => {
    // Many passages hold five of the words; the one that holds the name, and the one that comes near to a misspelt one, rank after them.
    const shared = ['reform', 'justic', 'mineur', 'projet', 'loi'];
    const notes = Array.from({ length: 3_500 }, (_, row) => words(`${row < 2_000 ? shared.join(' ') : 'sans rapport'} note${row}`));
    const large = await indexOf([...notes, words('dupont autr'), words('girafe feuill')]);
    const question = [...shared, 'dupont', 'giraffe', 'absente'];
    const { hits, seen } = large.search(question, 1_000);
    expect(hits.some(({ matched }) => matched.includes('dupont') || matched.includes('giraffe'))).toBe(false);
    expect(seen).toEqual([...shared, 'dupont', 'giraffe']);
    expect(large.search(question, 1_000, (row) => row !== 3_500).seen).toEqual([...shared, 'giraffe']);
    expect(large.search(question, 1_000, (row) => row >= 2_000).seen).toEqual(['dupont', 'giraffe']);
    expect(large.search(question, 1_000, () => false).seen).toEqual([]);
    // The bits of a question of many words go beyond the first number.
    const many = Array.from({ length: 40 }, (_, number) => `autre${number}`);
    expect(large.search([...many, 'dupont'], 1).seen).toEqual(['dupont']);
  });

  it('leaves nothing of a search behind for the next', () => {
    const first = index.search(['prison', 'telephon'], 2);
    index.search(['drogu', 'operat', 'rapport', 'telephom'], 1);
    expect(index.search(['prison', 'telephon'], 2)).toEqual(first);
  });
});

describe('rarity', () => {
  it('is ln(1 + (N − n + ½) / (n + ½))', () => {
    expect(index.rarity('prison')).toBeCloseTo(Math.log(1 + 2.5 / 2.5), 10);
    expect(index.rarity('nowhere')).toBeCloseTo(Math.log(1 + 4.5 / 0.5), 10);
  });
});

describe('words of passages of which some went away', () => {
  // Rows 0 and 2 of the segment are gone; the others are rows 1 and 0 of the whole.
  const left = segmentOf([
    words('prison cellul', 'prison', 'prison'),
    words('prison prison fouill', 'prison telephon', 'prison'),
    words('telephon disparu', 'saisi', 'rapport'),
    words('disparut', '', 'rapport rapport'),
  ]).then((segment) => new WordIndex([{ words: segment, rowOf: Uint32Array.of(GONE, 1, GONE, 0), whole: false }], 2));

  it('are counted once a passage that is left, whatever fields hold them, the second time too', async () => {
    const one = await left;
    const counts = { prison: 1, telephon: 1, rapport: 1, disparu: 0, cellul: 0, saisi: 0, nowhere: 0 };
    for (let turn = 0; turn < 2; turn++) for (const [term, count] of Object.entries(counts)) expect(one.passagesWith(term), term).toBe(count);
    // More than are kept.
    for (let number = 0; number < 3_000; number++) one.passagesWith(`mot${number}`);
    for (const [term, count] of Object.entries(counts)) expect(one.passagesWith(term), term).toBe(count);
  });

  it('are looked for in close spellings once none holds them in any field', async () => {
    const one = await left;
    // "disparut" is close to the word that went away, and the only one left.
    expect(one.search(['disparu'], 10).hits.map(({ row, matched }) => [row, matched])).toEqual([[0, ['disparu']]]);
    // Left in a heading alone: held as it is spelt, found there alone.
    expect(one.search(['telephon'], 10).hits.map(({ row }) => row)).toEqual([1]);
    expect(one.search(['cellul', 'saisi'], 10)).toEqual({ hits: [], seen: [] });
  });
});

/** Words of a made language in which, as in others, few are frequent and most are rare; some differ by a letter. */
function madeUp(count: number, seed: number): PassageWords[] {
  const next = random(seed);
  const word = (): string => {
    const rank = Math.floor(300 ** next());
    return `${['prison', 'telephon', 'saisi', 'march', 'loi', 'été', '2024', 'œuvre'][rank % 8]}${rank < 8 ? '' : rank.toString(36)}`;
  };
  const several = (most: number): string[] => Array.from({ length: Math.floor(next() * (most + 1)) }, word);
  return Array.from({ length: count }, () => ({ text: several(40), heading: several(3), title: several(5) }));
}

describe('against MiniSearch', () => {
  const passages = madeUp(600, 11);
  const separator = '\u001f';
  const theirs = new MiniSearch<Record<'text' | 'heading' | 'title', string> & { id: number }>({
    fields: ['text', 'heading', 'title'],
    tokenize: (text) => (text === '' ? [] : text.split(separator)),
    processTerm: (term) => term,
  });
  const held = new Set(passages.flatMap(({ text, heading, title }) => [...text, ...heading, ...title]));
  for (const [id, { text, heading, title }] of passages.entries()) {
    theirs.add({ id, text: text.join(separator), heading: heading.join(separator), title: title.join(separator) });
  }

  it('gives the same scores and the same words found, exact and close', async () => {
    const ours = await indexOf(passages);
    const next = random(5);
    let close = 0;
    for (let turn = 0; turn < 200; turn++) {
      const asked = madeUp(1, turn + 1000)[0]!
        .text.slice(0, 1 + Math.floor(next() * 7))
        .map((term) => (next() < 0.3 ? spoiled(term, next) : term));
      const distinct = [...new Set(asked)];
      close += distinct.filter((term) => !held.has(term)).length;
      const expected = theirs.search(distinct.join(separator), {
        boost: { text: 1, heading: 0.7, title: 0.7 },
        combineWith: 'OR',
        fuzzy: (term) => (!held.has(term) && term.length >= 5 && !/\d/u.test(term) ? 0.2 : false),
      });
      const { hits: found } = ours.search(distinct, passages.length);
      expect(found.length).toBe(expected.length);
      const scores = new Map(found.map((hit) => [hit.row, hit]));
      for (const { id, score, queryTerms } of expected) {
        expect(scores.get(id as number)!.score).toBeCloseTo(score, 9);
        expect([...scores.get(id as number)!.matched].sort()).toEqual([...queryTerms].sort());
      }
      expect(found.map(({ score }) => score)).toEqual([...found.map(({ score }) => score)].sort((a, b) => b - a));
    }
    expect(close).toBeGreaterThan(50);
  });

  it('ranks the same whether the passages lie in one segment or several, some of whose rows went away', async () => {
    const whole = await indexOf(passages);
    // Every second passage stands in the second segment; both hold others beside, that are gone.
    const parts = await Promise.all(
      [0, 1].map(async (half) => {
        const mixed: PassageWords[] = [];
        const rows: number[] = [];
        const gone = madeUp(300, 70 + half);
        for (const [row, passage] of passages.entries()) {
          if (row % 2 !== half) continue;
          if (row % 3 === 0) {
            mixed.push(gone.pop()!);
            rows.push(GONE);
          }
          mixed.push(passage);
          rows.push(row);
        }
        return { words: await segmentOf(mixed), rowOf: Uint32Array.from(rows), whole: false };
      }),
    );
    const split = new WordIndex(parts, passages.length);
    const rows = new Int32Array(passages.length);
    let next = 0;
    const merged = new WordSegment(
      await mergeWords(
        parts.map(({ words: segment, rowOf }) => ({
          segment,
          newRows: Int32Array.from(rowOf, (row) => {
            if (row === GONE) return -1;
            rows[next] = row;
            return next++;
          }),
        })),
        passages.length,
      ),
    );
    const one = new WordIndex([{ words: merged, rowOf: Uint32Array.from(rows), whole: true }], passages.length);
    expect([...merged.postingsOf(0).fields[0]!.rows]).toEqual([...merged.postingsOf(0).fields[0]!.rows].sort((a, b) => a - b));
    for (let turn = 0; turn < 60; turn++) {
      const asked = madeUp(1, turn + 3000)[0]!.text.slice(0, 6);
      const expected = whole.search(asked, 20).hits.map(({ row, score, matched }) => [row, score.toFixed(9), matched]);
      for (const other of [split, one])
        expect(other.search(asked, 20).hits.map(({ row, score, matched }) => [row, score.toFixed(9), matched])).toEqual(expected);
      for (const term of asked) for (const other of [split, one]) expect(other.passagesWith(term)).toBe(whole.passagesWith(term));
    }
  });
});

/** A typing error: a letter left out, doubled or another. */
function spoiled(term: string, next: () => number): string {
  const at = Math.floor(next() * term.length);
  return [term.slice(0, at) + term.slice(at + 1), term.slice(0, at) + term[at]! + term.slice(at), `${term.slice(0, at)}z${term.slice(at + 1)}`][
    Math.floor(next() * 3)
  ]!;
}
