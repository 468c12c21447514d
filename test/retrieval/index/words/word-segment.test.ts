import { describe, expect, it } from 'vitest';
import { encodeWords, mergeWords } from '../../../../retrieval/index/words/encode-words.js';
import type { PassageWords } from '../../../../retrieval/index/words/passage-words.js';
import { WordSegment } from '../../../../retrieval/index/words/word-segment.js';

const words = (text: string, heading = '', title = ''): PassageWords => ({
  text: text.split(' ').filter(Boolean),
  heading: heading.split(' ').filter(Boolean),
  title: title.split(' ').filter(Boolean),
});

const segmentOf = async (passages: readonly PassageWords[]): Promise<WordSegment> => new WordSegment(await encodeWords(passages));

/** All that a segment holds, in plain values. */
function told(segment: WordSegment): unknown {
  const terms = Array.from({ length: segment.terms }, (_, number) => {
    const { passages, fields } = segment.postingsOf(number);
    return [segment.termAt(number), segment.shared[number], passages, fields.map(({ rows, counts }) => [...rows].map((row, at) => [row, counts[at]]))];
  });
  return { terms, lengths: [...segment.lengths] };
}

const PASSAGES = [words('a b a', 'a', 'ab'), words('', '', ''), words('abc b', '', 'b b'), words('é ab')];

describe('the words of passages', () => {
  it('are held in order: letters shared with the term before, passages that hold it, rows and counts by field; and distinct terms by row', async () => {
    expect(told(await segmentOf(PASSAGES))).toEqual({
      terms: [
        ['a', 0, 1, [[[0, 2]], [[0, 1]], []]],
        ['ab', 1, 2, [[[3, 1]], [], [[0, 1]]]],
        ['abc', 2, 1, [[[2, 1]], [], []]],
        [
          'b',
          0,
          2,
          [
            [
              [0, 1],
              [2, 1],
            ],
            [],
            [[2, 2]],
          ],
        ],
        ['é', 0, 1, [[[3, 1]], [], []]],
      ],
      lengths: [2, 1, 1, 0, 0, 0, 2, 0, 1, 2, 0, 0],
    });
  });

  it('are found by name, and only whole ones', async () => {
    const segment = await segmentOf(PASSAGES);
    expect([segment.rows, segment.terms]).toEqual([4, 5]);
    expect(['a', 'ab', 'abc', 'b', 'é'].map((term) => segment.find(term))).toEqual([0, 1, 2, 3, 4]);
    expect(['', 'aa', 'abcd', 'ac', 'c', 'z', 'ê', 'A'].map((term) => segment.find(term))).toEqual(Array(8).fill(-1));
    expect(['ab', 'b', 'ac'].map((term) => segment.passagesWith(term))).toEqual([2, 2, 0]);
    expect(segment.read('ac')).toBeNull();
    // How many postings the first field has, then the step to the first and how often.
    const reader = segment.read('a')!;
    expect([reader.varint(), reader.varint(), reader.varint()]).toEqual([1, 3, 2]);
    expect([segment.lengthOf(2), segment.letter(2, 1), segment.letter(4, 0)]).toEqual([3, 'b'.charCodeAt(0), 'é'.charCodeAt(0)]);
  });

  it('of no passage, or of passages without any, are none', async () => {
    for (const passages of [[], [words('')]]) {
      const segment = await segmentOf(passages);
      expect([segment.terms, segment.rows, segment.find('a'), segment.passagesWith('a')]).toEqual([0, passages.length, -1, 0]);
    }
  });

  it('share 255 letters at the most, and none that the shorter does not have', async () => {
    const long = 'x'.repeat(300);
    const segment = await segmentOf([words(`${long} ${long}y ${long.slice(0, 254)} ab abc`)]);
    expect([...segment.shared]).toEqual([0, 2, 0, 254, 255]);
  });

  it('are counted up to 65,535 different ones a field', async () => {
    const many = Array.from({ length: 70_000 }, (_, number) => number.toString(36));
    expect((await segmentOf([{ text: many, heading: [], title: [] }])).lengths[0]).toBe(65_535);
  });
});

describe('segments written together', () => {
  it('hold what one written of all that is left would hold', async () => {
    const [one, other] = [await segmentOf(PASSAGES), await segmentOf([words('b zz', 'a'), words('gone'), words('abc')])];
    const merged = await mergeWords(
      [
        { segment: one, newRows: Int32Array.of(0, -1, 1, -1) },
        { segment: other, newRows: Int32Array.of(2, -1, 3) },
      ],
      4,
    );
    expect(told(new WordSegment(merged))).toEqual(told(await segmentOf([PASSAGES[0]!, PASSAGES[2]!, words('b zz', 'a'), words('abc')])));
  });

  it('of which nothing is left, or without words, are none', async () => {
    const parts = [
      { segment: await segmentOf([words('gone')]), newRows: Int32Array.of(-1) },
      { segment: await segmentOf([]), newRows: new Int32Array(0) },
    ];
    expect(told(new WordSegment(await mergeWords(parts, 0)))).toEqual({ terms: [], lengths: [] });
  });
});
