import type { Difference } from '../figures/bootstrap.js';
import { differencesOf, pair, type Since } from '../figures/compare.js';
import type { Evaluation, MeasuredRun } from '../evaluation.js';
import type { Figures } from '../figures/figures.js';
import { runName } from '../run.js';

/** A share as it is printed: `.713`, `1.000`, `–` when unknown. */
export function share(value: number | null): string {
  return value === null ? '–' : value.toFixed(3).replace(/^(-?)0\./u, '$1.');
}

/** A time as it is printed, in milliseconds. */
export function time(value: number | null): string {
  return value === null ? '–' : value < 10 ? value.toFixed(1) : value.toFixed(0);
}

/** `+.110 [+.050, +.171]` */
export function difference({ mean, low, high }: Difference): string {
  return `${signed(mean)} [${signed(low)}, ${signed(high)}]`;
}

function signed(value: number): string {
  return value < 0 ? share(value) : `+${share(value)}`;
}

/** The rows of the big table: what each figure is called, and how it reads. */
export const FIGURE_ROWS: readonly { readonly label: string; readonly cell: (run: MeasuredRun) => string }[] = [
  { label: 'hit@1', cell: ({ figures }) => share(figures.hitAt[1]) },
  { label: 'hit@3', cell: ({ figures }) => share(figures.hitAt[3]) },
  { label: 'hit@5', cell: ({ figures }) => share(figures.hitAt[5]) },
  { label: 'hit@10', cell: ({ figures }) => share(figures.hitAt[10]) },
  { label: 'MRR@10', cell: ({ figures }) => share(figures.mrr) },
  { label: 'nDCG@10', cell: ({ figures }) => share(figures.ndcg) },
  { label: 'marked sentence right, first passage being right', cell: ({ figures }) => share(figures.marks.share) },
  { label: 'refused, of what the dossier does not answer', cell: ({ figures }) => share(figures.refusals.right) },
  { label: 'refused, of what it answers', cell: ({ figures }) => share(figures.refusals.wrong) },
  { label: 'refused, of what it answers, first passage being right', cell: ({ figures }) => share(figures.refusals.withheld) },
  { label: 'right, of what was said to be answered', cell: ({ figures }) => share(figures.refusals.answeredRight) },
  { label: 'verdicts on what it answers: answered/close/absent', cell: ({ figures }) => verdicts(figures, 'answerable') },
  { label: 'verdicts on what it does not', cell: ({ figures }) => verdicts(figures, 'unanswerable') },
  { label: 'confidence: area under the curve', cell: ({ figures }) => share(figures.confidence.auc) },
  { label: 'confidence: calibration error', cell: ({ figures }) => share(figures.confidence.calibrationError) },
  { label: 'milliseconds, median', cell: ({ figures }) => time(figures.milliseconds.p50) },
  { label: 'milliseconds, 95th percentile', cell: ({ figures }) => time(figures.milliseconds.p95) },
  { label: 'citations verbatim', cell: ({ verbatim }) => (verbatim.broken.length === 0 ? `all ${verbatim.checked}` : `${verbatim.broken.length} broken`) },
];

function verdicts({ refusals }: Figures, side: 'answerable' | 'unanswerable'): string {
  const { answered, close, absent } = refusals[side];
  return `${answered}/${close}/${absent}`;
}

/** What a kind of question is judged by: where the dossier answers, the first passage; elsewhere, the refusal. */
function kindCell(figures: Figures): number | null {
  return figures.answerable > 0 ? figures.firstRight : figures.refusals.right;
}

/** The whole evaluation as lines for a terminal. */
export function evaluationText(evaluation: Evaluation): string {
  const { questions, dossier, runs } = evaluation;
  const lines = [
    `${questions.count} questions of ${questions.file} (${questions.answerable} answered by the dossier, ${questions.count - questions.answerable} not)`,
    `on ${dossier.folder}: ${dossier.documents} documents, ${dossier.passages} passages`,
  ];
  for (const [title, group] of plainGroups(runs)) {
    const methods = group.map((run) => run.method);
    const figures = FIGURE_ROWS.map(({ label, cell }) => [label, ...group.map(cell)]);
    lines.push('', ...table([title, ...methods], figures), ...againstFirst(group));
    lines.push('', ...table(['first passage right, by kind', ...methods], kindRows(group, true)));
    const refused = kindRows(group, false);
    if (refused.length > 0) lines.push('', ...table(['refused, by kind', ...methods], refused));
  }
  lines.push(...removalLines(runs), ...brokenLines(runs));
  return `${lines.join('\n')}\n`;
}

/** Runs with nothing removed, those of one variant together. */
export function plainGroups(runs: readonly MeasuredRun[]): Map<string, MeasuredRun[]> {
  const groups = new Map<string, MeasuredRun[]>();
  for (const run of runs) {
    if (run.removed !== null) continue;
    const title = run.variant === null ? 'questions as written' : `questions ${run.variant}`;
    groups.set(title, [...(groups.get(title) ?? []), run]);
  }
  return groups;
}

/** A row a kind of question: its name and number, then each run's figure. */
export function kindRows(group: readonly MeasuredRun[], answerable: boolean): string[][] {
  const kinds = [...(group[0]?.kinds ?? [])].filter(([, figures]) => figures.answerable > 0 === answerable);
  return kinds.map(([kind, figures]) => [`${kind} (${figures.questions})`, ...group.map((run) => share(kindCell(run.kinds.get(kind) ?? figures)))]);
}

/** How much better each method is than the first, with its interval. */
function againstFirst(group: readonly MeasuredRun[]): string[] {
  const [first, ...others] = group;
  if (first === undefined || others.length === 0) return [];
  const lines = others.flatMap((run) => {
    const differences = differencesOf(pair(first.outcomes, run.outcomes)).filter(({ measure }) => measure === 'hit@1' || measure === 'MRR@10');
    return differences.map((one) => `  ${run.method} − ${first.method}, ${one.measure}: ${difference(one.difference)}`);
  });
  return ['', 'differences, with the interval that holds 95% of paired resamples', ...lines];
}

/** The rows of the removal table. */
export function removalRows(run: MeasuredRun): string[] {
  const { removal } = run;
  const name = runName(run);
  if (removal === null) return [name, '–', '–', '–', '–', '–'];
  return [name, `${removal.asked}`, share(removal.refused), share(removal.auc), share(removal.refusedAtCost[0.05]), share(removal.refusedAtCost[0.1])];
}

export const REMOVAL_HEADINGS = ['the gold removed', 'asked', 'refused', 'AUC', 'at 5% withheld', 'at 10% withheld'] as const;

function removalLines(runs: readonly MeasuredRun[]): string[] {
  const removed = runs.filter((run) => run.removed !== null);
  return removed.length === 0 ? [] : ['', ...table(REMOVAL_HEADINGS, removed.map(removalRows))];
}

function brokenLines(runs: readonly MeasuredRun[]): string[] {
  const broken = runs.flatMap((run) => run.verbatim.broken.map((line) => `  ${run.method}, ${line}`));
  return broken.length === 0 ? [] : ['', `BROKEN CITATIONS (${broken.length})`, ...broken];
}

/** What changed since an earlier evaluation, as lines for a terminal. */
export function comparisonText({ made, runs }: Since): string {
  const lines = ['', `since ${made}`];
  if (runs.length === 0) lines.push('  no run asked in the same way: nothing to compare');
  for (const one of runs) {
    const name = runName(one);
    lines.push(`${name}: ${one.pairs} questions in both, ${one.unpaired} in one only or changed`);
    const rows = one.differences.map(({ measure, difference: found }) => [`  ${measure}`, difference(found)]);
    lines.push(...table(['', 'difference [95%]'], rows).slice(1));
    for (const change of one.changes) {
      lines.push(`  ${change.sense > 0 ? '+' : change.sense < 0 ? '-' : '~'} ${change.id} ${change.before} → ${change.after}   ${change.question}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Lines of a table: the first column left, the others right, each as wide as its widest cell. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = headings.map((heading, column) => Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return [headings, ...rows].map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
}
