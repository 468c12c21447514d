import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../embeddings/project-root.js';
import { readOptions, readWhole } from '../command-options.js';
import { readDossier } from '../documents/index.js';
import { UserError } from '../errors.js';
import type { EvidenceDocument } from '../evidence/evidence-document.js';
import { indexOf } from '../evidence/verify-quote.js';
import { quoteCases } from './quote-cases.js';
import { scoreQuotes, type KindScore } from './quote-scores.js';

const HELP = `npm run evaluate:quotes -- [--dossier DIR] [--cases N] [--seed N] [--json] [--wrong]
Makes quotes from a dossier (exact, retyped, scanned, with a word or figure changed, a denial added, two places joined, foreign ones
from documents held out) and says how many are judged rightly.
  --dossier DIR  the folder (default: seeds)
  --cases N      quotes of each kind (default 200)
  --seed N       of the random numbers (default 1)
  --json         the figures as JSON
  --wrong        also prints the quotes judged wrongly`;

export interface QuoteReport {
  readonly documents: number;
  readonly characters: number;
  readonly kinds: readonly KindScore[];
  /** A check: median, 95th of a hundred and longest, in milliseconds. */
  readonly milliseconds: readonly [number, number, number];
  /** Building the index, the longest fold. */
  readonly indexMilliseconds: number;
}

/** Makes and checks the quotes of a dossier; each fold holds other documents out and has its share of the cases. */
export function evaluateQuotes(documents: readonly EvidenceDocument[], perKind: number, seed: number): QuoteReport {
  const kinds = new Map<string, KindScore>();
  const times: number[] = [];
  let indexMilliseconds = 0;
  const all = folds(documents);
  all.forEach(({ searched, heldOut }, fold) => {
    const cases = quoteCases(searched, heldOut, Math.ceil(perKind / all.length), seed + fold);
    const began = performance.now();
    indexOf(searched);
    indexMilliseconds = Math.max(indexMilliseconds, performance.now() - began);
    const scores = scoreQuotes(searched, cases);
    times.push(...scores.milliseconds);
    for (const score of scores.kinds) {
      const sum = kinds.get(score.kind);
      kinds.set(score.kind, sum ? { ...sum, cases: sum.cases + score.cases, right: sum.right + score.right, wrong: [...sum.wrong, ...score.wrong] } : score);
    }
  });
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const characters = documents.reduce((sum, { text }) => sum + text.length, 0);
  return { documents: documents.length, characters, kinds: [...kinds.values()], milliseconds: [at(0.5), at(0.95), at(1)], indexMilliseconds };
}

/** One document of a small dossier is held out at a time; a tenth of a large one, once. */
function folds(documents: readonly EvidenceDocument[]): { readonly searched: readonly EvidenceDocument[]; readonly heldOut: readonly EvidenceDocument[] }[] {
  if (documents.length === 1) return [{ searched: documents, heldOut: [] }];
  if (documents.length > 20) return [{ searched: documents.filter((_, at) => at % 10 !== 0), heldOut: documents.filter((_, at) => at % 10 === 0) }];
  return documents.map((out) => ({ searched: documents.filter((document) => document !== out), heldOut: [out] }));
}

async function main(): Promise<void> {
  const { values } = readOptions(
    {
      options: {
        dossier: { type: 'string' },
        cases: { type: 'string' },
        seed: { type: 'string' },
        json: { type: 'boolean' },
        wrong: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    },
    HELP.split('\n')[0]!,
  );
  if (values.help) {
    console.log(HELP);
    return;
  }
  const folder = values.dossier === undefined ? resolve(projectRoot, 'seeds') : resolve(values.dossier);
  const { documents } = await readDossier(folder);
  const report = evaluateQuotes(documents, readWhole('--cases', values.cases ?? '200', 1, 100_000), readWhole('--seed', values.seed ?? '1', 0, 2 ** 32 - 1));
  if (values.json) {
    console.log(JSON.stringify({ ...report, kinds: report.kinds.map(({ kind, cases, right }) => ({ kind, cases, right })) }));
    return;
  }
  console.log(`${report.documents} documents, ${report.characters.toLocaleString('en')} characters; index built in ${report.indexMilliseconds.toFixed(0)} ms`);
  for (const { kind, cases, right, wrong } of report.kinds) {
    console.log(`${kind.padEnd(16)} ${String(right).padStart(5)} of ${String(cases).padStart(5)} right  ${((100 * right) / cases).toFixed(1).padStart(5)} %`);
    if (values.wrong) for (const { quote, found } of wrong) console.log(`    ${JSON.stringify(quote)}\n      → ${found}`);
  }
  const [median, most, longest] = report.milliseconds;
  console.log(`a check: median ${median.toFixed(1)} ms, 95 % under ${most.toFixed(1)} ms, longest ${longest.toFixed(1)} ms`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  });
}
