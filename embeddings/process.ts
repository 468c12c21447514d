import { fork, type ChildProcess } from 'node:child_process';
import type { Embedder, Embedding, ModelIdentity, TextKind } from './embedder.js';
import { EmbedderClosedError, EmbedderProcessError, fromPlain, ModelError } from './errors.js';
import type { FromWorker, Job, ToWorker } from './messages.js';
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
 * An embedder whose model lives in a process of its own, so that computing blocks nobody. Jobs wait here, not there: a question
 * can go before passages, and nothing is lost when the process dies; it is started again, once, and gets the same jobs again.
 *
 * A process and not a thread, because onnxruntime-node 1.14 cannot be loaded into a second thread safely: after a worker thread's
 * end the next one corrupts memory (measured: of four programs that opened and closed six in turn, three crashed), and a program that
 * ends while one computes is aborted.
 */
export class ProcessEmbedder implements Embedder {
  readonly model: ModelIdentity;
  readonly #file: string;
  readonly #settings: EmbedderSettings;
  readonly #background: boolean;
  // Questions, then counts (quick), then passages.
  readonly #queues: readonly [Waiting[], Waiting[], Waiting[]] = [[], [], []];
  #worker: ChildProcess;
  #busy: { readonly id: number; readonly waiting: Waiting } | null = null;
  #lastId = 0;
  #deaths = 0;
  #state: 'ready' | 'starting' | 'dead' | 'closed' = 'ready';
  #closing: Promise<void> | null = null;

  private constructor(file: string, settings: EmbedderSettings, background: boolean, worker: ChildProcess, model: ModelIdentity) {
    this.#file = file;
    this.#settings = settings;
    this.#background = background;
    this.model = model;
    this.#worker = worker;
    this.#attach(worker);
  }

  /**
   * Starts the process and waits until its model is loaded.
   * @param file The compiled worker.
   * @param background Whether it leaves the processor to others whenever they want it.
   * @throws {ModelError} when the model cannot be loaded.
   */
  static async start(file: string, settings: EmbedderSettings, background = false): Promise<ProcessEmbedder> {
    const worker = begin(file, settings, background);
    return new ProcessEmbedder(file, settings, background, worker, await ready(worker));
  }

  embed(text: string, kind: TextKind): Promise<Embedding> {
    return this.#ask({ task: 'embed', text, kind }, kind === 'question' ? 0 : 2) as Promise<Embedding>;
  }

  countTokens(texts: readonly string[], kind: TextKind): Promise<number[]> {
    return this.#ask({ task: 'count', texts, kind }, 1) as Promise<number[]>;
  }

  /** Lets the job being done finish, rejects those that wait, and ends the process. */
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
    keepProgramAlive(this.#worker, true);
    send(this.#worker, { id, ...waiting.job });
  }

  #attach(worker: ChildProcess): void {
    // A worker with nothing to do does not keep the program from ending.
    keepProgramAlive(worker, false);
    worker.on('message', (message: FromWorker) => {
      if ('id' in message) this.#finish(message);
    });
    worker.on('exit', (code, signal) => {
      if (this.#state !== 'closed') this.#buried(new Error(endOf(code, signal)));
      else this.#busy?.waiting.reject(new EmbedderClosedError());
    });
  }

  #finish(message: Extract<FromWorker, { readonly id: number }>): void {
    if (message.id !== this.#busy?.id) return;
    const { waiting } = this.#busy;
    this.#busy = null;
    this.#deaths = 0;
    keepProgramAlive(this.#worker, false);
    if ('result' in message) waiting.resolve(owned(message.result));
    else waiting.reject(fromPlain(message.error));
    this.#next();
  }

  /** The process ended though nobody closed it. */
  #buried(cause: Error): void {
    this.#state = 'dead';
    this.#deaths++;
    if (this.#deaths >= LAST_DEATH) this.#giveUp(cause);
    else if (this.#busy || this.#queues.some((queue) => queue.length > 0)) void this.#restart();
  }

  async #restart(): Promise<void> {
    this.#state = 'starting';
    const worker = begin(this.#file, this.#settings, this.#background);
    this.#worker = worker;
    try {
      const model = await ready(worker);
      if (model.checksum !== this.model.checksum) {
        worker.kill('SIGKILL');
        throw new ModelError(
          `starting the embedding process again: the model ${this.model.checksum} expected, found ${model.checksum}: its files have changed; start the program again`,
        );
      }
    } catch (error) {
      if (this.#isOpen()) {
        this.#state = 'dead';
        this.#giveUp(error as Error);
      }
      return;
    }
    if (!this.#isOpen()) return;
    this.#attach(worker);
    this.#state = 'ready';
    // What it died of goes first: if it kills this process too, it alone is to blame.
    if (this.#busy) this.#give(this.#busy.waiting);
    else this.#next();
  }

  #giveUp(cause: Error): void {
    this.#deaths = 0;
    this.#rejectAll(
      cause instanceof ModelError
        ? cause
        : new EmbedderProcessError(
            `embedding: a process that stays alive expected, found it ended ${LAST_DEATH} times in a row (${cause.message}); try again, or free some memory`,
            { cause },
          ),
    );
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
    keepProgramAlive(worker, true);
    await new Promise<void>((resolve) => {
      worker.once('exit', () => {
        resolve();
      });
      // The loading is all that a starting one has to lose.
      if (before === 'starting') worker.kill('SIGKILL');
      else send(worker, 'close');
    });
    // Only a restart that was under way leaves a text behind.
    this.#rejectAll(new EmbedderClosedError());
  }
}

function begin(file: string, settings: EmbedderSettings, background: boolean): ChildProcess {
  // Its output goes to standard error: standard output is the program's own. Without the program's flags: some (--input-type)
  // are refused for a file. `advanced` carries typed arrays, and texts with halves of surrogate pairs.
  const worker = fork(file, { execArgv: [], serialization: 'advanced', stdio: ['ignore', 2, 2, 'ipc'] });
  send(worker, { open: settings, background });
  return worker;
}

/** Waits for a worker's first message. */
function ready(worker: ChildProcess): Promise<ModelIdentity> {
  return new Promise((resolve, reject) => {
    worker.once('message', (message: FromWorker) => {
      if ('ready' in message) resolve(message.ready);
      else if ('failed' in message) reject(fromPlain(message.failed));
    });
    worker.once('error', reject);
    worker.once('exit', (code, signal) => {
      reject(new Error(`starting the embedding process: a loaded model expected, found it ended (${endOf(code, signal)})`));
    });
  });
}

function send(worker: ChildProcess, message: ToWorker): void {
  // To a worker that has just died nothing can be sent; its `exit` says the rest.
  worker.send(message, () => undefined);
}

function keepProgramAlive(worker: ChildProcess, keep: boolean): void {
  if (keep) {
    worker.ref();
    worker.channel?.ref();
  } else {
    worker.unref();
    worker.channel?.unref();
  }
}

function endOf(code: number | null, signal: string | null): string {
  return signal ? `signal ${signal}` : `exit code ${code ?? 'unknown'}`;
}

/** Arrays that come through the channel are views of the whole message: each gets memory of its own. */
function owned(result: Embedding | number[]): Embedding | number[] {
  if (Array.isArray(result)) return result;
  const { vector, tokens } = result;
  return { vector: vector.slice(), tokens: { vectors: tokens.vectors.slice(), offsets: tokens.offsets.slice() } };
}
