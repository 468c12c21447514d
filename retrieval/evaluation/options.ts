import type { Tool, Values } from '../terminal/command-line.js';
import { UserError } from '../errors.js';
import { METHODS } from '../search/method.js';
import { REMOVALS } from './questions/removal.js';
import { VARIANTS } from './questions/variants.js';

const USAGE =
  'npm run evaluate -- [--questions FILE] [--dossier DIR] [--index PLACE] [--json] [--report FILE.html] [--compare OLD.json] [--methods a,b] [--formats]';

const HELP = `Asks a file of questions whose answers are known, and says how many came out right.

usage: ${USAGE}

  --questions FILE     one JSON object a line: {"id","question","gold":[{"file","quote"}],"all","kind"} (default test/questions.jsonl)
  --dossier DIR        the documents (default: DOSSIER_DIR with --questions, else the seeds)
  --index PLACE        where its index is (default: INDEX for the dossier of DOSSIER_DIR; a place of its own for any other)
  --methods a,b        which of ${METHODS.join(', ')} (default all)
  --variant a,b        ask also in the forms ${VARIANTS.join(', ')}
  --remove a,b         ask also with the gold taken away: its ${REMOVALS.join(' or only its ')}; nothing should be answered then
  --json               print one JSON object instead of the table
  --report FILE.html   write a page with figures, curves and every miss
  --compare OLD.json   say what changed since an earlier --json, question by question
  --formats            make the texts of the dossier in other formats (with LibreOffice) and as scans, and say what is lost in each
  --help               this text

Exit status: 0 done; 1 a quote was not verbatim, or a format lost more than it may; 2 wrong usage, unreadable dossier or questions, broken index.
`;

/** `npm run evaluate`, as it is called. */
export const EVALUATE = {
  usage: USAGE,
  help: HELP,
  options: {
    questions: { type: 'string' },
    dossier: { type: 'string' },
    index: { type: 'string' },
    json: { type: 'boolean', default: false },
    report: { type: 'string' },
    compare: { type: 'string' },
    methods: { type: 'string' },
    variant: { type: 'string' },
    remove: { type: 'string' },
    formats: { type: 'boolean', default: false },
  },
} as const satisfies Tool;

/** @throws {UserError} naming the option, what was expected and what was found */
export function evaluateOptions(values: Values<typeof EVALUATE>) {
  const alone = ['report', 'compare', 'methods', 'variant', 'remove', 'index'] as const;
  const other = values.formats ? alone.find((name) => values[name] !== undefined) : undefined;
  if (other !== undefined)
    throw new UserError(`reading the options: --formats alone (with --questions, --dossier, --json) expected, found --${other} too\nusage: ${USAGE}`);
  return {
    ...values,
    methods: values.methods === undefined ? METHODS : namesIn('--methods', values.methods, METHODS),
    variants: values.variant === undefined ? [] : namesIn('--variant', values.variant, VARIANTS),
    removals: values.remove === undefined ? [] : namesIn('--remove', values.remove, REMOVALS),
  };
}

/** What `npm run evaluate` is asked to do: the options as given (paths too), and the lists among them as names. */
export type EvaluateOptions = ReturnType<typeof evaluateOptions>;

/** The names of a list as `a,b`, each once and in the order in which `known` has them. */
function namesIn<Name extends string>(option: string, list: string, known: readonly Name[]): Name[] {
  const given = list.split(',').map((name) => name.trim());
  const unknown = given.find((name) => !(known as readonly string[]).includes(name));
  if (unknown !== undefined) throw new UserError(`reading ${option}: names among ${known.join(', ')} expected, found "${unknown}"`);
  return known.filter((name) => given.includes(name));
}
