import { describe, expect, it } from 'vitest';
import { figuresByKind, figuresOf, removalFigures } from '../../../../retrieval/evaluation/figures/figures.js';
import { missesOf } from '../../../../retrieval/evaluation/figures/misses.js';
import type { Outcome, Run } from '../../../../retrieval/evaluation/run.js';

const BASE: Outcome = {
  id: 'q',
  kind: 'fact',
  question: 'Qui ?',
  gold: [{ file: 'a' }],
  all: false,
  answerable: true,
  verdict: 'answered',
  confidence: 0.9,
  milliseconds: 10,
  ranks: [1],
  served: 1,
  firstRight: true,
  marked: true,
  passages: [],
  places: [],
};
const NONE: Partial<Outcome> = { gold: [], answerable: false, ranks: [], served: null, firstRight: false, marked: null };
const outcome = (changes: Partial<Outcome>): Outcome => ({ ...BASE, ...changes });

const OUTCOMES = [
  outcome({}),
  outcome({ ranks: [2], served: 2, firstRight: false, marked: null, confidence: 0.6, verdict: 'close', milliseconds: 20 }),
  outcome({ kind: 'two', all: true, ranks: [1, 4], served: 4, marked: false, confidence: 0.7, milliseconds: 30 }),
  outcome({ ...NONE, kind: 'off', verdict: 'absent', confidence: 0.1, milliseconds: 40 }),
  outcome({ ...NONE, kind: 'off', verdict: 'answered', confidence: 0.8, milliseconds: 50 }),
];

describe('figuresOf', () => {
  it('counts by hand', () => {
    const figures = figuresOf(OUTCOMES);
    expect(figures).toMatchObject({ questions: 5, answerable: 3, hitAt: { 1: 1 / 3, 3: 2 / 3, 5: 1, 10: 1 }, firstRight: 2 / 3 });
    expect(figures.mrr).toBeCloseTo((1 + 1 / 2 + 1 / 4) / 3, 12);
    const two = (1 + 1 / Math.log2(5)) / (1 + 1 / Math.log2(3));
    expect(figures.ndcg).toBeCloseTo((1 + 1 / Math.log2(3) + two) / 3, 12);
    expect(figures.marks).toEqual({ counted: 2, right: 1, share: 0.5 });
    expect(figures.refusals).toMatchObject({ right: 0.5, wrong: 1 / 3, withheld: 0, answeredRight: 2 / 3 });
    // Right: .9, .7; wrong: .6, .1, .8 — five of six pairs in order.
    expect(figures.confidence.auc).toBeCloseTo(5 / 6, 12);
    expect(figures.milliseconds).toEqual({ p50: 30, p95: 48 });
  });
  it('knows nothing of nothing', () => {
    expect(figuresOf([])).toMatchObject({
      questions: 0,
      hitAt: { 1: null },
      mrr: null,
      ndcg: null,
      marks: { share: null },
      confidence: { auc: null, calibrationError: null },
      milliseconds: { p50: null },
    });
  });
});

describe('figuresByKind', () => {
  it('splits in the order of the questions', () => {
    const kinds = figuresByKind(OUTCOMES);
    expect([...kinds].map(([kind, figures]) => [kind, figures.questions])).toEqual([
      ['fact', 2],
      ['two', 1],
      ['off', 2],
    ]);
  });
});

describe('removalFigures', () => {
  const run = (outcomes: readonly Outcome[], skipped = 0): Run => ({
    method: 'late',
    variant: null,
    removed: null,
    outcomes,
    skipped,
    verbatim: { checked: 0, broken: [] },
  });
  it('sets what is found without the gold against what was right with it', () => {
    const removed = [0.75, 0.2].map((confidence) => outcome({ ...NONE, confidence, verdict: confidence > 0.5 ? 'answered' : 'close' }));
    expect(removalFigures(run(removed, 3), run(OUTCOMES))).toEqual({
      asked: 2,
      skipped: 3,
      refused: 0.5,
      // .9 over both, .7 over one of two.
      auc: 0.75,
      // None of two right ones may be refused: the threshold is .7.
      refusedAtCost: { 0.05: 0.5, 0.1: 0.5 },
    });
  });
});

describe('missesOf', () => {
  it.each<[string[], Partial<Outcome>]>([
    [[], {}],
    [[], { ...NONE, verdict: 'close' }],
    [['answered-wrongly'], { ...NONE }],
    [['not-found'], { ranks: [null], served: null, firstRight: false, marked: null }],
    [['partly-found'], { all: true, ranks: [1, null], served: null }],
    [['lower'], { ranks: [3], served: 3, firstRight: false, marked: null }],
    [[], { all: true, ranks: [1, 2], served: 2 }],
    [['withheld', 'mark-elsewhere'], { verdict: 'absent', marked: false }],
    [['mark-elsewhere'], { marked: false }],
  ])('%j', (misses, changes) => {
    expect(missesOf(outcome(changes))).toEqual(misses);
  });
});
