import { UserError } from '../retrieval/dossier.js';

/** Exit status of wrong usage, wrong settings, an unreadable dossier or a broken index. */
export const EXIT_USER_ERROR = 2;

/** Exit status of everything that is our own fault. */
export const EXIT_UNEXPECTED = 1;

/**
 * A Telegram token wherever it stands in a text: the bot's number, a colon, then at least 30 letters, digits, _ or -
 * (BotFather gives 35). URLs hold it as `/bot<token>/`.
 */
const TOKEN = /\d{5,}:[\w-]{30,}/g;

/** User and password in the address of a database. */
const PASSWORD = /(postgres(?:ql)?:\/\/)[^\s"'@/]*@/g;

/** The text with every Telegram token and every password of a database taken out: the second line of defence behind logging chosen fields only. */
export function withoutTokens(text: string): string {
  return text.replace(TOKEN, '<token>').replace(PASSWORD, '$1<password>@');
}

/**
 * Runs a command to its end and turns failure into one line on standard error and an exit status:
 * 2 when the error is the user's to mend (`UserError`), 1 otherwise.
 */
export async function runCommand(name: string, command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    process.stderr.write(`${failureLine(name, error)}\n`);
    process.exitCode = error instanceof UserError ? EXIT_USER_ERROR : EXIT_UNEXPECTED;
  }
}

/** What `runCommand` prints: one line, no token, no stack. */
export function failureLine(name: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const kind = error instanceof UserError ? '' : 'unexpected failure: ';
  return withoutTokens(`${name}: ${kind}${message}`).replace(/\s*\n\s*/g, ' ');
}
