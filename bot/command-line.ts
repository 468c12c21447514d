import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UserError } from '../retrieval/dossier.js';

type ParseArgsOptionsConfig = NonNullable<ParseArgsConfig['options']>;

/** The flags that every command takes; each overrides the setting of the same name. */
export const SHARED_FLAGS = {
  dossier: { type: 'string' },
  index: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsOptionsConfig;

/** The lines of --help about the shared flags. */
export const SHARED_FLAGS_HELP = [
  '  --dossier DIR   folder of documents (DOSSIER_DIR; the shipped seeds when left out)',
  '  --index PLACE   where the index is kept (INDEX; .dossier when left out)',
  '  -h, --help      this help',
].join('\n');

type Parsed<Flags extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: Flags & typeof SHARED_FLAGS; strict: true; allowPositionals: true }>
>;

/**
 * Reads a command's own arguments and the shared ones.
 *
 * @param words the arguments, without node and the script's name
 * @param flags the command's own flags, beside `SHARED_FLAGS`
 * @throws {UserError} naming the argument that is unknown or lacks its value
 */
export function readCommandLine<Flags extends ParseArgsOptionsConfig>(words: readonly string[], flags: Flags): Parsed<Flags> {
  try {
    const parsed: unknown = parseArgs({ args: [...words], options: { ...flags, ...SHARED_FLAGS }, strict: true, allowPositionals: true });
    return parsed as Parsed<Flags>;
  } catch (error) {
    const found = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new UserError(`reading the command line: ${found ?? ''}; --help lists what is taken`);
  }
}
