import { describe, expect, it } from 'vitest';
import { CodeComparer } from '../../../../retrieval/index/index.js';
import { contentTerms } from '../../../../retrieval/passages/index.js';
import { askedKind } from '../../../../retrieval/search/question/asked-kind.js';
import type { Question } from '../../../../retrieval/search/question/question.js';
import type { Hit } from '../../../../retrieval/search/rank/rank.js';
import { verdictSignals, type VerdictSignals } from '../../../../retrieval/search/verdict/verdict-signals.js';

/** A question whose words have a token and a rarity of 2 each. */
function questionOf(text: string): Question {
  const words = contentTerms(text);
  const terms = [...new Set(words.map(({ term }) => term))];
  return {
    text,
    terms,
    words,
    rarities: terms.map(() => 2),
    unknown: new Set(),
    vector: new Float32Array(384),
    comparer: new CodeComparer(new Float32Array(8), 8),
    offsets: Uint32Array.from(words.flatMap(({ start, end }) => [start, end])),
    asked: askedKind(text),
    reading: null,
  };
}

interface Case {
  readonly question?: string;
  readonly passage?: string;
  readonly above?: string;
  readonly sentence?: string;
  /** Best cosine of every word in the passage. */
  readonly best?: number;
  /** Terms found by their words; all that the passage holds when left out. */
  readonly matched?: readonly string[];
  readonly unseen?: readonly string[];
  /** Scores and late interactions of the hits after the first. */
  readonly others?: readonly (readonly [score: number, late: number | null])[];
}

const PASSAGE = 'Les enquêteurs ont fouillé 500 cellules dans la prison de Réau mardi 20 mai 2025.';

function signals({ question: text = 'Combien de cellules ont été fouillées à Réau ?', passage = PASSAGE, ...given }: Case = {}): VerdictSignals {
  const question = questionOf(text);
  const held = new Set(contentTerms(passage).map(({ term }) => term));
  const matched = new Set(given.matched ?? question.terms.filter((term) => held.has(term)));
  const hit = (score: number, late: number | null, best: number): Hit => ({
    row: 0,
    score,
    signals: {
      words: 1,
      cosine: 0.85,
      coverage: 1,
      matched,
      best: late === null ? null : new Float32Array(question.words.length).fill(best),
      lateInteraction: late,
    },
  });
  const hits = [hit(0.9, 0.5, given.best ?? 0.9), ...(given.others ?? []).map(([score, late]) => hit(score, late, 0.4))];
  return verdictSignals({
    question,
    ranking: { hits, unseen: new Set(given.unseen) },
    passage,
    above: given.above ?? '',
    sentence: given.sentence ?? passage,
    closestSentence: 0.42,
  });
}

describe('what stands out', () => {
  it('is the first passage by itself', () => {
    expect(signals()).toMatchObject({ lateInteraction: 0.5, cosine: 0.85, sentence: 0.42 });
  });

  it('is how far the first is before the mean of the next four, and its late interaction over the mean of ranks 11 to 20', () => {
    const others = Array.from({ length: 30 }, (_, at) => [0.8 - at / 100, at < 9 || at >= 19 ? 0.45 : 0.2 + (at - 9) / 100] as const);
    const found = signals({ others });
    expect(found.lead).toBeCloseTo(0.9 - (0.8 + 0.79 + 0.78 + 0.77) / 4, 9);
    expect(found.overOthers).toBeCloseTo(0.5 - 0.245, 6);
    // Only those that late interaction looked at.
    expect(signals({ others: others.map(([score], at) => [score, at === 12 ? 0.3 : null]) }).overOthers).toBeCloseTo(0.2, 6);
  });

  it('is our choice where there are no others', () => {
    expect(signals()).toMatchObject({ lead: 0.05, overOthers: 0.15 });
    expect(signals({ others: [[0.4, 0.1]] }).lead).toBeCloseTo(0.5, 9);
  });

  it('is what another passage has more of', () => {
    const better: readonly (readonly [number, number])[] = [[0.8, 0.4]];
    expect(signals({ best: 0.3, matched: [], others: better }).saidElsewhere).toBeCloseTo(-0.1, 5);
    expect(signals({ best: 0.5, matched: [], others: better }).saidElsewhere).toBeCloseTo(0, 9);
  });
});

describe('what is borne out', () => {
  it('is a word held, or one that the passage comes near to', () => {
    expect(signals({ best: 0 })).toMatchObject({ uncovered: 0, namesMissing: 0 });
    expect(signals({ best: 0, matched: [] }).uncovered).toBeCloseTo(1, 6);
    expect(signals({ best: 0.6, matched: [] }).uncovered).toBeCloseTo(0, 5);
    const words = questionOf('Combien de cellules ont été fouillées à Réau ?').words.length;
    expect(signals().confirmed).toBeCloseTo(Math.log1p(2 * words), 6);
    expect(signals({ best: 0, matched: [] }).confirmed).toBeCloseTo(0, 6);
  });
});

describe('what is missing', () => {
  it('is the name that the passage lacks, by how far it is from naming it; a slip of the fingers is none', () => {
    const question = 'Combien de cellules ont été fouillées à Bordeaux ?';
    expect(signals({ question, best: 0 }).namesMissing).toBeCloseTo(1, 6);
    expect(signals({ question, best: 0.3 }).namesMissing).toBeCloseTo(0.5, 5);
    expect(signals({ question, best: 0, above: 'Les prisons de Bordeaux' }).namesMissing).toBe(0);
    expect(signals({ question: 'Combien de cellules à Marseile ?', passage: 'À Marseille, 500 cellules.', best: 0 }).namesMissing).toBe(0);
    expect(signals({ question: 'Combien de cellules à Réau et à Bordeaux ?', best: 0 }).namesMissing).toBeCloseTo(0.5, 5);
  });

  it('is the name that no passage searched holds, but not in another language', () => {
    const question = 'Combien de cellules ont été fouillées à Bordeaux ?';
    const [name] = contentTerms('Bordeaux').map(({ term }) => term);
    expect(signals({ question, best: 0, unseen: [name!] }).namesUnknown).toBe(1);
    expect(signals({ question, best: 0 }).namesUnknown).toBe(0);
    expect(signals({ question: 'How many cells were searched in Bordeaux?', best: 0, unseen: [name!] }).namesUnknown).toBe(0);
  });

  it('is the number that the passage lacks', () => {
    expect(signals({ question: 'Les 500 cellules ont-elles été fouillées le 20 mai 2025 ?' }).numbersMissing).toBe(0);
    expect(signals({ question: 'Les 600 cellules ont-elles été fouillées ?' }).numbersMissing).toBe(1);
    expect(signals({ question: 'Les 600 cellules ou les 500 ?' }).numbersMissing).toBe(0.5);
  });

  it('is the figure asked for, when the marked sentence has none', () => {
    expect(signals().soughtMissing).toBeLessThan(0.5);
    expect(signals({ sentence: 'Les enquêteurs sont venus.' }).soughtMissing).toBe(1);
    expect(signals({ question: 'cellules fouillées', sentence: 'Les enquêteurs sont venus.' }).soughtMissing).toBe(0);
  });
});

describe('what speaks against it', () => {
  it('is a passage that counts otherwise, or that denies what is taken as given', () => {
    expect(signals()).toMatchObject({ contradicted: 0, denied: 0 });
    expect(signals({ question: 'Pourquoi 600 cellules ont-elles été fouillées ?' }).contradicted).toBe(1);
    expect(signals({ question: 'Pourquoi la CGT a-t-elle signé ?', passage: 'La CGT n’a pas signé cet accord.' }).denied).toBe(1);
  });

  it('is another language, where the words’ lead over the others counts instead', () => {
    const asked = 'How many of the cells were searched in this prison?';
    const found = signals({ question: asked, matched: [], best: 0.7, others: [[0.8, 0.4]] });
    expect(found.foreign).toBe(1);
    expect(found.foreignLead).toBeCloseTo(0.3, 5);
    expect(signals({ best: 0.7, others: [[0.8, 0.4]] })).toMatchObject({ foreign: 0, foreignLead: 0 });
  });
});
