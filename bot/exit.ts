import { UserError } from '../retrieval/errors.js';
import { withoutSecrets } from './settings/secrets.js';
import { printable } from './terminal/style.js';

/** Exit status of wrong usage, wrong settings, an unreadable dossier or a broken index. */
export const EXIT_USER_ERROR = 2;

/** Exit status of everything that is our own fault. */
export const EXIT_UNEXPECTED = 1;

/**
 * Runs a command to its end and turns failure into one line on standard error and an exit status:
 * 2 when the error is the user's to mend (`UserError`), 1 otherwise.
 */
export async function runCommand(name: string, command: () => Promise<void>): Promise<void> {
  // What nothing awaited leaves the program in no known state.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) process.on(event, (error: unknown) => process.exit(tell(name, error)));
  try {
    await command();
  } catch (error) {
    process.exitCode = tell(name, error);
  }
}

/** @returns the exit status */
function tell(name: string, error: unknown): number {
  process.stderr.write(`${failureLine(name, error)}\n`);
  if (error instanceof UserError) return EXIT_USER_ERROR;
  // Where it was thrown is for whoever mends the program.
  if (error instanceof Error && /^(?:debug|trace)$/iu.test(process.env['LOG_LEVEL'] ?? '')) process.stderr.write(`${withoutSecrets(error.stack ?? '')}\n`);
  return EXIT_UNEXPECTED;
}

/** What `runCommand` prints: one line, no secret, no stack. */
export function failureLine(name: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const kind = error instanceof UserError ? '' : 'unexpected failure: ';
  return printable(withoutSecrets(`${name}: ${kind}${message}`).replace(/\s*\n\s*/g, ' '));
}
