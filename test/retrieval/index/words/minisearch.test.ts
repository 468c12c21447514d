import MiniSearch from 'minisearch';
import { describe, expect, it } from 'vitest';
import { GONE } from '../../../../retrieval/index/rows.js';
import { encodeWords, mergeWords } from '../../../../retrieval/index/words/encode-words.js';
import type { PassageWords } from '../../../../retrieval/index/words/passage-words.js';
import { WordIndex } from '../../../../retrieval/index/words/word-index.js';
import { WordSegment } from '../../../../retrieval/index/words/word-segment.js';
import { seeded as random } from '../../../support/seeded.js';

async function segmentOf(passages: readonly PassageWords[]): Promise<WordSegment> {
  return new WordSegment(await encodeWords(passages));
}

async function indexOf(passages: readonly PassageWords[]): Promise<WordIndex> {
  return new WordIndex([{ words: await segmentOf(passages), rowOf: Uint32Array.from(passages, (_, row) => row), whole: true }], passages.length);
}

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
