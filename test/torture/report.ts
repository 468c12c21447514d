import type { Trial, TrialResult } from './trial.js';

/** A trial that was run: its counts, or what ended it. */
export interface Ran {
  readonly trial: Trial;
  readonly result: TrialResult | Error;
  readonly seconds: number;
}

/** Findings shown of each trial. */
const MOST_FINDINGS = 10;

/** Whether nothing was lost and nothing wrong. A trial that tried nothing has shown nothing. */
export function isSound({ result }: Ran): boolean {
  return !(result instanceof Error) && result.trials > 0 && result.lost === 0 && result.wrong === 0;
}

/** The counts of all trials, one a line. */
export function countsTable(all: readonly Ran[]): string {
  const rows = all.map(({ trial, result, seconds }) =>
    result instanceof Error
      ? [trial.name, 'broke off', '', '', '', `${seconds.toFixed(0)} s`, result.message]
      : [
          trial.name,
          result.trials,
          result.faults,
          result.lost,
          result.wrong,
          `${seconds.toFixed(0)} s`,
          Object.entries(result.counts ?? {})
            .map(([name, value]) => `${name} ${value}`)
            .join(', '),
        ].map(String),
  );
  const head = ['trial', 'trials', 'faults', 'lost', 'wrong', 'time', 'further'];
  const widths = head.map((word, column) => Math.max(word.length, ...rows.map((row) => (column === head.length - 1 ? 0 : row[column]!.length))));
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) => (column === 0 || column === head.length - 1 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** What was lost or wrong, where it is known. */
export function findingsOf(all: readonly Ran[]): string[] {
  return all.flatMap(({ trial, result }) =>
    result instanceof Error
      ? [`${trial.name}: ${result.stack ?? result.message}`]
      : (result.findings ?? []).slice(0, MOST_FINDINGS).map((finding) => `${trial.name}: ${finding}`),
  );
}
