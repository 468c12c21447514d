import type { Progress } from './dossier.js';

/** Where progress is shown: standard error, or a stand-in for it. */
export interface ProgressStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

export interface ProgressLine {
  /** Says that `done` of `total` is done. */
  show(label: string, done: number, total: number): void;
  /** Takes the line away from a terminal, so that what follows starts clean. */
  clear(): void;
}

const BAR_CELLS = 24;
/** Off a terminal a line is written at most this many times for one label, so that a log stays short. */
const PLAIN_STEPS = 4;
/** Before this an estimate of the time left is a guess. */
const ESTIMATE_AFTER_MILLISECONDS = 3000;

/**
 * Progress as one line that redraws itself on a terminal, and as few plain lines elsewhere.
 * @param now a clock in milliseconds
 */
export function progressLine(stream: ProgressStream, now: () => number = () => performance.now()): ProgressLine {
  const isTerminal = stream.isTTY === true;
  let label = '';
  let step = -1;
  let started = 0;
  let isDrawn = false;
  return {
    show(newLabel, done, total) {
      if (newLabel !== label) {
        label = newLabel;
        step = -1;
        started = now();
      }
      const share = total > 0 ? Math.min(1, done / total) : 0;
      const newStep = Math.floor(share * (isTerminal ? 100 : PLAIN_STEPS));
      if (newStep === step) return;
      step = newStep;
      if (!isTerminal) {
        stream.write(`${label}: ${done}/${total}\n`);
        return;
      }
      const left = timeLeft(now() - started, share);
      stream.write(`\r\u001B[K${`${bar(share)} ${label} ${done}/${total}${left}`.slice(0, (stream.columns ?? 80) - 1)}`);
      isDrawn = true;
    },
    clear() {
      if (isDrawn) stream.write('\r\u001B[K');
      isDrawn = false;
      label = '';
    },
  };
}

/** What each stage of building an index is called. */
const STAGES: Readonly<Record<Progress['stage'], string>> = {
  reading: 'reading documents',
  splitting: 'splitting into passages',
  embedding: 'embedding passages',
  writing: 'writing the index',
};

/** Shows on a line what building an index reports. */
export function showProgress(line: ProgressLine): (progress: Progress) => void {
  return ({ stage, done, total }) => { line.show(STAGES[stage], done, total); };
}

function bar(share: number): string {
  const full = Math.round(share * BAR_CELLS);
  return `${'█'.repeat(full)}${'░'.repeat(BAR_CELLS - full)} ${Math.floor(share * 100).toString().padStart(3)}%`;
}

function timeLeft(elapsed: number, share: number): string {
  if (elapsed < ESTIMATE_AFTER_MILLISECONDS || share <= 0 || share >= 1) return '';
  const seconds = Math.round(((elapsed / share) * (1 - share)) / 1000);
  return seconds < 60 ? ` ~ ${seconds} s` : ` ~ ${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
