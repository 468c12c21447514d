// npm run bench: speed and size, always as ratios measured in one run. --help says more.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const OPERATIONS = ['embedding', 'nearest', 'words', 'question', 'opening', 'writing', 'change', 'indexing', 'scaling', 'evidence', 'files', 'postgres'];
/** Those that take long, need a server or have no ratio to hold: only when named. */
const ALONE = new Set(['scaling', 'evidence', 'files', 'postgres']);
const HELP = `Usage: npm run bench -- [operations] [options]

Measures speed and size, each beside what limits it, in one run. Operations: ${OPERATIONS.join(', ')}; all but ${[...ALONE].join(', ')} when none is named.

  --short             a minute instead of many: small sizes; exit status 1 when a ratio falls below its floor (never for an absolute time)
  --sizes 1000,…      passages of the made-up dossiers (1000,10000,100000); 1000000 takes 8 GB of disk and half an hour
  --graphs N          build graphs of hnswlib-node for comparison up to N passages (10000)
  --benchmark DIR     documents/ and questions.jsonl whose words, questions and vectors are used; the seeds when left out
  --keep DIR          keep the made-up indexes there for the next time
  --json FILE         the figures as JSON
  --plot FILE         the growth of a question's time as SVG
`;

const { values, positionals } = readArguments();
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const short = values.short ?? false;
const sizes = (values.sizes ?? (short ? '1000,10000' : '1000,10000,100000')).split(',').map(Number);
const wanted = positionals.length > 0 ? positionals : OPERATIONS.filter((name) => !ALONE.has(name));
const { openEmbedder } = await import('../../dist/embeddings/index.js');
const { machine } = await import('./support/machine.mjs');
const { readSource } = await import('./support/source.mjs');
const { madeIndexes } = await import('./support/made-indexes.mjs');
const { misses, table } = await import('./support/table.mjs');

const temporary = mkdtempSync(join(tmpdir(), 'dossier-bench-'));
const embedder = await openEmbedder({ allowDownload: false });
const say = (text) => process.stderr.write(`${text}\n`);
const report = { machine: machine(), sizes, short, operations: {} };
let failed = 0;
try {
  const source = await readSource(values.benchmark, embedder, short ? 40 : 200);
  report.source = `words, questions and ${source.rows.length} real passages of ${source.name}; the other passages' text is drawn with the words' frequencies, their vectors are real ones perturbed`;
  const indexes = madeIndexes({ place: values.keep ?? temporary, source, model: embedder.model, say });
  process.stdout.write(`${describe(report)}\n`);
  for (const name of wanted) {
    const { title, run } = await import(`./${name}.mjs`);
    say(`${name}…`);
    const rows = await run({ embedder, source, indexes, sizes, short, temporary, say, ...(values.graphs !== undefined && { graphs: Number(values.graphs) }) });
    report.operations[name] = rows;
    process.stdout.write(`\n${title}\n\n${table(rows)}\n`);
    for (const row of rows) {
      for (const missed of misses(row, 'target')) process.stdout.write(`\n${row.measure}: misses its target: ${missed}\n`);
      if (!short) continue;
      for (const missed of misses(row, 'floor')) {
        failed++;
        process.stdout.write(`\nREGRESSION in ${name}, ${row.measure}: ${missed}\n`);
      }
    }
  }
  if (values.json) save(values.json, `${JSON.stringify(report, null, 1)}\n`);
  if (values.plot && report.operations.question) save(values.plot, (await import('./support/growth-plot.mjs')).growthPlot(report.operations.question));
} finally {
  await embedder.close();
  rmSync(temporary, { recursive: true, force: true });
}
process.exitCode = failed > 0 ? 1 : 0;

function describe({ machine: { processor, cores, memory, node, system, load }, source }) {
  return `${processor}, ${cores} cores, ${memory}, ${system}, Node ${node}; load ${load} at the start.\nMade-up dossiers: ${source}.`;
}

function save(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function readArguments() {
  const options = Object.fromEntries(['sizes', 'graphs', 'benchmark', 'keep', 'json', 'plot'].map((name) => [name, { type: 'string' }]));
  try {
    const read = parseArgs({ options: { ...options, short: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } }, allowPositionals: true });
    const unknown = read.positionals.find((name) => !OPERATIONS.includes(name));
    if (unknown !== undefined) throw new Error(`one of ${OPERATIONS.join(', ')} expected, found ${unknown}`);
    const wrong = (read.values.sizes ?? '1').split(',').find((size) => !/^[1-9]\d*$/u.test(size));
    if (wrong !== undefined) throw new Error(`--sizes: whole numbers with commas between expected, found ${wrong}`);
    return read;
  } catch (error) {
    process.stderr.write(`bench: ${error.message}; see npm run bench -- --help\n`);
    process.exit(2);
  }
}
