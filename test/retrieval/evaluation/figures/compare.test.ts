import { describe, expect, it } from 'vitest';
import { type Compared, compareRuns, pair, valueOf } from '../../../../retrieval/evaluation/figures/compare.js';

const BASE: Compared = { id: 'a', question: 'Qui ?', answerable: true, verdict: 'answered', served: 1, firstRight: true, marked: true };
const one = (id: string, changes: Partial<Compared> = {}): Compared => ({ ...BASE, id, ...changes });
const run = (outcomes: readonly Compared[], method: 'late' | 'dense' = 'late') => ({ method, variant: null, removed: null, outcomes });

describe('compareRuns', () => {
  it('finds what changed and by how much', () => {
    const before = [
      one('a', { served: 2, firstRight: false, marked: null }),
      one('b'),
      one('c', { answerable: false, verdict: 'answered', served: null, firstRight: false, marked: null }),
      one('same'),
    ];
    const after = [
      one('a'),
      one('b', { marked: false }),
      one('c', { answerable: false, verdict: 'absent', served: null, firstRight: false, marked: null }),
      one('same'),
    ];
    const [comparison] = compareRuns([run(before)], [run(after)]);
    expect(comparison).toMatchObject({ method: 'late', pairs: 4, unpaired: 0 });
    const mean = Object.fromEntries(comparison!.differences.map(({ measure, difference }) => [measure, difference.mean]));
    expect(mean).toEqual({ 'hit@1': 1 / 3, 'hit@5': 0, 'MRR@10': 0.5 / 3, mark: -0.5, 'refused rightly': 1, 'not refused wrongly': 0 });
    expect(comparison!.changes).toEqual([
      { id: 'b', question: 'Qui ?', before: 'rank 1, answered, mark right', after: 'rank 1, answered, mark elsewhere', sense: -1 },
      { id: 'a', question: 'Qui ?', before: 'rank 2, answered', after: 'rank 1, answered, mark right', sense: 1 },
      { id: 'c', question: 'Qui ?', before: 'answered', after: 'absent', sense: 1 },
    ]);
  });

  it('sets questions apart that only one has or whose words or golds changed', () => {
    const [comparison] = compareRuns(
      [run([one('a'), one('b'), one('gone')])],
      [run([one('a', { question: 'Quoi ?' }), one('b', { answerable: false }), one('new')])],
    );
    expect(comparison).toMatchObject({ pairs: 0, unpaired: 6, differences: [], changes: [] });
  });

  it('compares only runs that asked in the same way', () => {
    expect(compareRuns([run([one('a')], 'dense')], [run([one('a')])])).toEqual([]);
  });

  it('calls a change neither better nor worse when something rose and something fell', () => {
    const [comparison] = compareRuns([run([one('a', { served: 2, firstRight: false })])], [run([one('a', { verdict: 'close' })])]);
    expect(comparison!.changes[0]!.sense).toBe(0);
  });
});

describe('valueOf and pair', () => {
  it('leaves out what a measure does not concern', () => {
    const none = one('a', { answerable: false, verdict: 'close', served: null, marked: null });
    expect(valueOf(none, 'hit@1')).toBeNull();
    expect(valueOf(none, 'refused rightly')).toBe(1);
    expect(valueOf(BASE, 'refused rightly')).toBeNull();
    expect(valueOf(one('a', { marked: null }), 'mark')).toBeNull();
    expect(valueOf(one('a', { served: 6 }), 'hit@5')).toBe(0);
    expect(valueOf(one('a', { served: null }), 'MRR@10')).toBe(0);
  });
  it('pairs by id in the order of the second', () => {
    expect(pair([one('a'), one('b')], [one('b'), one('c'), one('a')]).map(([before]) => before.id)).toEqual(['b', 'a']);
  });
});
