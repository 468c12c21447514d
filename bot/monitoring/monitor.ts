import type { Update } from 'grammy/types';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Dossier } from '../../retrieval/dossier.js';
import type { Verdict } from '../../retrieval/search/answer.js';

/** The parts of the time from a question's coming to its answer's delivery. */
export const STAGES = ['waiting', 'understanding', 'searching', 'citing', 'keeping', 'sending', 'total'] as const;
export type Stage = (typeof STAGES)[number];

/** A question as it is counted and logged: nothing of its text, nor of who asked. */
export interface QuestionRecord {
  /** The kept answer's key, for finding the question again; `null` when nothing was kept (inline questions, failures). */
  readonly id: string | null;
  readonly verdict: Verdict | 'failed';
  readonly place: 'private' | 'group' | 'channel' | 'inline';
  readonly passages: number;
  /** Milliseconds. */
  readonly stages: Readonly<Partial<Record<Stage, number>>>;
}

/** What became of an update: `repeated` came before and was dropped, `busy` found no room, `refused` came from someone who may not ask. */
export type Outcome = 'answered' | 'repeated' | 'busy' | 'refused' | 'failed';

/** Counts since the start, for /status. */
export interface Counts {
  readonly since: Date;
  readonly questions: Readonly<Record<QuestionRecord['verdict'], number>>;
  readonly updates: Readonly<Record<Outcome, number>>;
  /** Median of the last questions' total, in milliseconds; `null` before the first. */
  readonly median: number | null;
  readonly queue: QueueSizes;
  /** What is wrong with the connection to Telegram; `null`: nothing. */
  readonly trouble: string | null;
}

export interface QueueSizes {
  readonly waiting: number;
  readonly working: number;
  /** Updates in the inbox that are not done. */
  readonly open: number;
}

export interface Monitor {
  question(record: QuestionRecord): void;
  /** Counts what became of an update; of one that is named, the first that is said of it. */
  update(outcome: Outcome, update?: Update): void;
  /** A call of the Bot API and how it ended: `ok`, an error code, `network`. */
  call(method: string, outcome: string): void;
  /** Notes when an update came, for `waited`. */
  received(update: Update): void;
  /** Milliseconds since an update came; 0 when nobody noted it. */
  waited(update: object): number;
  /** What is wrong with the connection to Telegram; `null` once it is well. */
  connection(trouble: string | null): void;
  observeQueue(sizes: () => QueueSizes): void;
  observeDossier(dossier: Dossier): void;
  /** Notes that the index was brought up to date, or found to be. */
  refreshed(): void;
  /** Milliseconds since 1970 of the last `refreshed`. */
  readonly refreshedAt: number;
  counts(): Counts;
  /** All metrics in Prometheus's text format, and its content type. */
  metrics(): Promise<{ readonly type: string; readonly text: string }>;
}

/** Upper ends of the histogram's buckets, in seconds: a warm question takes hundredths, Telegram's answer tenths, a pile minutes. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/** Questions of which the median is taken. */
const RECENT = 200;

/** @param ofProcess whether the process's own metrics (memory, event loop, processor) are among them: once a process */
export function createMonitor(now: () => number = Date.now, ofProcess: boolean = false): Monitor {
  const registry = new Registry();
  if (ofProcess) collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const questions = new Counter({
    name: 'dossier_bot_questions_total',
    help: 'Questions by verdict and by where they were asked',
    labelNames: ['verdict', 'place'],
    registers,
  });
  const seconds = new Histogram({
    name: 'dossier_bot_question_seconds',
    help: 'Time of a question by stage',
    labelNames: ['stage'],
    buckets: BUCKETS,
    registers,
  });
  const updates = new Counter({ name: 'dossier_bot_updates_total', help: 'Updates of Telegram by what became of them', labelNames: ['outcome'], registers });
  const calls = new Counter({
    name: 'dossier_bot_telegram_calls_total',
    help: 'Calls of the Bot API by method and by how they ended',
    labelNames: ['method', 'outcome'],
    registers,
  });

  const counts = { questions: { answered: 0, close: 0, absent: 0, failed: 0 }, updates: { answered: 0, repeated: 0, busy: 0, refused: 0, failed: 0 } };
  const came = new WeakMap<object, number>();
  const counted = new WeakSet<Update>();
  const totals: number[] = [];
  const since = new Date(now());
  let queue = (): QueueSizes => ({ waiting: 0, working: 0, open: 0 });
  let trouble: string | null = null;
  let refreshedAt = now();

  const gauge = (name: string, help: string, value: () => number): void => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  };
  gauge('dossier_bot_queue_waiting', 'Updates that wait', () => queue().waiting);
  gauge('dossier_bot_queue_working', 'Updates in work', () => queue().working);
  gauge('dossier_bot_inbox_open', 'Updates on the disk that are not done', () => queue().open);
  gauge('dossier_bot_telegram_connected', '1 while Telegram answers, 0 while it cannot be reached', () => (trouble === null ? 1 : 0));

  return {
    question({ verdict, place, stages }) {
      questions.inc({ verdict, place });
      counts.questions[verdict] += 1;
      for (const [stage, milliseconds] of Object.entries(stages)) seconds.observe({ stage }, milliseconds / 1000);
      if (stages.total === undefined) return;
      totals.push(stages.total);
      if (totals.length > RECENT) totals.shift();
    },
    update(outcome, update) {
      if (update && counted.has(update)) return;
      if (update) counted.add(update);
      updates.inc({ outcome });
      counts.updates[outcome] += 1;
    },
    call(method, outcome) {
      calls.inc({ method, outcome });
    },
    received(update) {
      came.set(update, performance.now());
    },
    waited(update) {
      const at = came.get(update);
      return at === undefined ? 0 : performance.now() - at;
    },
    connection(line) {
      trouble = line;
    },
    observeQueue(sizes) {
      queue = sizes;
    },
    observeDossier(dossier) {
      gauge(
        'dossier_bot_index_age_seconds',
        'Time since the index was last brought up to date with the folder, or found to be',
        () => (now() - refreshedAt) / 1000,
      );
      gauge('dossier_bot_documents', 'Documents in the index', () => dossier.documents().length);
      gauge('dossier_bot_passages', 'Passages in the index', () => dossier.passageCount());
      gauge('dossier_bot_unreadable_files', 'Files of the dossier that could not be read', () => dossier.unreadable().length);
    },
    refreshed() {
      refreshedAt = now();
    },
    get refreshedAt() {
      return refreshedAt;
    },
    counts: () => ({ since, questions: { ...counts.questions }, updates: { ...counts.updates }, median: medianOf(totals), queue: queue(), trouble }),
    metrics: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}

function medianOf(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}
