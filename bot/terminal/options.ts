import { readOptions, readWhole } from '../../retrieval/terminal/command-line.js';
import { UserError } from '../../retrieval/errors.js';
import { DEFAULT_LIMITS } from '../../retrieval/documents/index.js';
import { type Environment, readSettings, type Settings } from '../settings/config.js';
import { LIMIT_SETTINGS } from '../settings/reading-limits.js';

export interface AskCommandOptions {
  readonly settings: Settings;
  /** `null` when questions come from standard input. */
  readonly question: string | null;
  readonly json: boolean;
  readonly top: number;
  /** Documents to search, as typed; empty for all. */
  readonly within: readonly string[];
  /** What is done with the text: asked, or one of the evidence modes. */
  readonly mode: AskMode;
  /** The form of a chronology; `null` for text. */
  readonly form: 'csv' | 'ics' | null;
  /** Where the answers' evidence pack is written; `null` for none. */
  readonly pack: string | null;
  /** The pack holds hashes instead of the documents. */
  readonly hashes: boolean;
}

export type AskMode = 'ask' | 'verify' | 'coverage' | 'chronology';

/** The lines of --help about the options that every command takes; each overrides the setting of the same name. */
export const PLACE_HELP = `  --dossier DIR   the folder of documents (default: DOSSIER_DIR, else the seeds shipped with the project)
  --index PLACE   where its index is (default: INDEX, else a folder for this dossier under .dossier)
  --help          this text`;

const ASK_USAGE =
  'npm run ask -- [--verify | --coverage | --chronology [--csv | --ics]] [--pack FILE.zip [--hashes]] [--json] [--top N] [--in FILE] [--dossier DIR] [--index PLACE] ["question"]';

export const ASK_HELP = `Asks the dossier a question, in French or English, and shows the passages that answer, quoted to the letter.
Without a question: a question a line from standard input, an answer each.

usage: ${ASK_USAGE}

  --json          one JSON object a question, on one line
  --top N         how many passages, 1 to 50 (default 5)
  --in FILE       search only this document: its name, or a part of its name or title (may be repeated)
  --pack FILE.zip also writes the answers as an evidence pack, which anyone can check with nothing but Node.js
  --hashes        the pack holds the documents' hashes instead of the documents

Instead of asking:
  --verify        checks the text, or standard input as a whole, as a quote: exact, near (with the differences) or absent
  --coverage      how many of the documents speak of the text's subject, with the best sentence of each
  --chronology    the dates of the documents, of the text's subject or (without a text) all; --csv or --ics for a file
${PLACE_HELP}

Exit status: 0 done; 2 wrong usage, a question that cannot be asked, unreadable dossier or broken index.
`;

const LIMITS_HELP = Object.entries(LIMIT_SETTINGS)
  .map(([name, [limit, least, most]]) => `  ${name.padEnd(28)} ${least} to ${most} (default ${DEFAULT_LIMITS[limit]})`)
  .join('\n');

const INDEX_USAGE = 'npm run index -- [--dossier DIR] [--index PLACE]';

export const INDEX_HELP = `Brings the index up to date with the folder of documents. Only what changed is read and embedded again; Ctrl-C loses nothing done.

usage: ${INDEX_USAGE}

${PLACE_HELP}

What reading one file may take, from the environment or .env (a file past a limit is refused with the reason, the others go on):
${LIMITS_HELP}

Exit status: 0 done; 2 wrong usage, unreadable dossier or an index that cannot be written; 130 stopped by Ctrl-C.
`;

/** The options that every command takes. */
export const placeOptions = { dossier: { type: 'string' }, index: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } } as const;

/** Passages shown when nothing is said (design.md), and the range that a dossier takes. */
const DEFAULT_TOP = 5;
const MOST_TOP = 50;

/** The options of the evidence modes. */
const evidenceOptions = {
  verify: { type: 'boolean', default: false },
  coverage: { type: 'boolean', default: false },
  chronology: { type: 'boolean', default: false },
  csv: { type: 'boolean', default: false },
  ics: { type: 'boolean', default: false },
  pack: { type: 'string' },
  hashes: { type: 'boolean', default: false },
} as const;

/** @throws {UserError} when two modes are asked for at once, or an option of another mode */
function modeOf(
  values: { readonly [K in keyof typeof evidenceOptions]?: string | boolean | undefined } & { readonly json: boolean },
): Pick<AskCommandOptions, 'mode' | 'form' | 'pack' | 'hashes'> {
  const modes = (['verify', 'coverage', 'chronology'] as const).filter((name) => values[name] === true);
  if (modes.length > 1)
    throw new UserError(
      `reading the options: one of --verify, --coverage and --chronology expected, found ${modes.map((name) => `--${name}`).join(' and ')}\nusage: ${ASK_USAGE}`,
    );
  const mode = modes[0] ?? 'ask';
  const forms = (['csv', 'ics'] as const).filter((name) => values[name] === true);
  if (forms.length > 0 && (mode !== 'chronology' || forms.length > 1 || values.json))
    throw new UserError(
      `reading the options: --chronology with one of --csv, --ics and --json expected, found ${forms.map((name) => `--${name}`).join(' and ')}${values.json ? ' and --json' : ''}${mode === 'chronology' ? '' : ' without it'}\nusage: ${ASK_USAGE}`,
    );
  const pack = typeof values.pack === 'string' ? values.pack : null;
  if (pack !== null && (mode !== 'ask' || !pack.endsWith('.zip')))
    throw new UserError(
      `reading --pack: a file name ending in .zip for the answers of questions expected, found "${pack}"${mode === 'ask' ? '' : ` with --${mode}`}`,
    );
  if (values.hashes === true && pack === null) throw new UserError('reading --hashes: --pack FILE.zip beside it expected, found none');
  return { mode, form: forms[0] ?? null, pack, hashes: values.hashes === true };
}

/** @returns what was asked for, `'help'` when that is how to ask. @throws {UserError} naming the option, what was expected and what was found */
export function readAskOptions(args: readonly string[], env: Environment): AskCommandOptions | 'help' {
  const { values, positionals } = readOptions(
    {
      args: [...args],
      options: {
        ...placeOptions,
        json: { type: 'boolean', default: false },
        top: { type: 'string' },
        in: { type: 'string', multiple: true },
        ...evidenceOptions,
      },
      allowPositionals: true,
    },
    ASK_USAGE,
  );
  // Before the settings: whoever asks how to set them may have set them wrong.
  if (values.help) return 'help';
  return {
    settings: readSettings(env, values),
    // Words left without quotes are one question.
    question: positionals.length === 0 ? null : positionals.join(' '),
    json: values.json,
    top: values.top === undefined ? DEFAULT_TOP : readWhole('--top', values.top, 1, MOST_TOP),
    within: values.in ?? [],
    ...modeOf(values),
  };
}

/** @returns what was asked for, `'help'` when that is how to ask. @throws {UserError} naming the option, what was expected and what was found */
export function readIndexOptions(args: readonly string[], env: Environment): Settings | 'help' {
  const { values } = readOptions({ args: [...args], options: placeOptions }, INDEX_USAGE);
  return values.help ? 'help' : readSettings(env, values);
}
