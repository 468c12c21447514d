import { Worker } from 'node:worker_threads';
import type { Embedder, Embedding, ModelIdentity, TextKind } from './embedder.js';
import { EmbedderClosedError, EmbedderThreadError, fromPlain, ModelError } from './errors.js';
import type { FromThread, Job, ToThread } from './messages.js';
import type { EmbedderSettings } from './settings.js';

/** A job and whoever waits for it. */
interface Waiting {
  readonly job: Job;
  readonly resolve: (result: Embedding | number[]) => void;
  readonly reject: (error: Error) => void;
}

/** Deaths without a job done between them, after which what waits is given up. */
const LAST_DEATH = 2;

/**
 * An embedder whose model lives on a thread of its own. Jobs wait here, not there, so that a question can go before passages
 * and that nothing is lost when the thread dies: it is started again, once, and gets the same jobs again.
 */
export class ThreadEmbedder implements Embedder {
  readonly model: ModelIdentity;
  readonly #file: URL;
  readonly #settings: EmbedderSettings;
  // Questions, then counts (quick), then passages.
  readonly #queues: readonly [Waiting[], Waiting[], Waiting[]] = [[], [], []];
  #worker: Worker;
  #busy: { readonly id: number; readonly waiting: Waiting } | null = null;
  #lastId = 0;
  #deaths = 0;
  #state: 'ready' | 'starting' | 'dead' | 'closed' = 'ready';
  #closing: Promise<void> | null = null;

  private constructor(file: URL, settings: EmbedderSettings, worker: Worker, model: ModelIdentity) {
    this.#file = file;
    this.#settings = settings;
    this.model = model;
    this.#worker = worker;
    this.#attach(worker);
  }

  /**
   * Starts the thread and waits until its model is loaded.
   * @param file The compiled worker.
   * @throws {ModelError} when the model cannot be loaded.
   */
  static async start(file: URL, settings: EmbedderSettings): Promise<ThreadEmbedder> {
    const worker = new Worker(file, { workerData: settings });
    return new ThreadEmbedder(file, settings, worker, await ready(worker));
  }

  embed(text: string, kind: TextKind): Promise<Embedding> {
    return this.#ask({ task: 'embed', text, kind }, kind === 'question' ? 0 : 2) as Promise<Embedding>;
  }

  countTokens(texts: readonly string[], kind: TextKind): Promise<number[]> {
    return this.#ask({ task: 'count', texts, kind }, 1) as Promise<number[]>;
  }

  /** Lets the job being done finish, rejects those that wait, and ends the thread. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  #ask(job: Job, queue: 0 | 1 | 2): Promise<Embedding | number[]> {
    if (this.#state === 'closed') return Promise.reject(new EmbedderClosedError());
    return new Promise((resolve, reject) => {
      this.#queues[queue].push({ job, resolve, reject });
      if (this.#state === 'dead') void this.#restart();
      else this.#next();
    });
  }

  #next(): void {
    if (this.#busy || this.#state !== 'ready') return;
    const waiting = this.#queues.find((queue) => queue.length > 0)?.shift();
    if (waiting) this.#give(waiting);
  }

  #give(waiting: Waiting): void {
    const id = ++this.#lastId;
    this.#busy = { id, waiting };
    this.#worker.ref();
    this.#worker.postMessage({ id, ...waiting.job } satisfies ToThread);
  }

  #attach(worker: Worker): void {
    // A thread with nothing to do does not keep the program from ending.
    worker.unref();
    let cause: Error | null = null;
    worker.on('message', (message: FromThread) => {
      if ('id' in message) this.#finish(message);
    });
    worker.on('error', (error) => {
      cause = error;
    });
    worker.on('exit', (code) => {
      if (this.#state !== 'closed') this.#buried(cause ?? new Error(`exit code ${code}`));
      else this.#busy?.waiting.reject(new EmbedderClosedError());
    });
  }

  #finish(message: Extract<FromThread, { readonly id: number }>): void {
    if (message.id !== this.#busy?.id) return;
    const { waiting } = this.#busy;
    this.#busy = null;
    this.#worker.unref();
    this.#deaths = 0;
    if ('result' in message) waiting.resolve(message.result);
    else waiting.reject(fromPlain(message.error));
    this.#next();
  }

  /** The thread ended though nobody closed it. */
  #buried(cause: Error): void {
    this.#state = 'dead';
    this.#deaths++;
    if (this.#deaths >= LAST_DEATH) this.#giveUp(cause);
    else if (this.#busy || this.#queues.some((queue) => queue.length > 0)) void this.#restart();
  }

  async #restart(): Promise<void> {
    this.#state = 'starting';
    const worker = new Worker(this.#file, { workerData: this.#settings });
    this.#worker = worker;
    try {
      const model = await ready(worker);
      if (model.checksum !== this.model.checksum) {
        void worker.terminate();
        throw new ModelError(`starting the embedding thread again: the model ${this.model.checksum} expected, found ${model.checksum}: its files have changed; start the program again`);
      }
    } catch (error) {
      if (this.#isOpen()) {
        this.#state = 'dead';
        this.#giveUp(error as Error);
      }
      return;
    }
    this.#attach(worker);
    if (!this.#isOpen()) {
      worker.postMessage('close' satisfies ToThread);
      return;
    }
    this.#state = 'ready';
    // What it died of goes first: if it kills this thread too, it alone is to blame.
    if (this.#busy) this.#give(this.#busy.waiting);
    else this.#next();
  }

  #giveUp(cause: Error): void {
    this.#deaths = 0;
    const error = cause instanceof ModelError ? cause
      : new EmbedderThreadError(`embedding: a thread that stays alive expected, found it ended ${LAST_DEATH} times in a row (${cause.message}); try again, or free some memory`, { cause });
    this.#rejectAll(error);
  }

  #rejectAll(error: Error): void {
    const all = [...(this.#busy ? [this.#busy.waiting] : []), ...this.#queues.flatMap((queue) => queue.splice(0))];
    this.#busy = null;
    for (const { reject } of all) reject(error);
  }

  #isOpen(): boolean {
    return this.#state !== 'closed';
  }

  async #close(): Promise<void> {
    const before = this.#state;
    this.#state = 'closed';
    for (const { reject } of this.#queues.flatMap((queue) => queue.splice(0))) reject(new EmbedderClosedError());
    if (before === 'dead') return;
    const worker = this.#worker;
    worker.ref();
    await new Promise<void>((resolve) => {
      worker.once('exit', () => {
        resolve();
      });
      // While it loads it cannot be asked to end; the loading is all it has to lose.
      if (before === 'starting') void worker.terminate();
      else worker.postMessage('close' satisfies ToThread);
    });
    if (before === 'starting') this.#rejectAll(new EmbedderClosedError());
  }
}

/** Waits for a thread's first message. */
function ready(worker: Worker): Promise<ModelIdentity> {
  return new Promise((resolve, reject) => {
    worker.once('message', (message: FromThread) => {
      if ('ready' in message) resolve(message.ready);
      else if ('failed' in message) reject(fromPlain(message.failed));
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      reject(new Error(`starting the embedding thread: a loaded model expected, found the thread ended (exit code ${code})`));
    });
  });
}
