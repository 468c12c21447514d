import type { Progress } from '../progress.js';
import type { Language } from '../language.js';
import { paceOf } from './time-left.js';

/** Where progress is shown: standard error, or a stand-in for it. */
export interface ProgressStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

/** What is said beside the counts. */
export interface ProgressDetail {
  /** Of the work that is done, 0 to 1; of the counts when left out. */
  readonly share?: number;
  /** Shown after the counts, such as a speed; the time left by the counts when left out. */
  readonly notes?: readonly string[];
}

/** A line that says how far some work is. */
export interface ProgressLine {
  /** Says that `done` of `total` is done. */
  show(label: string, done: number, total: number, detail?: ProgressDetail): void;
  /** Takes the line away from a terminal, so that what follows starts clean. */
  clear(): void;
  /** The clock it goes by, in milliseconds. */
  readonly now: () => number;
}

const BAR_CELLS = 24;
/** Off a terminal a line is written at each tenth of a label's work, so that a log stays short… */
const PLAIN_STEPS = 10;
/** …and not before this long after the one before, in milliseconds. */
const PLAIN_PAUSE = 2_000;
/** On a terminal the line is drawn again after this long at the latest, so that times go on. In milliseconds. */
const REDRAW = 500;
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
  let shownAt = 0;
  let isDrawn = false;
  return {
    now,
    show(newLabel, done, total, detail = {}) {
      const time = now();
      const isNew = newLabel !== label;
      if (isNew) {
        label = newLabel;
        step = -1;
        started = time;
      }
      const share = detail.share ?? (total > 0 ? Math.min(1, done / total) : 0);
      const isWhole = total > 0 && done >= total;
      const newStep = isWhole ? Number.POSITIVE_INFINITY : Math.floor(share * (isTerminal ? 100 : PLAIN_STEPS));
      if (isTerminal ? newStep === step && time - shownAt < REDRAW : newStep === step || (!isNew && !isWhole && time - shownAt < PLAIN_PAUSE)) return;
      step = newStep;
      shownAt = time;
      const notes = detail.notes ?? [timeLeft(time - started, share)].filter((note) => note !== '');
      if (!isTerminal) {
        stream.write(`${label}: ${done}/${total}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}\n`);
        return;
      }
      const text = [bar(share), `${label} ${done}/${total}`, ...notes].join(' · ');
      stream.write(`\r\u001B[K${text.slice(0, (stream.columns ?? 80) - 1)}`);
      isDrawn = true;
    },
    clear() {
      if (isDrawn) stream.write('\r\u001B[K');
      isDrawn = false;
      label = '';
    },
  };
}

/** What building an index is said with: what each stage is called, and what it counts. */
interface BuildWords {
  readonly stages: Readonly<Record<Progress['stage'], readonly [label: string, unit: string]>>;
  readonly left: (time: string) => string;
}

const WORDS: Readonly<Record<Language, BuildWords>> = {
  fr: {
    stages: {
      reading: ['lecture des fichiers', 'fichiers'],
      splitting: ['découpage des documents', 'documents'],
      embedding: ['calcul des passages', 'passages'],
      writing: ['écriture de l’index', ''],
    },
    left: (time) => `encore ${time} environ`,
  },
  en: {
    stages: {
      reading: ['reading files', 'files'],
      splitting: ['splitting documents', 'documents'],
      embedding: ['embedding passages', 'passages'],
      writing: ['writing the index', ''],
    },
    left: (time) => `about ${time} left`,
  },
};

/** Shows on a line what building an index reports: counts, pages, speed, and the time left until it is done. */
export function showProgress(line: ProgressLine, language: Language = 'en'): (progress: Progress) => void {
  const { stages, left } = WORDS[language];
  const pace = paceOf(line.now);
  return (progress) => {
    const { stage, done, total, pages = 0, passages } = progress;
    const { share, secondsLeft, perSecond } = pace(progress);
    const [label, unit] = stages[stage];
    const notes = [
      ...(pages > 0 ? [counted(pages, 'page')] : []),
      ...(stage === 'splitting' && passages !== undefined && passages > 0 ? [counted(passages, 'passage')] : []),
      ...(perSecond !== null && done < total ? [`${speed(perSecond, language)} ${unit}/s`] : []),
      ...(secondsLeft !== null && done < total ? [left(duration(secondsLeft))] : []),
    ];
    line.show(label, done, total, { share, notes });
  };
}

function speed(perSecond: number, language: Language): string {
  const digits = perSecond < 10 ? 1 : 0;
  return perSecond.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false });
}

/** Nouns that are the same in both languages, and never none of them. */
function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function bar(share: number): string {
  const full = Math.round(share * BAR_CELLS);
  return `${'█'.repeat(full)}${'░'.repeat(BAR_CELLS - full)} ${Math.floor(share * 100)
    .toString()
    .padStart(3)}%`;
}

function timeLeft(elapsed: number, share: number): string {
  if (elapsed < ESTIMATE_AFTER_MILLISECONDS || share <= 0 || share >= 1) return '';
  return `about ${duration(((elapsed / share) * (1 - share)) / 1000)} left`;
}

/** Seconds as people say them: "40 s", "3 min 20 s", "2 h 5 min". */
export function duration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3_600)} h ${Math.round((whole % 3_600) / 60)} min`;
}
