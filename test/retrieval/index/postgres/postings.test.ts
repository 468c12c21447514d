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
