import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedder, projectRoot } from '../../../embeddings/index.js';
import { runTool } from '../../terminal/command-line.js';
import { UserError } from '../../errors.js';
import { CONTEXTS, type Cutting } from '../../index/index.js';
import { openDossier } from '../../open-dossier.js';
import { DEFAULT_SIZES } from '../../passages/index.js';
import { progressLine, showProgress } from '../../terminal/progress-line.js';
import { evaluateDossier } from '../evaluate-dossier.js';
import { readQuestions } from '../questions/question-file.js';

const USAGE = 'npm run evaluate:passages -- [--questions FILE --dossier DIR] [--only NAME,NAME]';

/** Longest passage for a target: as much longer as it ships. */
const LONGER = DEFAULT_SIZES.maxCharacters / DEFAULT_SIZES.targetCharacters;

/** The ways of cutting that are compared, by name. The first is the shipped one. */
const WAYS: Readonly<Record<string, Cutting>> = {
  shipped: {},
  ...Object.fromEntries(
    [300, 450, 900, 1_200].map((target) => [`${target}`, { sizes: { targetCharacters: target, maxCharacters: Math.round(target * LONGER) } }]),
  ),
  'overlap-1': { sizes: { overlapSentences: 1 } },
  ...Object.fromEntries(
    CONTEXTS.filter((context) => context !== 'both').map((context) => [context === 'none' ? 'no-context' : `${context}-only`, { context }]),
  ),
};

const HELP = `Cuts a dossier's documents into passages in several ways and says how many questions come out right with each.

usage: ${USAGE}

  --questions FILE   as for evaluate (default test/questions.jsonl)
  --dossier DIR      the documents (default the seeds)
  --only a,b         some of ${Object.keys(WAYS).join(', ')}
  --help             this text

"shipped" is ${DEFAULT_SIZES.targetCharacters} characters a passage, ${DEFAULT_SIZES.maxCharacters} at most, no overlap, title and heading read with each passage. Each way embeds the whole dossier anew.
`;

const options = { questions: { type: 'string' }, dossier: { type: 'string' }, only: { type: 'string' } } as const;

await runTool({ usage: USAGE, help: HELP, options }, async (values) => {
  if ((values.questions === undefined) !== (values.dossier === undefined))
    throw new UserError(`comparing passages: --questions and --dossier together expected, found one of them\nusage: ${USAGE}`);
  const asked = readQuestions(values.questions);
  const names = values.only?.split(',') ?? Object.keys(WAYS);
  const unknown = names.find((name) => WAYS[name] === undefined);
  if (unknown !== undefined) throw new UserError(`reading --only: names among ${Object.keys(WAYS).join(', ')} expected, found "${unknown}"`);
  const line = progressLine(process.stderr);
  const embedder = await openEmbedder({ allowDownload: false });
  try {
    process.stdout.write('cut           passages  hit@1  hit@5  MRR@10  marks\n');
    for (const name of names) {
      const index = await mkdtemp(join(tmpdir(), 'dossier-passages-'));
      const dossier = await openDossier({
        folder: values.dossier ?? join(projectRoot, 'seeds'),
        index,
        embedder,
        cutting: WAYS[name],
        onProgress: showProgress(line),
      });
      try {
        const { runs } = await evaluateDossier(dossier, asked, { methods: ['late'], variants: [], removals: [] }, line);
        line.clear();
        const { hitAt, mrr, marks } = runs[0]!.figures;
        const shown = [hitAt[1], hitAt[5], mrr, marks.share].map((share) => (share === null ? '–' : share.toFixed(3)));
        process.stdout.write(`${name.padEnd(14)}${String(dossier.passageCount()).padStart(8)}  ${shown[0]!}  ${shown[1]!}  ${shown[2]!}   ${shown[3]!}\n`);
      } finally {
        await dossier.close();
        await rm(index, { recursive: true, force: true });
      }
    }
  } finally {
    line.clear();
    await embedder.close();
  }
});
