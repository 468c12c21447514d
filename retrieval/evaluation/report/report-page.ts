import type { Difference } from '../figures/bootstrap.js';
import { differencesOf, pair, type Since } from '../figures/compare.js';
import { calibration, type Prediction, riskCoverage } from '../figures/confidence.js';
import type { Evaluation, MeasuredRun } from '../evaluation.js';
import { predictionsOf } from '../figures/figures.js';
import { escapeHtml } from './markup.js';
import { percentile } from '../figures/metrics.js';
import { histogram, linePlot, type Point, type Series } from './plots.js';
import { missesSection } from './report-misses.js';
import { REPORT_STYLE } from './report-style.js';
import { runName } from '../run.js';
import { difference, FIGURE_ROWS, kindRows, plainGroups, REMOVAL_HEADINGS, removalRows, share } from './table.js';

/** The whole evaluation as one HTML page that asks nothing of the network (its own policy forbids it). */
export function reportPage(evaluation: Evaluation, since: Since | null): string {
  const { questions, dossier, runs, made } = evaluation;
  const plain = runs.filter((run) => run.removed === null && run.variant === null);
  const sections = [
    ...[...plainGroups(runs)].map(([title, group]) => figuresSection(title, group)),
    removalSection(runs),
    plotsSection(plain),
    since === null ? '' : sinceSection(since),
    missesSection(runs),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Evaluation of ${escapeHtml(questions.file)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<header>
<h1>How well the dossier answers</h1>
<p>${questions.count} questions of ${escapeHtml(questions.file)}, ${questions.answerable} that the dossier answers and ${questions.count - questions.answerable} that it does not.</p>
<p class="soft">Asked of ${escapeHtml(dossier.folder)}: ${dossier.documents} documents, ${dossier.passages} passages. Made ${escapeHtml(made.slice(0, 16).replace('T', ' '))} UTC.</p>
</header>
<main>
${sections.filter((section) => section !== '').join('\n')}
</main>
</body>
</html>
`;
}

function figuresSection(title: string, group: readonly MeasuredRun[]): string {
  const against = group.slice(1).map((run) => differencesOf(pair(group[0]!.outcomes, run.outcomes)).find((one) => one.measure === 'hit@1'));
  const rows = FIGURE_ROWS.map(({ label, cell }) => row([label, ...group.map(cell)]));
  if (against.length > 0)
    rows.push(row([`hit@1 against ${group[0]!.method}, 95% interval`, '', ...against.map((one) => (one === undefined ? '–' : difference(one.difference)))]));
  return `<section><h2>${escapeHtml(capital(title))}</h2>
${tableOf(methodHeadings('', group), rows)}
<h3>First passage right, by kind</h3>
${tableOf(methodHeadings('kind (questions)', group), kindRows(group, true).map(heatRow))}
<h3>Refused, by kind of question that the dossier does not answer</h3>
${tableOf(methodHeadings('kind (questions)', group), kindRows(group, false).map(heatRow))}
</section>`;
}

function removalSection(runs: readonly MeasuredRun[]): string {
  const removed = runs.filter((run) => run.removed !== null);
  if (removed.length === 0) return '';
  const head = `<tr>${REMOVAL_HEADINGS.map((heading) => `<th>${heading}</th>`).join('')}</tr>`;
  const rows = removed.map((run) => row(removalRows(run)));
  return `<section><h2>With the gold removed, is the question refused?</h2>
<p class="soft">Refused: at the shipped threshold. AUC: right first passages against what is found once the gold is gone. At 5% (10%) withheld: what a threshold that refuses that share of the right first passages would refuse here.</p>
${tableOf(head, rows)}
</section>`;
}

function plotsSection(runs: readonly MeasuredRun[]): string {
  if (runs.length === 0) return '';
  const series = (pointsOf: (predictions: Prediction[]) => Point[]): Series[] =>
    runs.map((run) => ({ name: run.method, className: run.method, points: pointsOf(predictionsOf(run.outcomes)) }));
  const risk = series((predictions) =>
    riskCoverage(predictions).map(({ coverage: x, risk: y, threshold }) => {
      return { x, y, hint: `from confidence ${share(threshold)} up, ${share(x)} answered, ${share(y)} of them wrong` };
    }),
  );
  const calibrated = series((predictions) =>
    calibration(predictions).map(({ stated: x, right: y, count }) => ({ x, y, hint: `stated ${share(x)}, right ${share(y)} of ${count}` })),
  );
  const unit = { domain: [0, 1] as const };
  const times = runs.map((run) => run.outcomes.map((outcome) => outcome.milliseconds));
  // Past the 99th percentile a few slow questions would press all others into one bar.
  const slowest = Math.max(1, ...times.map((each) => percentile(each, 0.99) ?? 0));
  const latency = runs.map(({ method }, at) => {
    const plot = histogram(`Histogram of times, ${method}`, 'milliseconds', times[at]!, slowest, method);
    return figure(`Time of a question, ${method}`, 'Warm; the last bar holds everything slower.', plot);
  });
  return `<section><h2>Confidence and time</h2>
<p class="legend">${runs.map((run) => `<span class="${run.method}">${run.method}</span>`).join('')}</p>
<div class="plots">
${figure('Risk and coverage', 'Answering only the surest questions: the share answered, and of wrong ones among them. Lower is better.', linePlot('Risk against coverage', { label: 'share of questions answered', ...unit }, { label: 'share of them wrong', ...unit }, risk))}
${figure('Calibration', 'Ten groups of questions: the confidence stated, and how often the first passage was right. On the dashes is perfect.', linePlot('Stated confidence against share right', { label: 'confidence stated', ...unit }, { label: 'share right', ...unit }, calibrated, true))}
</div>
<div class="plots small">
${latency.join('\n')}
</div></section>`;
}

function sinceSection({ made, runs }: Since): string {
  const parts = runs.map((one) => {
    const name = runName(one);
    const rows = one.differences.map((found) => `<tr><td>${found.measure}</td>${differenceCell(found.difference)}</tr>`);
    const changes = one.changes.map(
      (change) =>
        `<tr><td>${escapeHtml(change.question)} <span class="soft">${escapeHtml(change.id)}</span></td><td>${change.before}</td><td class="${senseClass(change.sense)}">${change.after}</td></tr>`,
    );
    return `<details><summary>${name}: ${one.changes.length} of ${one.pairs} questions changed</summary>
${tableOf('<tr><th>measure</th><th>difference [95%]</th></tr>', rows)}${changes.length === 0 ? '' : tableOf('<tr><th>question</th><th>before</th><th>now</th></tr>', changes)}</details>`;
  });
  return `<section><h2>Since ${escapeHtml(made.slice(0, 16).replace('T', ' '))}</h2>${parts.length === 0 ? '<p>No run asked in the same way: nothing to compare.</p>' : parts.join('\n')}</section>`;
}

function differenceCell(found: Difference): string {
  return `<td class="${senseClass(found.low > 0 ? 1 : found.high < 0 ? -1 : 0)}">${difference(found).replace(' ', '<br><small>')}</small></td>`;
}

function senseClass(sense: -1 | 0 | 1): string {
  return sense > 0 ? 'better' : sense < 0 ? 'worse' : '';
}

function methodHeadings(first: string, group: readonly MeasuredRun[]): string {
  return `<tr><th>${first}</th>${group.map((run) => `<th class="${run.method}">${run.method}</th>`).join('')}</tr>`;
}

function heatRow([label, ...cells]: readonly string[]): string {
  const heated = cells.map((cell) => `<td class="heat" style="--share:${Number(cell) || 0}">${cell}</td>`);
  return `<tr><td>${escapeHtml(label ?? '')}</td>${heated.join('')}</tr>`;
}

function row(cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`;
}

function tableOf(head: string, rows: readonly string[]): string {
  return rows.length === 0 ? '<p class="soft">None.</p>' : `<div class="scroll"><table><thead>${head}</thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function figure(title: string, text: string, plot: string): string {
  return `<figure>${plot}<figcaption><b>${escapeHtml(title)}</b>${escapeHtml(text)}</figcaption></figure>`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
