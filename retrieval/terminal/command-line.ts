import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UserError } from '../errors.js';

type Parsed<Config extends ParseArgsConfig> = ReturnType<typeof parseArgs<Config>>;

/**
 * `parseArgs` of node:util, with errors for a person.
 * @param usage the command's usage, one line, shown below the error
 * @throws {UserError} naming the option that is unknown, lacks its value or has one too many
 */
export function readOptions<const Config extends ParseArgsConfig>(config: Config, usage: string): Parsed<Config> {
  try {
    return parseArgs(config);
  } catch (error) {
    // Node adds advice on positional arguments after the first sentence; the usage line says it better.
    const reason = error instanceof Error ? error.message.split(/[.\n] /u)[0]! : String(error);
    throw new UserError(`reading the options: ${reason.replace(/\.$/u, '')}\nusage: ${usage}`);
  }
}

/**
 * A whole number given as an option.
 * @throws {UserError} when it is not one or out of range
 */
export function readWhole(option: string, value: string, least: number, most: number): number {
  const number = Number(value);
  if (/^\d+$/u.test(value) && number >= least && number <= most) return number;
  throw new UserError(`reading ${option}: a whole number from ${least} to ${most} expected, found "${value}"`);
}

/** Lets the program end in peace when nobody reads what it prints (`| head` closes the pipe): that is no failure. */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
}

/**
 * Runs one of the tools of evaluation to its end, with the arguments of the command line. What is the user's to mend is told on standard
 * error, with exit status 2; any other failure goes on as the fault that it is.
 */
export async function runTool(tool: (args: readonly string[]) => Promise<void>): Promise<void> {
  endWithReader();
  try {
    await tool(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
