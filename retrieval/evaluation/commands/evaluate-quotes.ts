import { join, resolve } from 'node:path';
import { projectRoot } from '../../../embeddings/project-root.js';
import { readWhole, runTool } from '../../terminal/command-line.js';
import { readDossier } from '../../documents/index.js';
import { evaluateQuotes } from '../evidence/quote-report.js';

const USAGE = 'npm run evaluate:quotes -- [--dossier DIR] [--cases N] [--seed N] [--json] [--wrong]';

const HELP = `${USAGE}
Makes quotes from a dossier (exact, retyped, scanned, with a word or figure changed, a denial added, two places joined, foreign ones
from documents held out) and says how many are judged rightly.
  --dossier DIR  the folder (default: seeds)
  --cases N      quotes of each kind (default 200)
  --seed N       of the random numbers (default 1)
  --json         the figures as JSON
  --wrong        also prints the quotes judged wrongly
`;

const options = {
  dossier: { type: 'string' },
  cases: { type: 'string' },
  seed: { type: 'string' },
  json: { type: 'boolean' },
  wrong: { type: 'boolean' },
} as const;

await runTool({ usage: USAGE, help: HELP, options }, async (values) => {
  const { documents } = await readDossier(resolve(values.dossier ?? join(projectRoot, 'seeds')));
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
});
