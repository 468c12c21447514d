import { join, resolve } from 'node:path';
import { projectRoot } from '../../../embeddings/project-root.js';
import { runTool } from '../../terminal/command-line.js';
import { readDossier } from '../../documents/index.js';
import { readGoldDates, scoreDates } from '../evidence/date-scores.js';
import { readText } from '../files.js';

const USAGE = 'npm run evaluate:dates -- [--dossier DIR] [--dates FILE]';

const HELP = `${USAGE}
Compares the dates found in a dossier with those written down by hand: recall, precision, and every miss.
  --dossier DIR  the folder (default: seeds)
  --dates FILE   a date a line: {"file","written","start","end","origin"} (default: test/dates.jsonl)
`;

await runTool({ usage: USAGE, help: HELP, options: { dossier: { type: 'string' }, dates: { type: 'string' } } }, async (values) => {
  const { documents } = await readDossier(resolve(values.dossier ?? join(projectRoot, 'seeds')));
  const path = resolve(values.dates ?? join(projectRoot, 'test/dates.jsonl'));
  const { gold, found, right, recall, precision, missed, wrong } = scoreDates(documents, readGoldDates(path, readText(path, 'dates')));
  console.log(`${gold} dates by hand, ${found} found, ${right} right: recall ${(100 * recall).toFixed(1)} %, precision ${(100 * precision).toFixed(1)} %`);
  for (const date of missed) console.log(`  missed  ${JSON.stringify(date)}`);
  for (const date of wrong) console.log(`  wrong   ${JSON.stringify(date)}`);
});
