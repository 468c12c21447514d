import { describe, expect, it } from 'vitest';
import { WordScores } from '../../../../retrieval/index/words/word-scores.js';
import { seeded } from '../../../support/seeded.js';

describe('scores of rows', () => {
  it('are what their words brought times how many words they hold, best first, of equals the first row first', () => {
    const scores = new WordScores(5);
    scores.begin(2);
    scores.add(4, 0, 2);
    scores.add(1, 0, 2);
    scores.add(3, 0, 1);
    scores.add(3, 1, 0.5);
    scores.add(3, 1, 0.5);
    expect(scores.take(['un', 'deux'], 10)).toEqual({
      hits: [
        { row: 3, score: 4, matched: ['un', 'deux'] },
        { row: 1, score: 2, matched: ['un'] },
        { row: 4, score: 2, matched: ['un'] },
      ],
      seen: ['un', 'deux'],
    });
    // Nothing of it is left.
    expect(scores.take(['un', 'deux'], 10)).toEqual({ hits: [], seen: [] });
  });

  it('keep to a limit and to the rows allowed, and tell the words of all of these', () => {
    const fill = (scores: WordScores): WordScores => {
      scores.begin(3);
      for (const [row, term] of [
        [0, 0],
        [1, 1],
        [2, 2],
      ] as const)
        scores.add(row, term, 3 - row);
      return scores;
    };
    const scores = new WordScores(3);
    const terms = ['un', 'deux', 'trois'];
    expect(fill(scores).take(terms, 1)).toEqual({ hits: [{ row: 0, score: 3, matched: ['un'] }], seen: terms });
    expect(fill(scores).take(terms, 0)).toEqual({ hits: [], seen: terms });
    expect(fill(scores).take(terms, 5, (row) => row > 0)).toEqual({
      hits: [
        { row: 1, score: 2, matched: ['deux'] },
        { row: 2, score: 1, matched: ['trois'] },
      ],
      seen: ['deux', 'trois'],
    });
  });

  it('are those of adding up by hand, for questions of few words and of many in turn', () => {
    const next = seeded(12);
    const rows = 40;
    const scores = new WordScores(rows);
    for (const count of [1, 32, 33, 70, 5, 64, 65, 31]) {
      const terms = Array.from({ length: count }, (_, term) => `t${term}`);
      const held = Array.from({ length: rows }, () => new Map<number, number>());
      scores.begin(count);
      for (let each = 0; each < 300; each++) {
        const [row, term, worth] = [Math.floor(next() * rows), Math.floor(next() * count), 1 + Math.floor(next() * 4)];
        scores.add(row, term, worth);
        held[row]!.set(term, (held[row]!.get(term) ?? 0) + worth);
      }
      const expected = held
        .map((words, row) => ({
          row,
          score: [...words.values()].reduce((sum, worth) => sum + worth, 0) * words.size,
          matched: terms.filter((_, term) => words.has(term)),
        }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score || a.row - b.row);
      expect(scores.take(terms, rows)).toEqual({ hits: expected, seen: terms.filter((_, term) => held.some((words) => words.has(term))) });
    }
  });
});
