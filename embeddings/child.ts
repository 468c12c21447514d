import { fork, type ChildProcess } from 'node:child_process';
import type { ModelIdentity } from './embedder.js';
import { fromPlain } from './errors.js';
import type { Answer, Job, Request, Results } from './messages.js';
import type { EmbedderSettings } from './settings.js';

/** The embedding process ended before it answered. */
export class ProcessEnded extends Error {
  override readonly name = 'ProcessEnded';
  /** @param how by which exit code or signal */
  constructor(readonly how: string) {
    super(`asking the embedding process: an answer expected, found it ended (${how})`);
  }
}

/** Whoever waits for an answer. */
interface Asked {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: ProcessEnded) => void;
}

/** One embedding process from its start to its end. It is asked one thing at a time (see messages.ts). */
export class Child {
  readonly #process: ChildProcess;
  readonly #exit: Promise<void>;
  #asked: Asked | null = null;
  #answered: Promise<unknown> = Promise.resolve();
  #state: 'loading' | 'open' | 'ended' = 'loading';
  #how = '';

  /** @param file The compiled worker. */
  constructor(file: string) {
    // Its output goes to standard error: standard output is the program's own. Without the program's flags: some (--input-type)
    // are refused for a file. `advanced` carries typed arrays, and texts with halves of surrogate pairs.
    this.#process = fork(file, { execArgv: [], serialization: 'advanced', stdio: ['ignore', 2, 2, 'ipc'] });
    this.#process.on('message', (answer: Answer) => this.#settled()?.resolve(answer));
    this.#exit = new Promise((resolve) => {
      const end = (how: string): void => {
        this.#state = 'ended';
        this.#how = how;
        this.#settled()?.reject(new ProcessEnded(how));
        resolve();
      };
      this.#process.once('exit', (code, signal) => {
        end(signal ? `signal ${signal}` : `exit code ${code ?? 'unknown'}`);
      });
      // It could not be started.
      this.#process.once('error', (error) => {
        end(error.message);
      });
    });
  }

  get hasEnded(): boolean {
    return this.#state === 'ended';
  }

  /**
   * Loads the model.
   * @throws {ModelError} when it cannot be loaded.
   * @throws Error when the process ends before it is.
   */
  async open(settings: EmbedderSettings, background: boolean): Promise<ModelIdentity> {
    const answer = await this.#ask<'open'>({ task: 'open', settings, background }).catch((error: unknown) => {
      throw new Error(`starting the embedding process: a loaded model expected, found it ended (${(error as ProcessEnded).how})`, { cause: error });
    });
    if ('error' in answer) {
      this.kill();
      throw fromPlain(answer.error);
    }
    this.#state = 'open';
    return answer.result;
  }

  /** @throws {ProcessEnded} when it ends before it has answered. */
  do<Task extends Job['task']>(job: Job & { readonly task: Task }): Promise<Answer<Task>> {
    return this.#ask<Task>(job);
  }

  /** Lets it answer what it was asked, and ends it; the loading is all that one still loading has to lose. */
  async end(): Promise<void> {
    if (this.#state === 'loading') this.kill();
    await this.#answered;
    this.#keepProgramAlive(true);
    if (this.#process.connected) this.#process.disconnect();
    await this.#exit;
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }

  #ask<Task extends keyof Results>(request: Request): Promise<Answer<Task>> {
    if (this.hasEnded) return Promise.reject(new ProcessEnded(this.#how));
    const answer = new Promise<Answer>((resolve, reject) => (this.#asked = { resolve, reject }));
    this.#answered = answer.catch(() => undefined);
    this.#keepProgramAlive(true);
    // To a process that has just died nothing can be sent; its `exit` says the rest.
    this.#process.send(request, () => undefined);
    return answer as Promise<Answer<Task>>;
  }

  #settled(): Asked | null {
    const asked = this.#asked;
    this.#asked = null;
    this.#keepProgramAlive(false);
    return asked;
  }

  /** A process with nothing to do does not keep the program from ending. */
  #keepProgramAlive(keep: boolean): void {
    for (const handle of [this.#process, this.#process.channel]) {
      if (keep) handle?.ref();
      else handle?.unref();
    }
  }
}
