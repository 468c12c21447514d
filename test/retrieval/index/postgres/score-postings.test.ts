import { describe, expect, it } from 'vitest';
import { PostingScorer, type AskedTerm, type TermPostings } from '../../../../retrieval/index/postgres/score-postings.js';
import { encodeWords } from '../../../../retrieval/index/words/encode-words.js';
import { FIELDS, type PassageWords } from '../../../../retrieval/index/words/passage-words.js';
import { WordIndex } from '../../../../retrieval/index/words/word-index.js';
import { WordSegment } from '../../../../retrieval/index/words/word-segment.js';
import { seeded } from '../../../support/seeded.js';

const VOCABULARY = ['prison', 'loi', 'saisi', 'march', 'rapport', 'mot'];
const next = seeded(9);
const some = (most: number): string[] => Array.from({ length: Math.floor(next() * (most + 1)) }, () => VOCABULARY[Math.floor(next() ** 2 * 6)]!);
const passages = Array.from({ length: 50 }, (): PassageWords => ({ text: some(6), heading: some(2), title: some(1) }));
const scorerOf = (): PostingScorer => new PostingScorer(Uint16Array.from(passages.flatMap((words) => FIELDS.map((field) => new Set(words[field]).size))));

function postingsOf(term: string): TermPostings {
  const counted = passages.map((words, row) => ({ row, counts: FIELDS.map((field) => words[field].filter((word) => word === term).length) }));
  const holding = counted.filter(({ counts }) => counts.some((count) => count > 0));
  return { rows: Int32Array.from(holding, ({ row }) => row), counts: Uint16Array.from(holding.flatMap(({ counts }) => counts)) };
}

const asked = (term: string, weight = 1): AskedTerm => ({ term, spellings: [{ postings: postingsOf(term), weight }] });

describe('scores by postings that came over', () => {
  it('are those of the folder store', async () => {
    const scorer = scorerOf();
    const folder = new WordIndex(
      [{ words: new WordSegment(await encodeWords(passages)), rowOf: Uint32Array.from(passages.keys()), whole: true }],
      passages.length,
    );
    for (const terms of [['prison'], ['loi', 'saisi'], ['march', 'rapport', 'mot', 'nowhere']]) {
      for (const [limit, allowed] of [
        [100, undefined],
        [3, undefined],
        [100, (row: number) => row % 3 === 0],
      ] as const) {
        const [found, expected] = [
          scorer.search(
            terms.map((term) => asked(term)),
            limit,
            allowed,
          ),
          folder.search(terms, limit, allowed),
        ];
        expect(found.hits.map(({ row, matched }) => [row, matched])).toEqual(expected.hits.map(({ row, matched }) => [row, matched]));
        for (const [at, { score }] of found.hits.entries()) expect(score).toBeCloseTo(expected.hits[at]!.score, 9);
        expect(found.seen).toEqual(expected.seen);
      }
    }
  });

  it('of a word’s spellings add up to one word, each by what it weighs', () => {
    const scorer = scorerOf();
    const [one, other] = [asked('prison', 0.25).spellings[0]!, asked('loi', 0.5).spellings[0]!];
    const scoresOf = (terms: readonly AskedTerm[]): Map<number, number> => new Map(scorer.search(terms, 100).hits.map(({ row, score }) => [row, score]));
    const [first, second, both] = [scoresOf([asked('prison')]), scoresOf([asked('loi')]), scoresOf([{ term: 'prizon', spellings: [one, other] }])];
    expect(both.size).toBe(new Set([...first.keys(), ...second.keys()]).size);
    for (const [row, score] of both) expect(score).toBeCloseTo(0.25 * (first.get(row) ?? 0) + 0.5 * (second.get(row) ?? 0), 9);
    expect(scorer.search([{ term: 'prizon', spellings: [one, other] }], 1).hits[0]!.matched).toEqual(['prizon']);
  });

  it('of nothing asked, or of an empty index, are none', () => {
    expect(scorerOf().search([], 10)).toEqual({ hits: [], seen: [] });
    expect(new PostingScorer(new Uint16Array(0)).search([{ term: 'x', spellings: [] }], 10)).toEqual({ hits: [], seen: [] });
  });
});
