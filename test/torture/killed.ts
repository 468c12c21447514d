import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** A program of programs/ that ran, and was killed unless it was quicker. */
export interface Killed {
  /** Lines of standard output, the last one when it is whole. */
  readonly lines: readonly string[];
  readonly wasKilled: boolean;
  /** Milliseconds from its first line to its end. */
  readonly milliseconds: number;
  /** What it said on standard error. */
  readonly complaint: string;
}

/**
 * Starts a program and kills it (SIGKILL) so many milliseconds after its first line, when the modules are loaded and the work begins.
 * @param after `null`: it runs to its end
 */
export async function runAndKill(program: string, args: readonly string[], after: number | null): Promise<Killed> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(`programs/${program}`, import.meta.url)), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [output, complaint] = ['', ''];
  const begun = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      if (output.includes('\n')) resolve();
    });
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => void (complaint += chunk));
  const ended = new Promise<NodeJS.Signals | null>((resolve) =>
    child.once('close', (_status, signal) => {
      resolve(signal);
    }),
  );
  await Promise.race([begun, ended]);
  const began = performance.now();
  if (after !== null) {
    await Promise.race([pause(after), ended]);
    child.kill('SIGKILL');
  }
  const signal = await ended;
  return { lines: output.split('\n').slice(0, -1), wasKilled: signal === 'SIGKILL', milliseconds: performance.now() - began, complaint };
}
