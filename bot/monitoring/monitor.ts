import type { Update } from 'grammy/types';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Dossier } from '../../retrieval/dossier.js';
import type { Verdict } from '../../retrieval/search/index.js';

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

/** Upper ends of the histogram's buckets, in seconds: a warm question takes hundredths, Telegram's answer tenths, a pile minutes. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/** Questions of which the median is taken. */
const RECENT = 200;

/** Counts and times of what the bot does: for whoever watches over it (Prometheus) and for its admins (/status). */
export class Monitor {
  private readonly registry = new Registry();
  private readonly questions = new Counter({
    name: 'dossier_bot_questions_total',
    help: 'Questions by verdict and by where they were asked',
    labelNames: ['verdict', 'place'],
    registers: [this.registry],
  });
  private readonly seconds = new Histogram({
    name: 'dossier_bot_question_seconds',
    help: 'Time of a question by stage',
    labelNames: ['stage'],
    buckets: BUCKETS,
    registers: [this.registry],
  });
  private readonly updates = new Counter({
    name: 'dossier_bot_updates_total',
    help: 'Updates of Telegram by what became of them',
    labelNames: ['outcome'],
    registers: [this.registry],
  });
  private readonly calls = new Counter({
    name: 'dossier_bot_telegram_calls_total',
    help: 'Calls of the Bot API by method and by how they ended',
    labelNames: ['method', 'outcome'],
    registers: [this.registry],
  });
  private readonly since: Date;
  private readonly byVerdict = { answered: 0, close: 0, absent: 0, failed: 0 };
  private readonly byOutcome = { answered: 0, repeated: 0, busy: 0, refused: 0, failed: 0 };
  /** The last questions' total, in milliseconds. */
  private readonly totals: number[] = [];
  private readonly came = new WeakMap<object, number>();
  private readonly counted = new WeakSet<Update>();
  private queue: () => QueueSizes = () => ({ waiting: 0, working: 0, open: 0 });
  private trouble: string | null = null;
  private upToDateAt: number;

  /** @param ofProcess whether the process's own metrics (memory, event loop, processor) are among them: once a process */
  constructor(
    private readonly now: () => number = Date.now,
    ofProcess: boolean = false,
  ) {
    if (ofProcess) collectDefaultMetrics({ register: this.registry });
    this.since = new Date(now());
    this.upToDateAt = now();
    this.gauge('dossier_bot_queue_waiting', 'Updates that wait', () => this.queue().waiting);
    this.gauge('dossier_bot_queue_working', 'Updates in work', () => this.queue().working);
    this.gauge('dossier_bot_inbox_open', 'Updates on the disk that are not done', () => this.queue().open);
    this.gauge('dossier_bot_telegram_connected', '1 while Telegram answers, 0 while it cannot be reached', () => (this.trouble === null ? 1 : 0));
  }

  question({ verdict, place, stages }: QuestionRecord): void {
    this.questions.inc({ verdict, place });
    this.byVerdict[verdict] += 1;
    for (const [stage, milliseconds] of Object.entries(stages)) this.seconds.observe({ stage }, milliseconds / 1000);
    if (stages.total === undefined) return;
    this.totals.push(stages.total);
    if (this.totals.length > RECENT) this.totals.shift();
  }

  /** Counts what became of an update; of one that is named, the first that is said of it. */
  update(outcome: Outcome, update?: Update): void {
    if (update && this.counted.has(update)) return;
    if (update) this.counted.add(update);
    this.updates.inc({ outcome });
    this.byOutcome[outcome] += 1;
  }

  /** A call of the Bot API and how it ended: `ok`, an error code, `network`. */
  call(method: string, outcome: string): void {
    this.calls.inc({ method, outcome });
  }

  /** Notes when an update came, for `waited`. */
  received(update: Update): void {
    this.came.set(update, performance.now());
  }

  /** Milliseconds since an update came; 0 when nobody noted it. */
  waited(update: object): number {
    const at = this.came.get(update);
    return at === undefined ? 0 : performance.now() - at;
  }

  /** What is wrong with the connection to Telegram; `null` once it is well. */
  connection(trouble: string | null): void {
    this.trouble = trouble;
  }

  observeQueue(sizes: () => QueueSizes): void {
    this.queue = sizes;
  }

  observeDossier(dossier: Dossier): void {
    const age = (): number => (this.now() - this.upToDateAt) / 1000;
    this.gauge('dossier_bot_index_age_seconds', 'Time since the index was last brought up to date with the folder, or found to be', age);
    this.gauge('dossier_bot_documents', 'Documents in the index', () => dossier.documents().length);
    this.gauge('dossier_bot_passages', 'Passages in the index', () => dossier.passageCount());
    this.gauge('dossier_bot_unreadable_files', 'Files of the dossier that could not be read', () => dossier.unreadable().length);
  }

  /** Notes that the index was brought up to date, or found to be. */
  refreshed(): void {
    this.upToDateAt = this.now();
  }

  /** Milliseconds since 1970 of the last `refreshed`. */
  get refreshedAt(): number {
    return this.upToDateAt;
  }

  counts(): Counts {
    const { since, trouble } = this;
    return { since, questions: { ...this.byVerdict }, updates: { ...this.byOutcome }, median: medianOf(this.totals), queue: this.queue(), trouble };
  }

  /** All metrics in Prometheus's text format, and its content type. */
  async metrics(): Promise<{ readonly type: string; readonly text: string }> {
    return { type: this.registry.contentType, text: await this.registry.metrics() };
  }

  private gauge(name: string, help: string, value: () => number): void {
    const collect = function (this: Gauge): void {
      this.set(value());
    };
    new Gauge({ name, help, registers: [this.registry], collect });
  }
}

function medianOf(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}
