import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../../../embeddings/index.js';
import type { Format } from '../format.js';
import type { ReadingLimits } from '../../limits.js';
import { NotReadable, type PartRead, type ReadResult } from '../reader.js';
import type { FromReader, ToReader } from './messages.js';

/** The compiled child: processes run from dist/, also under vitest. */
const CHILD = join(projectRoot, 'dist/retrieval/documents/file/apart/child.js');

/** A process that has read this many files is replaced: what its libraries keep does not add up. */
const FILES_A_PROCESS = 500;

interface Job {
  readonly id: number;
  readonly resolve: (read: { readonly result: ReadResult; readonly hash: string }) => void;
  readonly reject: (error: Error) => void;
  readonly limits: ReadingLimits;
  readonly onPart: ((read: PartRead) => void) | undefined;
  timer: NodeJS.Timeout | null;
  seconds: number;
  /** When time runs out, in milliseconds of `performance.now()`. */
  deadline: number;
}

/**
 * Reads files in a process of its own, one at a time: whatever a file does there (endless work, memory without end, a crash
 * of a library), the process is ended with it, the file is refused with the reason, and the next one gets a new process.
 */
export class ReadingProcess {
  #child: ChildProcess | null = null;
  #job: Job | null = null;
  #files = 0;
  #lastId = 0;
  #tail: Promise<unknown> = Promise.resolve();
  #closed = false;

  /**
   * @param source a path, or the bytes of a file inside another one.
   * @param onPart called before each page or picture that is recognised, with what of the file was read before it.
   * @returns what was read, and the SHA-256 (hex) of the bytes it was read from.
   * @throws {NotReadable} with a reason for the user.
   */
  read(
    format: Format,
    name: string,
    source: ToReader['source'],
    limits: ReadingLimits,
    onPart?: (read: PartRead) => void,
  ): Promise<{ readonly result: ReadResult; readonly hash: string }> {
    const next = this.#tail.then(() => this.#start(format, name, source, limits, onPart));
    this.#tail = next.catch(() => undefined);
    return next;
  }

  /** Ends the process; a file being read is refused. */
  close(): void {
    this.#closed = true;
    this.#end(new NotReadable({ code: 'stopped' }));
  }

  #start(
    format: Format,
    name: string,
    source: ToReader['source'],
    limits: ReadingLimits,
    onPart?: (read: PartRead) => void,
  ): Promise<{ readonly result: ReadResult; readonly hash: string }> {
    if (this.#closed) return Promise.reject(new NotReadable({ code: 'stopped' }));
    if (this.#files >= FILES_A_PROCESS) this.#release();
    this.#files++;
    const child = (this.#child ??= this.#fork(limits));
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#job = { id, resolve, reject, limits, onPart, timer: null, seconds: limits.seconds, deadline: performance.now() + limits.seconds * 1_000 };
      this.#wind(this.#job);
      child.ref();
      child.channel?.ref();
      child.send({ id, format, name, source, limits } satisfies ToReader, (error) => {
        if (error && this.#job?.id === id) this.#end(new NotReadable({ code: 'reader-missing', detail: error.message }));
      });
    });
  }

  #fork(limits: ReadingLimits): ChildProcess {
    const child = fork(CHILD, [String(limits.memoryMiB)], {
      serialization: 'advanced',
      // Libraries print what they think of a file; it is nobody's business here.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [`--max-old-space-size=${limits.memoryMiB}`, '--no-warnings'],
      // Nothing secret is handed to code that reads strangers' files.
      env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', ...(process.env['TMPDIR'] && { TMPDIR: process.env['TMPDIR'] }) },
    });
    this.#files = 1;
    child.on('message', (message: FromReader) => {
      this.#hear(message);
    });
    child.on('exit', (code, signal) => {
      if (this.#child !== child) return;
      this.#child = null;
      const memory = signal === 'SIGKILL' || signal === 'SIGABRT' || code === 134;
      this.#finish(
        new NotReadable(memory ? { code: 'memory', limit: limits.memoryMiB } : { code: 'reader-ended', detail: signal ?? `exit code ${String(code)}` }),
      );
    });
    child.on('error', (error) => {
      if (this.#child === child) this.#end(new NotReadable({ code: 'reader-missing', detail: error.message }));
    });
    return child;
  }

  #hear(message: FromReader): void {
    const job = this.#job;
    if (message.id !== job?.id) return;
    if ('picture' in message) {
      job.onPart?.(message.picture);
      job.seconds += job.limits.secondsPerPicture;
      job.deadline += job.limits.secondsPerPicture * 1_000;
      this.#wind(job);
    } else if ('refused' in message) {
      this.#finish(new NotReadable(message.refused));
    } else {
      this.#finish(null);
      job.resolve({ result: message.result, hash: message.hash });
    }
  }

  #wind(job: Job): void {
    if (job.timer) clearTimeout(job.timer);
    job.timer = setTimeout(() => {
      this.#end(new NotReadable({ code: 'time', limit: job.seconds }));
    }, job.deadline - performance.now());
  }

  /** The file at hand is done; with an error it is refused. */
  #finish(error: Error | null): void {
    const job = this.#job;
    this.#job = null;
    if (job?.timer) clearTimeout(job.timer);
    // A process with nothing to do does not keep the program from ending.
    this.#child?.unref();
    this.#child?.channel?.unref();
    if (error) job?.reject(error);
  }

  #end(error: Error): void {
    const child = this.#child;
    this.#child = null;
    child?.kill('SIGKILL');
    this.#finish(error);
  }

  #release(): void {
    const child = this.#child;
    this.#child = null;
    child?.kill('SIGKILL');
  }
}
