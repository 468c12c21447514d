import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbedder, projectRoot } from '../../embeddings/index.js';
import { readDossier, type Document } from '../documents/index.js';
import { readOptions } from '../command-options.js';
import { UserError } from '../dossier.js';
import { progressLine } from '../progress-line.js';
import { useWeights, type Weights } from '../search/index.js';
import { seededChance } from './chance.js';
import { readExamples } from './fitting/examples.js';
import { learnMark } from './fitting/learn-mark.js';
import { learnRanking } from './fitting/learn-ranking.js';
import { confidences, thresholdsOf } from './fitting/thresholds.js';
import { learnVerdict, tryQuestions } from './fitting/learn-verdict.js';
import { remembering } from './fitting/remembering.js';
import { trainingDossier } from './fitting/training-dossier.js';
import { parseQuestions, type Question } from './questions.js';

const USAGE = 'npm run fit -- --benchmark DIR [--index PLACE] [--output FILE] [--trials FILE]';

const HELP = `Learns the weights of ranking, sentence mark and verdict from questions whose answers are known.

usage: ${USAGE}

  --benchmark DIR   holds documents/, training.jsonl (learned from) and questions.jsonl (only tried, for --trials)
  --index PLACE     keeps the benchmark's index for the next time
  --output FILE     where the weights are written (default retrieval/search/weights.json)
  --trials FILE     also writes the signals of every trial, one JSON object a line, to choose signals by
  --help            this text
`;

/** Small dossiers to learn from beside the whole: a verdict must mean the same in a dossier of 5 documents and of 500. */
const SMALL = [
  { documents: 5, dossiers: 12 },
  { documents: 20, dossiers: 5 },
  { documents: 100, dossiers: 1 },
] as const;

/** Of the training questions, one in so many is tried for the verdict on the whole dossier. */
const TRIED_ON_WHOLE = 3;

/** Questions tried on one small dossier at most, with their document in it; a quarter as many with it elsewhere. */
const TRIED_ON_SMALL = 40;

export async function fit(args: readonly string[]): Promise<void> {
  const { values } = readOptions({ args: [...args], options: { benchmark: { type: 'string' }, index: { type: 'string' }, output: { type: 'string' }, trials: { type: 'string' }, help: { type: 'boolean', default: false } } }, USAGE);
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  if (values.benchmark === undefined) throw new UserError(`fitting: --benchmark DIR expected, found none\nusage: ${USAGE}`);
  const training = questionsIn(join(values.benchmark, 'training.jsonl'));
  const chosenOn = questionsIn(join(values.benchmark, 'questions.jsonl'));
  const { documents } = await readDossier(join(values.benchmark, 'documents'));
  const examples = await readExamples();
  const line = progressLine(process.stderr);
  const embedder = remembering(await openEmbedder({ allowDownload: false }));
  const show = (label: string) => (done: number, total: number): void => { line.show(label, done, total); };
  try {
    const whole = await trainingDossier(documents, embedder, show('indexing'), values.index);
    const { fusion, rank, ...ranked } = await learnRanking(whole, embedder, training, show('ranking'));
    useWeights({ fusion, rank });
    const { mark, ...marked } = await learnMark(whole, embedder, training, show('marking'));
    useWeights({ mark });
    process.stderr.write(`${JSON.stringify({ fusion, rank, ranked, mark, marked })}\n`);
    const tried = await tryQuestions(whole, embedder, training.filter((_, at) => at % TRIED_ON_WHOLE === 0), examples.offTopic, show('verdict, whole dossier'));
    for (const [at, small] of smallDossiers(documents, training).entries()) {
      const dossier = await trainingDossier(small.documents, embedder, () => undefined);
      tried.push(...(await tryQuestions(dossier, embedder, small.questions, examples.offTopic, show(`verdict, small dossier ${at + 1}`))));
      await dossier.store.close();
    }
    if (values.trials !== undefined) {
      const held = await tryQuestions(whole, embedder, chosenOn, [], show('verdict, questions.jsonl'));
      writeFileSync(values.trials, [...tried.map((each) => ({ set: 'training', ...each })), ...held.map((each) => ({ set: 'questions', ...each }))].map((each) => `${JSON.stringify(each)}\n`).join(''));
    }
    const learned = learnVerdict(tried);
    const verdict = centred({ ...learned, ...thresholdsOf(confidences(learned, tried)) });
    const weights: Weights & Record<string, unknown> = {
      command: 'npm run fit -- --benchmark ../shared/benchmarks/piaf',
      fusion,
      rank,
      mark,
      verdict,
      figures: { rankedFirst: { fused: ranked.fusedFirst, reranked: ranked.rerankedFirst }, marked },
    };
    writeFileSync(values.output ?? join(projectRoot, 'retrieval/search/weights.json'), `${JSON.stringify(weights, rounded, 2)}\n`);
  } finally {
    line.clear();
    await embedder.close();
  }
}

/** The same verdicts with the threshold of `answered` at one half: a confidence that a person reads must not say 20% beside "the dossier answers". */
function centred({ bias, weights, answered, close }: Weights['verdict']): Weights['verdict'] {
  const odds = (chance: number): number => Math.log(chance / (1 - chance));
  const shift = odds(answered);
  return { bias: bias - shift, weights, answered: 0.5, close: 1 / (1 + Math.exp(shift - odds(close))) };
}

/** Random documents as dossiers of their own; with each, questions that it answers and as many that it does not. */
function smallDossiers(documents: readonly Document[], questions: readonly Question[]): { documents: Document[]; questions: Question[] }[] {
  const chance = seededChance(documents.length);
  return SMALL.flatMap(({ documents: count, dossiers }) =>
    Array.from({ length: dossiers }, () => {
      const chosen = sample(documents, count, chance);
      const files = new Set(chosen.map(({ file }) => file));
      const answered = questions.filter(({ gold }) => gold.every(({ file }) => files.has(file)));
      const others = questions.filter(({ gold }) => !gold.some(({ file }) => files.has(file)));
      return { documents: chosen, questions: [...sample(answered, TRIED_ON_SMALL, chance), ...sample(others, TRIED_ON_SMALL / 4, chance)] };
    }),
  );
}

function sample<T>(items: readonly T[], count: number, chance: () => number): T[] {
  const left = [...items];
  return Array.from({ length: Math.min(count, items.length) }, () => left.splice(Math.floor(chance() * left.length), 1)[0]!);
}

function questionsIn(file: string): Question[] {
  return parseQuestions(readFileSync(file, 'utf8'), file);
}

/** Three digits are what the data bear. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}

await fit(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
});
