import { join, resolve } from 'node:path';
import { projectRoot } from '../../embeddings/project-root.js';
import type { Dossier } from '../dossier.js';
import type { Progress } from '../progress.js';
import { defaultIndexPlace } from '../index/index-place.js';
import { toolStatus } from '../terminal/command-line.js';
import { progressLine, type ProgressStream, showProgress } from '../terminal/progress-line.js';
import { compareRuns } from './figures/compare.js';
import { evaluateDossier } from './evaluate-dossier.js';
import { evaluationRecord, readEvaluation } from './evaluation.js';
import { checkWritable, readText, writeText } from './files.js';
import { EVALUATE, type EvaluateOptions, evaluateOptions } from './options.js';
import { readQuestions } from './questions/question-file.js';
import { reportPage } from './report/report-page.js';
import { comparisonText, evaluationText } from './report/table.js';

/** What the command needs of the world. */
export interface EvaluateWorld {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: ProgressStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Opens a dossier, bringing its index up to date. */
  readonly open: (options: { readonly folder: string; readonly index: string; readonly onProgress: (progress: Progress) => void }) => Promise<Dossier>;
}

/**
 * `npm run evaluate`.
 * @returns the exit status: 0; 1 when a citation was not verbatim; 2 when something is the user's to mend, said in one line
 */
export function evaluate(args: readonly string[], world: EvaluateWorld): Promise<number> {
  return toolStatus(EVALUATE, { args, ...world }, (values) => {
    const options = evaluateOptions(values);
    return options.formats ? formatsWith(options, world) : evaluateWith(options, world);
  });
}

async function evaluateWith(options: EvaluateOptions, world: EvaluateWorld): Promise<number> {
  // Everything that can be wrong with the files named is found before the minutes of work.
  const asked = readQuestions(options.questions);
  const earlier = options.compare === undefined ? null : readEvaluation(readText(options.compare, 'an earlier evaluation'), options.compare);
  if (options.report !== undefined) checkWritable(options.report);
  const places = whereFrom(options, world.env);
  const line = progressLine(world.stderr);
  const dossier = await world.open({ ...places, onProgress: showProgress(line) });
  try {
    const evaluation = await evaluateDossier(dossier, asked, { ...options, shownFolder: places.shownFolder }, line);
    line.clear();
    const since = earlier === null ? null : { made: earlier.made, runs: compareRuns(earlier.runs, evaluation.runs) };
    world.stdout.write(
      options.json ? `${JSON.stringify(evaluationRecord(evaluation, since))}\n` : evaluationText(evaluation) + (since === null ? '' : comparisonText(since)),
    );
    if (options.report !== undefined) {
      writeText(options.report, reportPage(evaluation, since));
      world.stderr.write(`report written to ${options.report}\n`);
    }
    return evaluation.runs.every((run) => run.verbatim.broken.length === 0) ? 0 : 1;
  } finally {
    line.clear();
    await dossier.close();
  }
}

/** `--formats`: a line a format as soon as it is measured, or one JSON object at the end. */
async function formatsWith(options: EvaluateOptions, world: EvaluateWorld): Promise<number> {
  // Loaded only where formats are compared: it draws pages.
  const { compareFormats, formatsText } = await import('./formats/compare-formats.js');
  const { questions } = readQuestions(options.questions);
  const line = progressLine(world.stderr);
  const open = (folder: string, index: string): Promise<Dossier> => world.open({ folder, index, onProgress: showProgress(line) });
  try {
    const results = await compareFormats(whereFrom(options, world.env).folder, questions, open, ({ format, hit1 }) => {
      line.clear();
      world.stderr.write(`${format}: hit@1 ${hit1.toFixed(3)}\n`);
    });
    world.stdout.write(options.json ? `${JSON.stringify(results)}\n` : formatsText(results));
    return results.every(({ isGood }) => isGood) ? 0 : 1;
  } finally {
    line.clear();
  }
}

/**
 * Which dossier, and where its index is. The index of the user's own dossier is never replaced by that of another folder:
 * without `--index` those get a place of their own.
 */
function whereFrom(options: EvaluateOptions, env: EvaluateWorld['env']): { folder: string; index: string; shownFolder: string } {
  const seeds = join(projectRoot, 'seeds');
  const given = options.dossier ?? (options.questions === undefined ? undefined : env['DOSSIER_DIR']);
  const folder = resolve(given ?? seeds);
  // INDEX belongs to DOSSIER_DIR: another folder must not replace what is there.
  const index = options.index ?? (given !== undefined && given === env['DOSSIER_DIR'] ? env['INDEX'] : undefined) ?? defaultIndexPlace(folder);
  return { folder, index, shownFolder: given ?? 'seeds' };
}
