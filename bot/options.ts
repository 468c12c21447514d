import { readOptions, readWhole } from '../retrieval/command-options.js';
import { type Environment, readSettings, type Settings } from './config.js';

export interface AskCommandOptions {
  readonly settings: Settings;
  /** `null` when questions come from standard input. */
  readonly question: string | null;
  readonly json: boolean;
  readonly top: number;
  /** Documents to search, as typed; empty for all. */
  readonly within: readonly string[];
  readonly help: boolean;
}

export interface IndexCommandOptions {
  readonly settings: Settings;
  readonly help: boolean;
}

/** The lines of --help about the options that every command takes; each overrides the setting of the same name. */
export const PLACE_HELP = `  --dossier DIR   the folder of documents (default: DOSSIER_DIR, else the seeds shipped with the project)
  --index PLACE   where its index is (default: INDEX, else a folder for this dossier under .dossier)
  --help          this text`;

export const ASK_USAGE = 'npm run ask -- [--json] [--top N] [--in FILE] [--dossier DIR] [--index PLACE] ["question"]';

export const ASK_HELP = `Asks the dossier a question, in French or English, and shows the passages that answer, quoted to the letter.
Without a question: a question a line from standard input, an answer each.

usage: ${ASK_USAGE}

  --json          one JSON object a question, on one line
  --top N         how many passages, 1 to 50 (default 5)
  --in FILE       search only this document: its name, or a part of its name or title (may be repeated)
${PLACE_HELP}

Exit status: 0 done; 2 wrong usage, a question that cannot be asked, unreadable dossier or broken index.
`;

export const INDEX_USAGE = 'npm run index -- [--dossier DIR] [--index PLACE]';

export const INDEX_HELP = `Brings the index up to date with the folder of documents. Only what changed is read and embedded again.

usage: ${INDEX_USAGE}

${PLACE_HELP}

Exit status: 0 done; 2 wrong usage, unreadable dossier or an index that cannot be written.
`;

/** The options that every command takes. */
export const placeOptions = {
  dossier: { type: 'string' },
  index: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Passages shown when nothing is said (design.md), and the range that a dossier takes. */
const DEFAULT_TOP = 5;
const MOST_TOP = 50;

/** @throws {UserError} naming the option, what was expected and what was found */
export function readAskOptions(args: readonly string[], env: Environment): AskCommandOptions {
  const { values, positionals } = readOptions(
    {
      args: [...args],
      options: { ...placeOptions, json: { type: 'boolean', default: false }, top: { type: 'string' }, in: { type: 'string', multiple: true } },
      allowPositionals: true,
    },
    ASK_USAGE,
  );
  return {
    settings: readSettings(env, values),
    // Words left without quotes are one question.
    question: positionals.length === 0 ? null : positionals.join(' '),
    json: values.json,
    top: values.top === undefined ? DEFAULT_TOP : readWhole('--top', values.top, 1, MOST_TOP),
    within: values.in ?? [],
    help: values.help,
  };
}

/** @throws {UserError} naming the option, what was expected and what was found */
export function readIndexOptions(args: readonly string[], env: Environment): IndexCommandOptions {
  const { values } = readOptions({ args: [...args], options: placeOptions }, INDEX_USAGE);
  return { settings: readSettings(env, values), help: values.help };
}
