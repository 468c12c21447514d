import { describe, expect, it } from 'vitest';
import { decodePostings, encodeSegment } from '../../../../retrieval/index/postgres/postings.js';
import { seeded } from '../../../support/seeded.js';

describe('postings', () => {
  it('come back as they were, however many passages and times', () => {
    const next = seeded(7);
    const passages = Array.from({ length: 500 }, () => ({
      text: Array.from({ length: Math.floor(next() * 400) }, () => `t${Math.floor(next() ** 3 * 60)}`),
      heading: next() < 0.3 ? ['t1', 't1', 'h'] : [],
      title: next() < 0.1 ? ['t2'] : [],
    }));
    const { lengths, postings } = encodeSegment(passages);
    const found = new Map<string, [number, number, number][]>();
    for (const [term, bytes] of postings) {
      decodePostings(bytes, (passage, ...counts) => {
        found.set(term, [...(found.get(term) ?? []), counts]);
        expect(counts).toEqual((['text', 'heading', 'title'] as const).map((field) => passages[passage]![field].filter((one) => one === term).length));
      });
    }
    for (const [at, words] of passages.entries()) {
      expect([...lengths.subarray(at * 3, at * 3 + 3)]).toEqual([new Set(words.text).size, new Set(words.heading).size, new Set(words.title).size]);
    }
    for (const [term, list] of found)
      expect(list.length).toBe(passages.filter(({ text, heading, title }) => [...text, ...heading, ...title].includes(term)).length);
    expect(() => {
      decodePostings(Buffer.of(1, 4, 200), () => undefined);
    }).toThrow('an end after 3');
  });
});

it('a posting takes two or three bytes: the step from the passage before, times in the text with a sign of the other fields, and times in these', () => {
  const none = { text: [], heading: [], title: [] };
  const { lengths, postings } = encodeSegment([
    none,
    { text: ['a', 'a'], heading: [], title: [] },
    { ...none, heading: ['a'] },
    { text: ['a'], heading: ['a', 'a'], title: ['a', 'b'] },
  ]);
  // 2 × 4; 1; 1 × 4 + 1 + 2, then 2 and 1.
  expect([...postings.get('a')!]).toEqual([2, 8, 1, 1, 1, 1, 7, 2, 1]);
  expect([...postings.get('b')!]).toEqual([4, 2, 1]);
  expect([...lengths]).toEqual([0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 2]);
  const read: unknown[] = [];
  decodePostings(postings.get('a')!, (...posting) => read.push(posting));
  expect(read).toEqual([
    [1, 2, 0, 0],
    [2, 0, 1, 0],
    [3, 1, 2, 1],
  ]);
});

it('different words of a field are counted up to 65,535', () => {
  const many = Array.from({ length: 65_600 }, (_, at) => `${at}`);
  expect([...encodeSegment([{ text: many, heading: [], title: [] }]).lengths]).toEqual([65_535, 0, 0]);
});
