import { z } from 'zod';
import { UserError } from '../errors.js';
import type { Answer } from '../search/answer.js';
import { METHODS } from '../search/method.js';
import type { Since } from './figures/compare.js';
import { type Figures, figuresByKind, figuresOf, type RemovalFigures, removalFigures } from './figures/figures.js';
import { REMOVALS } from './questions/removal.js';
import type { Outcome, Run } from './run.js';
import { VARIANTS } from './questions/variants.js';

/** A run with its figures. */
export interface MeasuredRun extends Run {
  readonly figures: Figures;
  readonly kinds: ReadonlyMap<string, Figures>;
  /** Only for a run with a removal, when the same method and variant was also run with nothing removed. */
  readonly removal: RemovalFigures | null;
}

/** Everything that one `evaluate` found. */
export interface Evaluation {
  /** ISO date and time. */
  readonly made: string;
  readonly questions: { readonly file: string; readonly count: number; readonly answerable: number };
  readonly dossier: { readonly folder: string; readonly documents: number; readonly passages: number };
  readonly runs: readonly MeasuredRun[];
}

/** The figures of each run; those with something removed are held against the same run with nothing removed. */
export function measure(runs: readonly Run[]): MeasuredRun[] {
  return runs.map((run) => {
    const plain = runs.find((other) => other.removed === null && other.method === run.method && other.variant === run.variant);
    const removal = run.removed === null || plain === undefined ? null : removalFigures(run, plain);
    return { ...run, figures: figuresOf(run.outcomes), kinds: figuresByKind(run.outcomes), removal };
  });
}

/** Raised when what `--json` prints changes in a way that `--compare` must know. */
const EVALUATION_FORMAT = 1;

/** What `--json` prints: the whole evaluation but for the quotes, which offsets and files give back. */
export function evaluationRecord(evaluation: Evaluation, since: Since | null): object {
  return {
    format: EVALUATION_FORMAT,
    made: evaluation.made,
    questions: evaluation.questions,
    dossier: evaluation.dossier,
    runs: evaluation.runs.map(({ kinds, outcomes, ...run }) => ({ ...run, kinds: Object.fromEntries(kinds), outcomes: outcomes.map(outcomeRecord) })),
    ...(since === null ? {} : { comparison: since.runs }),
  };
}

function outcomeRecord({ passages, gold, places, ...outcome }: Outcome): object {
  return { ...outcome, gold: gold.map(({ file }) => file), places: places.map(({ start, end }) => [start, end]), passages: passages.map(passageRecord) };
}

function passageRecord({ rank, id, file, lines, page, start, end, highlight, score }: Answer['passages'][number]): object {
  return { rank, id, file, lines, page, start, end, highlight, score };
}

/** What of an earlier evaluation a comparison needs. */
const recordShape = z.object({
  format: z.literal(EVALUATION_FORMAT),
  made: z.string(),
  runs: z.array(
    z.object({
      method: z.enum(METHODS),
      variant: z.enum(VARIANTS).nullable(),
      removed: z.enum(REMOVALS).nullable(),
      outcomes: z.array(
        z.object({
          id: z.string(),
          question: z.string(),
          answerable: z.boolean(),
          verdict: z.enum(['answered', 'close', 'absent']),
          served: z.int().positive().nullable(),
          firstRight: z.boolean(),
          marked: z.boolean().nullable(),
        }),
      ),
    }),
  ),
});

/**
 * An earlier evaluation, as read back from what `--json` printed.
 * @param name the file's name, for messages
 * @throws {UserError} when the text is not that
 */
export function readEvaluation(text: string, name: string): z.infer<typeof recordShape> {
  const wrong = (found: string): UserError => new UserError(`reading an earlier evaluation from ${name}: ${found}`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw wrong('the JSON object that "evaluate --json" prints expected, found something that is not JSON');
  }
  const parsed = recordShape.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw wrong(`what "evaluate --json" prints (format ${EVALUATION_FORMAT}) expected, found at "${issue.path.join('.')}": ${issue.message}`);
}
