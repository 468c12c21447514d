import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../embeddings/project-root.js';

/** The compiled programs behind the npm scripts, started without npm: it adds a second to each. */
export const COMMANDS = { ask: 'dist/bot/ask.js', index: 'dist/bot/index-command.js', start: 'dist/bot/main.js' } as const;

/** What the developer's own shell or .env says must not reach a tested program: it gets these variables alone. */
const KEPT = ['PATH', 'HOME', 'TMPDIR', 'CHROMIUM_PATH'];

/** A program under test as the user meets it. */
export interface Running {
  readonly process: ChildProcess;
  /** Ctrl-C: the signal goes to the program and to whatever started it or was started by it, as a terminal does. */
  interrupt(): void;
  /** Everything written so far. */
  stdout(): string;
  stderr(): string;
  /** Resolves with the first match on either stream. @throws Error with what was written when the program ends first, or after two minutes */
  said(pattern: RegExp): Promise<RegExpExecArray>;
  /** Resolves with the exit status (`null`: ended by a signal). */
  readonly ended: Promise<number | null>;
}

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Run as this program instead of node on the compiled file: `['npm', 'start']`. It runs in the project's folder. */
  readonly through?: readonly [string, ...string[]];
}

/** Starts a command. `.env` is read from the working folder, so it is one without. */
export function startCommand(command: keyof typeof COMMANDS, args: readonly string[] = [], { env = {}, stdin = '', through }: CommandOptions = {}): Running {
  const [program, ...first] = through ?? [process.execPath, join(projectRoot, COMMANDS[command])];
  const kept = Object.fromEntries(KEPT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
  const child = spawn(program, [...first, ...args], {
    cwd: through ? projectRoot : tmpdir(),
    env: { ...kept, LANG: 'C.UTF-8', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  let [stdout, stderr] = ['', ''];
  const waiting = new Set<() => void>();
  const note = () => {
    for (const look of waiting) look();
  };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
    note();
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
    note();
  });
  // A program that ends without reading closes the pipe: no failure of the test.
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin);
  const ended = once(child, 'close').then(([status]) => status as number | null);
  return {
    process: child,
    interrupt: () => {
      if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGINT');
    },
    stdout: () => stdout,
    stderr: () => stderr,
    ended,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const settle = (): void => {
          waiting.delete(look);
          clearTimeout(limit);
        };
        const fail = (why: string) => {
          settle();
          reject(new Error(`waiting for ${String(pattern)}: ${why}\n${stdout}\n${stderr}`));
        };
        const look = () => {
          const found = pattern.exec(stdout) ?? pattern.exec(stderr);
          if (found === null) return;
          settle();
          resolve(found);
        };
        const limit = setTimeout(() => {
          fail('two minutes went by');
        }, 120_000);
        waiting.add(look);
        void ended.then((status) => {
          look();
          if (waiting.has(look)) fail(`the program ended with ${String(status)}`);
        });
        look();
      }),
  };
}

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Lines of standard error that are no progress. */
  readonly complaints: readonly string[];
}

/** Runs a command to its end. */
export async function runCommand(command: keyof typeof COMMANDS, args: readonly string[] = [], options: CommandOptions = {}): Promise<Ran> {
  const running = startCommand(command, args, options);
  const status = await running.ended;
  const stderr = running.stderr();
  return {
    status,
    stdout: running.stdout(),
    stderr,
    complaints: stderr.split('\n').filter((line) => line !== '' && !/^[\p{Ll} ’]+: \d+\/\d+(?: \(.*\))?$/u.test(line)),
  };
}
