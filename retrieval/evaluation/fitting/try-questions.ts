import { contentTerms } from '../../passages/index.js';
import { seededChance } from '../../chance.js';
import { documentsOf, lookUp, prepareQuestion, verdictSignals, type VerdictSignals } from '../../search/index.js';
import { vary, VARIANTS } from '../questions/variants.js';
import { falsePremise, namesOf } from './false-premise.js';
import type { Lesson, TrainingDossier } from './training-dossier.js';

/** The dossier asked: a benchmark's whole, a few of its documents, or the examples of our own. */
export type Family = 'whole' | 'small' | 'examples';

/** How a question was put. `asked`: its answer is there. The others should be refused; `elsewhere`: its document is in another dossier. */
export type Trial = 'asked' | 'article removed' | 'passage removed' | 'false premise' | 'elsewhere' | 'unanswered' | 'off topic';

export interface Tried {
  readonly family: Family;
  readonly trial: Trial;
  readonly question: string;
  readonly signals: VerdictSignals;
  /** Whether the first passage is the answer. */
  readonly right: boolean;
  readonly variant: string | null;
}

/** One question in so many is also asked in each harder form. */
const VARIED = 4;

export interface TryOptions {
  readonly family: Family;
  /** Asked too, though no dossier answers it. */
  readonly offTopic: readonly string[];
}

/** Asks questions in every way that a verdict must tell apart. */
export async function tryQuestions({ dossier, embedder, questions, onDone }: Lesson, { family, offTopic }: TryOptions): Promise<Tried[]> {
  const tried: Tried[] = [];
  const names = questions.flatMap(({ question }) => namesOf(question, contentTerms(question)));
  const chance = seededChance(questions.length);
  const attempt = async (
    text: string,
    trial: Trial,
    golds: ReadonlySet<number>,
    removed?: ReadonlySet<number>,
    variant: string | null = null,
  ): Promise<number | null> => {
    const { judged, shown } = await lookUp(dossier.store, prepareQuestion(text, embedder, dossier.store), {
      method: 'late',
      top: 1,
      scope: removed && dossier.without(removed),
    });
    if (!judged) return null;
    const { row } = shown[0]!.hit;
    tried.push({ family, trial, question: text, signals: verdictSignals(judged), right: trial === 'asked' && golds.has(row), variant });
    return row;
  };
  for (const [at, question] of questions.entries()) {
    onDone(at, questions.length);
    const golds = dossier.goldRows(question);
    if (golds.size === 0) {
      await attempt(question.question, question.gold.length > 0 ? 'elsewhere' : 'unanswered', golds);
      continue;
    }
    const forms = at % VARIED === 0 ? [null, ...VARIANTS] : [null];
    for (const form of forms) {
      const text = form === null ? question.question : vary(question.question, form);
      const row = await attempt(text, 'asked', golds, undefined, form);
      await attempt(text, 'article removed', golds, dossier.articleRows(question), form);
      await attempt(text, 'passage removed', golds, golds, form);
      if (form === null && row !== null && golds.has(row)) {
        const altered = falsePremise(text, contentTerms(text), termsOf(dossier, row), names, chance);
        if (altered !== null) await attempt(altered, 'false premise', golds);
      }
    }
  }
  for (const text of offTopic) await attempt(text, 'off topic', new Set());
  return tried;
}

/** Terms of a passage, its title and its heading. */
function termsOf({ store }: TrainingDossier, row: number): ReadonlySet<string> {
  const passage = store.passages[row]!;
  const { title, text } = documentsOf(store).get(passage.file)!;
  return new Set(contentTerms([title, passage.heading ?? '', text.slice(passage.start, passage.end)].join('\n')).map(({ term }) => term));
}
