import type { Embedder } from '../../../embeddings/index.js';
import { contentTerms } from '../../passages/index.js';
import { seededChance } from '../chance.js';
import { lookUp, prepareQuestion, verdictSignals, type VerdictSignals, type Weights } from '../../search/index.js';
import { documentsOf } from '../../search/look-up.js';
import type { Question } from '../questions.js';
import { vary, VARIANTS } from '../variants.js';
import { falsePremise, namesOf } from './false-premise.js';
import { fitLogistic, type Example } from './logistic.js';
import type { TrainingDossier } from './training-dossier.js';

/**
 * The signals that a verdict is learned from. The others of `VerdictSignals` were tried and say nothing more: coverage, terms unseen
 * in the whole dossier, the lead over the second alone, the mark's own signals, BM25 over the best.
 */
export const USED = [
  'lateInteraction', 'cosine', 'leadOfFive', 'overOthers', 'uncovered', 'namesMissing', 'namesMissingInDocument', 'numbersMissing', 'contradicted',
  'sentenceCoverage', 'soughtMissing', 'asked', 'now', 'foreign',
] as const satisfies readonly (keyof VerdictSignals)[];

/** How a question was put. `asked`: its answer is there. The others should be refused. */
export type Trial = 'asked' | 'article removed' | 'passage removed' | 'false premise' | 'off topic';

export interface Tried {
  readonly trial: Trial;
  readonly signals: VerdictSignals;
  /** Whether the first passage is the answer. */
  readonly right: boolean;
  readonly variant: string | null;
}

/** What each kind of trial counts in all, beside 1 for the right answers. */
const COUNTS: Readonly<Record<Trial, number>> = { asked: 0.3, 'article removed': 0.5, 'passage removed': 0.5, 'false premise': 0.2, 'off topic': 0.5 };

/** One question in so many is also asked in each harder form. */
const VARIED = 4;

/** Asks questions in every way that a verdict must tell apart. */
export async function tryQuestions(dossier: TrainingDossier, embedder: Embedder, questions: readonly Question[], offTopic: readonly string[], onDone: (done: number, total: number) => void): Promise<Tried[]> {
  const tried: Tried[] = [];
  const names = questions.flatMap(({ question }) => namesOf(question, contentTerms(question)));
  const chance = seededChance(questions.length);
  const attempt = async (text: string, trial: Trial, golds: ReadonlySet<number>, removed?: ReadonlySet<number>, variant: string | null = null): Promise<number | null> => {
    const prepared = await prepareQuestion(text, embedder, dossier.store);
    const { judged, shown } = await lookUp(dossier.store, prepared, { method: 'late', top: 1, scope: removed && dossier.without(removed) });
    if (!judged) return null;
    const { row } = shown[0]!.hit;
    tried.push({ trial, signals: verdictSignals(judged), right: trial === 'asked' && golds.has(row), variant });
    return row;
  };
  for (const [at, question] of questions.entries()) {
    onDone(at, questions.length);
    const golds = dossier.goldRows(question);
    if (golds.size === 0) {
      await attempt(question.question, 'off topic', golds);
      continue;
    }
    const forms = at % VARIED === 0 ? [null, ...VARIANTS] : [null];
    for (const form of forms) {
      const text = form === null ? question.question : vary(question.question, form);
      const row = await attempt(text, 'asked', golds, undefined, form);
      await attempt(text, 'article removed', golds, dossier.articleRows(question), form);
      await attempt(text, 'passage removed', golds, golds, form);
      if (form === null && row !== null && golds.has(row)) {
        const passage = dossier.store.passages[row]!;
        const document = documentsOf(dossier.store).get(passage.file)!;
        const held = new Set(contentTerms([document.title, passage.heading ?? '', document.text.slice(passage.start, passage.end)].join('\n')).map(({ term }) => term));
        const altered = falsePremise(text, contentTerms(text), held, names, chance);
        if (altered !== null) await attempt(altered, 'false premise', golds);
      }
    }
  }
  for (const text of offTopic) await attempt(text, 'off topic', new Set());
  return tried;
}

/** What of these signals is left when question and passage are in different languages: words say nothing then. */
function asForeign(signals: VerdictSignals): VerdictSignals {
  return { ...signals, coverage: 0, unseen: 0, sentenceCoverage: 0, bestByWords: 0, foreign: 1 };
}

export function learnVerdict(tried: readonly Tried[], used: readonly (keyof VerdictSignals)[] = USED): Pick<Weights['verdict'], 'bias' | 'weights'> {
  const totals = new Map<string, number>();
  for (const each of tried) totals.set(groupOf(each), (totals.get(groupOf(each)) ?? 0) + 1);
  const examples = tried.flatMap((each): Example[] => {
    const weight = (each.right ? 1 : COUNTS[each.trial]) / totals.get(groupOf(each))!;
    const feature = (signals: VerdictSignals): number[] => used.map((name) => signals[name]);
    return [
      { features: feature(each.signals), right: each.right, weight },
      { features: feature(asForeign(each.signals)), right: each.right, weight: weight / 4 },
    ];
  });
  const { weights, bias } = fitLogistic(examples);
  return { bias, weights: Object.fromEntries(used.map((name, at) => [name, weights[at]!])) };
}

function groupOf({ trial, right }: Tried): string {
  return right ? 'right' : trial;
}
