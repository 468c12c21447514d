import { describe, expect, it } from 'vitest';
import { GONE } from '../../../../retrieval/index/rows.js';
import { encodeWords } from '../../../../retrieval/index/words/encode-words.js';
import { WordIndex } from '../../../../retrieval/index/words/word-index.js';
import type { PassageWords } from '../../../../retrieval/index/words/passage-words.js';
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
    const passages = Array.from({ length: 500 }, (_, row) =>
      words(row === 499 ? `rare ${long}` : row === 300 ? 'rare '.repeat(300) : row === 7 ? 'rare' : `autre${row}`),
    );
    const far = await indexOf(passages);
    const average = passages.reduce((sum, { text }) => sum + new Set(text).size, 0) / passages.length;
    const worth = (count: number, distinct: number): number =>
      Math.log(1 + (500 - 3 + 0.5) / 3.5) * (0.5 + (count * 2.2) / (count + 1.2 * (0.3 + (0.7 * distinct) / average)));
    const found = far.search(['rare'], 10).hits.map(({ row, score }) => [row, score.toFixed(9)]);
    expect(found).toEqual([
      [300, worth(300, 1).toFixed(9)],
      [7, worth(1, 1).toFixed(9)],
      [499, worth(1, 2_001).toFixed(9)],
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

/** BM25 by the book: every passage looked at for every word. `spellings` says what is looked for. */
function byHand(passages: readonly PassageWords[], asked: readonly (readonly (readonly [string, number])[])[]): [row: number, score: string][] {
  const average = (field: keyof PassageWords): number => passages.reduce((sum, words) => sum + new Set(words[field]).size, 0) / passages.length;
  const averages = { text: average('text'), heading: average('heading'), title: average('title') };
  const weights = { text: 1, heading: 0.7, title: 0.7 };
  return passages
    .map((words, row): [number, number] => {
      let score = 0;
      let found = 0;
      for (const spellings of asked) {
        let worth = 0;
        for (const [spelling, weight] of spellings) {
          for (const field of ['text', 'heading', 'title'] as const) {
            const count = words[field].filter((word) => word === spelling).length;
            if (count === 0) continue;
            const holding = passages.filter((other) => other[field].includes(spelling)).length;
            const rarity = Math.log(1 + (passages.length - holding + 0.5) / (holding + 0.5));
            const length = new Set(words[field]).size / averages[field];
            worth += weight * weights[field] * rarity * (0.5 + (count * 2.2) / (count + 1.2 * (0.3 + 0.7 * length)));
          }
        }
        score += worth;
        if (worth > 0) found++;
      }
      return [row, score * found];
    })
    .filter(([, score]) => score > 0)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .map(([row, score]) => [row, score.toFixed(9)]);
}

describe('scores', () => {
  const VOCABULARY = ['prison', 'prisons', 'prizon', 'loi', 'saisi', 'march', 'marche', 'art2', 'art3'];
  const next = random(4);
  const some = (most: number): string => Array.from({ length: Math.floor(next() * (most + 1)) }, () => VOCABULARY[Math.floor(next() ** 2 * 9)]!).join(' ');
  const passages = Array.from({ length: 40 }, () => words(some(6), some(2), some(1)));
  const ASKED: readonly (readonly string[])[] = [['prison'], ['loi', 'saisi'], ['march', 'march', 'art2'], ['art3', 'nowhere', 'prison']];

  /** The passages in two segments in turn, among others that went away; the first of a segment is gone too. */
  async function inParts(): Promise<WordIndex> {
    const segments = await Promise.all(
      [0, 1].map(async (half) => {
        const held: PassageWords[] = [];
        const rows: number[] = [];
        for (const [row, passage] of passages.entries()) {
          if (row % 2 !== half) continue;
          if (row % 3 === 0) {
            held.push(words('prison loi loi disparu', 'march', 'saisi art2'));
            rows.push(GONE);
          }
          held.push(passage);
          rows.push(row);
        }
        return { words: await segmentOf(held), rowOf: Uint32Array.from(rows), whole: false };
      }),
    );
    return new WordIndex(segments, passages.length);
  }

  it('are BM25 by the book, in one segment or in several of which some passages went away', async () => {
    for (const one of [await indexOf(passages), await inParts()]) {
      for (const asked of ASKED) {
        const expected = byHand(
          passages,
          [...new Set(asked)].map((term) => [[term, 1]]),
        );
        expect(one.search(asked, 100).hits.map(({ row, score }) => [row, score.toFixed(9)])).toEqual(expected);
        expect(one.search(asked, 3).hits.map(({ row, score }) => [row, score.toFixed(9)])).toEqual(expected.slice(0, 3));
      }
      for (const term of [...VOCABULARY, 'disparu', 'nowhere']) {
        const holding = passages.filter(({ text, heading, title }) => [...text, ...heading, ...title].includes(term)).length;
        expect(one.passagesWith(term), term).toBe(holding);
        expect(one.rarity(term), term).toBeCloseTo(Math.log(1 + (40 - holding + 0.5) / (holding + 0.5)), 12);
      }
    }
  });

  it('of a word that any segment holds are those of the word alone, though another holds one close to it', async () => {
    const segments = await Promise.all(
      ['prison', 'prisons'].map(async (text, row) => ({ words: await segmentOf([words(text)]), rowOf: Uint32Array.of(row), whole: true })),
    );
    const two = new WordIndex(segments, 2);
    for (const [row, text] of ['prison', 'prisons'].entries()) expect(two.search([text], 10).hits.map((hit) => hit.row)).toEqual([row]);
    expect(two.search(['prisonz'], 10).hits.map((hit) => hit.row)).toEqual([1, 0]);
  });

  it('of a word that no passage holds are those of all its close spellings, each once, less what they differ by', async () => {
    for (const one of [await indexOf(passages), await inParts()]) {
      const found = (asked: string): unknown[] => one.search([asked], 100).hits.map(({ row, score }) => [row, score.toFixed(9)]);
      expect(found('brison')).toEqual(byHand(passages, [[['prison', (0.45 * 6) / 7]]]));
      expect(found('prisonx')).toEqual(
        byHand(passages, [
          [
            ['prison', (0.45 * 6) / 7],
            ['prisons', (0.45 * 7) / 8],
          ],
        ]),
      );
      // As close to what went away as to nothing else; and too short; and a figure.
      for (const none of ['disparus', 'loix', 'art44']) expect(found(none)).toEqual([]);
    }
  });
});
