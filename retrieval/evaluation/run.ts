import type { Dossier } from '../dossier.js';
import type { AskOptions } from '../search/ask-options.js';
import type { Answer, AnswerPassage, Verdict } from '../search/answer.js';
import type { Method } from '../search/method.js';
import type { GoldPlace } from './questions/golds.js';
import { goldRanks } from './hits.js';
import { DEPTH, type GoldRanks, markIsRight, servedAt } from './figures/metrics.js';
import type { Gold, Question } from './questions/questions.js';
import { type Removal, remover } from './questions/removal.js';
import { type Variant, vary } from './questions/variants.js';
import { checkVerbatim, type VerbatimCheck } from './verbatim.js';

/** What is asked, and how. */
export interface RunSettings {
  readonly method: Method;
  /** The form in which questions are asked; `null` as they stand. */
  readonly variant: Variant | null;
  /** What is taken away first; `null` for nothing. With a removal only answerable questions are asked, and none should be answered. */
  readonly removed: Removal | null;
}

/** A way of asking in words: `late`, `late, misspelt`, `late, article removed`. */
export function runName({ method, variant, removed }: RunSettings): string {
  return [method, ...(variant === null ? [] : [variant]), ...(removed === null ? [] : [`${removed} removed`])].join(', ');
}

/** What became of one question. */
export interface Outcome {
  readonly id: string;
  readonly kind: string;
  /** As asked: the variant, when there is one. */
  readonly question: string;
  readonly gold: readonly Gold[];
  readonly all: boolean;
  /** Whether what was searched holds an answer: there is a gold and it was not removed. */
  readonly answerable: boolean;
  readonly verdict: Verdict;
  readonly confidence: number;
  /** Wall time of the question, the engine being warm. */
  readonly milliseconds: number;
  /** Rank of each gold's first hit in the first 10. */
  readonly ranks: GoldRanks;
  /** Rank at which the question is served, see `servedAt`. */
  readonly served: number | null;
  /** Whether the first passage is a hit for any gold. */
  readonly firstRight: boolean;
  /** Whether the first passage's marked sentence is a gold one; `null` when the passage is not a hit for a gold with a quote. */
  readonly marked: boolean | null;
  readonly passages: readonly AnswerPassage[];
  readonly places: readonly GoldPlace[];
}

/** All questions asked in one way. */
export interface Run extends RunSettings {
  readonly outcomes: readonly Outcome[];
  /** Questions that could not be asked since nothing would have been left to search. */
  readonly skipped: number;
  readonly verbatim: VerbatimCheck;
}

/**
 * Asks every question in one way, one after the other.
 * @param places where the golds stand, by question id (`locateGolds`)
 */
export async function runQuestions(
  dossier: Dossier,
  questions: readonly Question[],
  places: ReadonlyMap<string, readonly GoldPlace[]>,
  settings: RunSettings,
  onAsked: (done: number, total: number) => void = () => undefined,
): Promise<Run> {
  const asked = settings.removed === null ? questions : questions.filter((question) => question.gold.length > 0);
  const optionsFor = settings.removed === null ? () => Promise.resolve({}) : remover(dossier, settings.removed);
  const outcomes: Outcome[] = [];
  const broken: string[] = [];
  let checked = 0;
  let skipped = 0;
  for (const [index, question] of asked.entries()) {
    const text = settings.variant === null ? question.question : vary(question.question, settings.variant);
    const golds = places.get(question.id) ?? [];
    const removal = await optionsFor(text, golds);
    if (removal === null) {
      skipped += 1;
    } else {
      const options: AskOptions = { ...removal, method: settings.method, top: DEPTH };
      // The first question pays for loading: asked twice, its second time is like the others'.
      if (outcomes.length === 0) await dossier.ask(text, options);
      const started = performance.now();
      const answer = await dossier.ask(text, options);
      const milliseconds = performance.now() - started;
      outcomes.push({ ...judge(question, golds, answer, settings.removed === null), question: text, milliseconds });
      const check = checkVerbatim(answer, dossier);
      checked += check.checked;
      broken.push(...check.broken.map((line) => `${question.id}: ${line}`));
    }
    onAsked(index + 1, asked.length);
  }
  return { ...settings, outcomes, skipped, verbatim: { checked, broken } };
}

function judge(question: Question, places: readonly GoldPlace[], answer: Answer, goldIsThere: boolean): Omit<Outcome, 'question' | 'milliseconds'> {
  const passages = answer.passages.slice(0, DEPTH);
  const ranks = goldRanks(passages, question.gold);
  return {
    id: question.id,
    kind: question.kind,
    gold: question.gold,
    all: question.all,
    answerable: goldIsThere && question.gold.length > 0,
    verdict: answer.verdict,
    confidence: answer.confidence,
    ranks,
    served: servedAt(ranks, question.all),
    firstRight: ranks.includes(1),
    marked: markOfFirst(passages[0], question.gold, ranks, places),
    passages,
    places,
  };
}

/** `null` unless the first passage is a hit for a gold with a quote: elsewhere no sentence is the right one. */
function markOfFirst(first: AnswerPassage | undefined, golds: readonly Gold[], ranks: GoldRanks, places: readonly GoldPlace[]): boolean | null {
  if (first === undefined || !golds.some((gold, index) => ranks[index] === 1 && gold.quote !== undefined)) return null;
  const wanted = places.filter((place) => place.quoted && place.file === first.file);
  return markIsRight({ start: first.highlight[0], end: first.highlight[1] }, wanted);
}
