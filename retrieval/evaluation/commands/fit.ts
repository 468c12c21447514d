import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbedder, projectRoot } from '../../../embeddings/index.js';
import { readDossier } from '../../documents/index.js';
import { runTool } from '../../terminal/command-line.js';
import { UserError } from '../../errors.js';
import { progressLine } from '../../terminal/progress-line.js';
import { useWeights, WEIGHTS, type Weights } from '../../search/index.js';
import { readExamples } from '../fitting/examples.js';
import { learnMark } from '../fitting/learn-mark.js';
import { learnRanking } from '../fitting/learn-ranking.js';
import { learnVerdict } from '../fitting/learn-verdict.js';
import { writeReaderExamples } from '../fitting/reader-examples.js';
import { remembering } from '../fitting/remembering.js';
import { trainingDossier, type Lesson } from '../fitting/training-dossier.js';
import { tryQuestions } from '../fitting/try-questions.js';
import { verdictTrials } from '../fitting/verdict-trials.js';
import { readQuestions } from '../questions/question-file.js';

const USAGE = 'npm run fit -- --benchmark DIR [--index PLACE] [--output FILE] [--trials FILE] [--verdict-only] [--reader-examples DIR]';

const HELP = `Learns the weights of ranking, sentence mark and verdict from questions whose answers are known.

usage: ${USAGE}

  --benchmark DIR   holds documents/, training.jsonl (learned from) and questions.jsonl (only tried, for --trials)
  --index PLACE     keeps the benchmark's index for the next time
  --output FILE     where the weights are written (default retrieval/search/weights.json)
  --trials FILE     also writes the signals of every trial, one JSON object a line, to choose signals by
  --verdict-only    leaves ranking and mark as weights.json has them
  --reader-examples DIR  only writes what the reader is taught with (retrieval/search/reader/training/train.py)
  --help            this text
`;

const options = {
  benchmark: { type: 'string' },
  index: { type: 'string' },
  output: { type: 'string' },
  trials: { type: 'string' },
  'reader-examples': { type: 'string' },
  'verdict-only': { type: 'boolean' },
} as const;

await runTool({ usage: USAGE, help: HELP, options }, async (values) => {
  if (values.benchmark === undefined) throw new UserError(`fitting: --benchmark DIR expected, found none\nusage: ${USAGE}`);
  const training = readQuestions(join(values.benchmark, 'training.jsonl')).questions;
  const chosenOn = readQuestions(join(values.benchmark, 'questions.jsonl')).questions;
  const { documents } = await readDossier(join(values.benchmark, 'documents'));
  const examples = await readExamples();
  const line = progressLine(process.stderr);
  const embedder = remembering(await openEmbedder({ allowDownload: false }));
  const show =
    (label: string) =>
    (done: number, total: number): void => {
      line.show(label, done, total);
    };
  try {
    const whole = await trainingDossier(documents, embedder, show('indexing'), values.index);
    const lesson = (label: string): Lesson => ({ dossier: whole, embedder, questions: training, onDone: show(label) });
    if (values['reader-examples'] !== undefined) {
      await writeReaderExamples(values['reader-examples'], lesson('examples'));
      return;
    }
    if (!values['verdict-only']) {
      const { fusion, rank, ...ranked } = await learnRanking(lesson('ranking'));
      useWeights({ fusion, rank });
      const { mark, unread, ...marked } = await learnMark(lesson('marking'));
      useWeights({ mark, unread: { mark: unread }, figures: { rankedFirst: { fused: ranked.fusedFirst, reranked: ranked.rerankedFirst }, marked } });
    }
    const { offTopic, tried } = await verdictTrials({ whole, documents, training, examples, embedder }, show);
    if (values.trials !== undefined) {
      const held = await tryQuestions({ ...lesson('verdict, questions.jsonl'), questions: chosenOn }, { family: 'whole', offTopic: [] });
      const all = [...tried.map((each) => ({ set: 'training', ...each })), ...held.map((each) => ({ set: 'questions', ...each }))];
      writeFileSync(values.trials, all.map((each) => `${JSON.stringify(each)}\n`).join(''));
    }
    const verdict = learnVerdict(tried);
    const { fusion, rank, mark, unread, figures } = WEIGHTS;
    const command = 'npm run fit -- --benchmark ../shared/benchmarks/piaf';
    const weights: Weights & Record<string, unknown> = { command, fusion, rank, mark, unread, verdict, figures, offTopic };
    writeFileSync(values.output ?? join(projectRoot, 'retrieval/search/weights.json'), `${JSON.stringify(weights, rounded, 2)}\n`);
  } finally {
    line.clear();
    await embedder.close();
  }
});

/** Three digits are what the data bear. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}
