import type { Dossier } from '../dossier.js';
import type { ProgressLine } from '../terminal/progress-line.js';
import { type Evaluation, measure } from './evaluation.js';
import { locateGolds } from './questions/golds.js';
import type { EvaluateOptions } from './options.js';
import type { QuestionFile } from './questions/question-file.js';
import { type Run, runName, runQuestions, type RunSettings } from './run.js';

/** In which ways questions are asked, and what the folder is called. */
export type Ways = Pick<EvaluateOptions, 'methods' | 'variants' | 'removals'> & { readonly shownFolder?: string };

/**
 * Asks all questions in all ways asked for; no file is read or written.
 * @throws {UserError} when a question's gold does not stand in the dossier
 */
export async function evaluateDossier(
  dossier: Dossier,
  { name, questions }: QuestionFile,
  ways: Ways,
  line: Pick<ProgressLine, 'show'> = { show: () => undefined },
): Promise<Evaluation> {
  const places = locateGolds(dossier, questions, name);
  const runs: Run[] = [];
  for (const settings of runsOf(ways)) {
    runs.push(
      await runQuestions(dossier, questions, places, settings, (done, total) => {
        line.show(runName(settings), done, total);
      }),
    );
  }
  const answerable = questions.filter((question) => question.gold.length > 0).length;
  return {
    made: new Date().toISOString(),
    questions: { file: name, count: questions.length, answerable },
    dossier: { folder: ways.shownFolder ?? dossier.folder ?? 'PostgreSQL', documents: dossier.documents().length, passages: dossier.passageCount() },
    runs: measure(runs),
  };
}

/** The questions as written and each variant of them, by each method; then the same with the gold taken away. */
function runsOf({ methods, variants, removals }: Ways): RunSettings[] {
  const forms = [null, ...variants];
  return [null, ...removals].flatMap((removed) => forms.flatMap((variant) => methods.map((method) => ({ method, variant, removed }))));
}
