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

/** What one of the tools of evaluation says of itself, and the options that it takes beside --help. */
export interface Tool<Options extends ToolOptions = ToolOptions> {
  /** One line, shown below errors in the options. */
  readonly usage: string;
  readonly help: string;
  readonly options: Options;
}

/** Where a tool reads its arguments and writes to. */
export interface ToolWorld {
  readonly args: readonly string[];
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

type ToolOptions = NonNullable<ParseArgsConfig['options']>;

/** What a tool was called with. */
export type Values<T extends Tool> = Parsed<{ options: T['options'] }>['values'];

/**
 * Runs one of the tools of evaluation to its end; --help is answered here. What is the user's to mend is told on standard error; any other
 * failure goes on as the fault that it is.
 * @returns the exit status: the tool's own; 2 when something is the user's to mend
 */
export async function toolStatus<const Options extends ToolOptions>(
  { usage, help, options }: Tool<Options>,
  { args, stdout, stderr }: ToolWorld,
  run: (values: Values<Tool<Options>>) => Promise<number>,
): Promise<number> {
  try {
    const { values } = readOptions({ args: [...args], options: { ...options, help: { type: 'boolean', short: 'h' } } }, usage);
    if (!('help' in values)) return await run(values);
    stdout.write(help);
    return 0;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    stderr.write(`${error.message}\n`);
    return 2;
  }
}

/** The same as the program that it is. */
export async function runTool<const Options extends ToolOptions>(tool: Tool<Options>, run: (values: Values<Tool<Options>>) => Promise<void>): Promise<void> {
  endWithReader();
  process.exitCode = await toolStatus(tool, { args: process.argv.slice(2), stdout: process.stdout, stderr: process.stderr }, async (values) => {
    await run(values);
    return 0;
  });
}
