import { Child, ProcessEnded } from './child.js';
import type { Embedder, Embedding, ModelIdentity, TextKind } from './embedder.js';
import { EmbedderClosedError, EmbedderProcessError, fromPlain, ModelError } from './errors.js';
import type { Job, Results } from './messages.js';
import type { EmbedderSettings } from './settings.js';

/** A job and whoever waits for it. */
interface Waiting {
  readonly job: Job;
  readonly resolve: (result: Results[Job['task']]) => void;
  readonly reject: (error: Error) => void;
}

/** Processes that one job may cost before what waits is given up. */
const MOST_DEATHS = 2;

/**
 * An embedder whose model lives in a process of its own, so that computing blocks nobody. Jobs wait here, not there: a question
 * can go before passages, and nothing is lost when the process dies; it is started again, once, and gets the same job again.
 *
 * A process and not a thread, because onnxruntime-node 1.14 cannot be loaded into a second thread safely: after a worker thread's
 * end the next one corrupts memory (measured: of four programs that opened and closed six in turn, three crashed), and a program that
 * ends while one computes is aborted.
 */
export class ProcessEmbedder implements Embedder {
  // Questions, then counts (quick), then passages.
  readonly #queues: readonly [Waiting[], Waiting[], Waiting[]] = [[], [], []];
  #isWorking = false;
  #closing: Promise<void> | null = null;

  private constructor(
    readonly model: ModelIdentity,
    private child: Child,
    private readonly startAgain: () => { readonly child: Child; readonly opened: Promise<ModelIdentity> },
  ) {}

  /**
   * Starts the process and waits until its model is loaded.
   * @param file The compiled worker.
   * @param background Whether it leaves the processor to others whenever they want it.
   * @throws {ModelError} when the model cannot be loaded.
   */
  static async start(file: string, settings: EmbedderSettings, background = false): Promise<ProcessEmbedder> {
    const start = (): { child: Child; opened: Promise<ModelIdentity> } => {
      const child = new Child(file);
      return { child, opened: child.open(settings, background) };
    };
    const { child, opened } = start();
    return new ProcessEmbedder(await opened, child, start);
  }

  embed(text: string, kind: TextKind): Promise<Embedding> {
    return this.#ask({ task: 'embed', text, kind }, kind === 'question' ? 0 : 2) as Promise<Embedding>;
  }

  countTokens(texts: readonly string[], kind: TextKind): Promise<number[]> {
    return this.#ask({ task: 'count', texts, kind }, 1) as Promise<number[]>;
  }

  /** Lets the job being done finish, rejects those that wait, and ends the process. */
  close(): Promise<void> {
    if (!this.#closing) {
      this.#rejectWaiting(new EmbedderClosedError());
      this.#closing = this.child.end();
    }
    return this.#closing;
  }

  #ask(job: Job, queue: 0 | 1 | 2): Promise<Results[Job['task']]> {
    if (this.#closing) return Promise.reject(new EmbedderClosedError());
    return new Promise((resolve, reject) => {
      this.#queues[queue].push({ job, resolve, reject });
      void this.#work();
    });
  }

  /** One job after another, until none waits. */
  async #work(): Promise<void> {
    if (this.#isWorking) return;
    this.#isWorking = true;
    for (let next = this.#next(); next; next = this.#next()) await this.#do(next);
    this.#isWorking = false;
  }

  #next(): Waiting | undefined {
    return this.#queues.find((queue) => queue.length > 0)?.shift();
  }

  async #do({ job, resolve, reject }: Waiting): Promise<void> {
    for (let deaths = 1; ; deaths++) {
      try {
        if (this.child.hasEnded) await this.#restart();
        const answer = await this.child.do(job);
        if ('result' in answer) resolve(owned(answer.result));
        else reject(fromPlain(answer.error));
        return;
      } catch (error) {
        // What it died of goes first: if it kills the next process too, it alone is to blame.
        if (error instanceof ProcessEnded && deaths < MOST_DEATHS && !this.#closing) continue;
        const reason = this.#closing ? new EmbedderClosedError() : whyGivenUp(error as Error);
        reject(reason);
        this.#rejectWaiting(reason);
        return;
      }
    }
  }

  async #restart(): Promise<void> {
    const { child, opened } = this.startAgain();
    this.child = child;
    const model = await opened;
    if (model.checksum === this.model.checksum) return;
    child.kill();
    throw new ModelError(
      `starting the embedding process again: the model ${this.model.checksum} expected, found ${model.checksum}: its files have changed; start the program again`,
    );
  }

  #rejectWaiting(reason: Error): void {
    for (const { reject } of this.#queues.flatMap((queue) => queue.splice(0))) reject(reason);
  }
}

function whyGivenUp(cause: Error): Error {
  if (cause instanceof ModelError) return cause;
  const how = cause instanceof ProcessEnded ? cause.how : cause.message;
  return new EmbedderProcessError(
    `embedding: a process that stays alive expected, found it ended ${MOST_DEATHS} times in a row (${how}); try again, or free some memory`,
    { cause },
  );
}

/** Arrays that come through the channel are views of the whole message: each gets memory of its own. */
function owned(result: Embedding | number[]): Embedding | number[] {
  if (Array.isArray(result)) return result;
  const { vector, tokens } = result;
  return { vector: vector.slice(), tokens: { vectors: tokens.vectors.slice(), offsets: tokens.offsets.slice() } };
}
