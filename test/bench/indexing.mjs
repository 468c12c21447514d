import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { openDossier } from '../../dist/retrieval/index.js';
import { borrowedEmbedder } from './support/borrowed-embedder.mjs';
import { makeFolder } from './support/made-folder.mjs';
import { median, quantile } from './support/measure.mjs';

export const title = 'Questions while indexing';

/** Milliseconds between two questions: people do not ask without pause. */
const PAUSE = 60;

/** Latency of questions while many files are embedded, against the same when nothing else is done; delay of the program's event loop. */
export async function run({ embedder, source, temporary, short }) {
  const folder = join(temporary, 'busy');
  const names = makeFolder(folder, source, short ? 40 : 400, 10);
  const borrowed = borrowedEmbedder(embedder, source);
  const dossier = await openDossier({ folder, index: join(temporary, 'busy-index'), embedder: borrowed });
  borrowed.real = true;
  const questions = source.questions.slice(0, short ? 20 : 120);
  const loop = monitorEventLoopDelay({ resolution: 5 });
  const ask = async (until) => {
    const times = [];
    loop.reset();
    loop.enable();
    for (const question of questions) {
      if (until()) break;
      const began = performance.now();
      await dossier.ask(question);
      times.push(performance.now() - began);
      await pause(PAUSE);
    }
    loop.disable();
    return { times, delay: loop.percentile(99) / 1e6, most: loop.max / 1e6 };
  };
  let warm = 6;
  await ask(() => warm-- === 0);
  const quiet = await ask(() => false);
  for (const [at, name] of names.entries()) {
    if (at % 2 > 0) continue;
    const file = join(folder, name);
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('. ', ' encore. '));
  }
  let done = false;
  const refreshing = dossier.refresh().finally(() => (done = true));
  // The first questions while indexing start what lets them go before.
  for (let turn = 0; turn < (short ? 12 : 60) && !done; turn++) {
    await dossier.ask(questions[turn % questions.length]);
    await pause(PAUSE);
  }
  const busy = await ask(() => done);
  const { embedded } = await refreshing;
  await dossier.close();
  const ratio = quantile(busy.times, 0.95) / quantile(quiet.times, 0.95);
  return [
    {
      measure: 'quiet',
      questions: quiet.times.length,
      'p50 ms': median(quiet.times),
      'p95 ms': quantile(quiet.times, 0.95),
      'event loop p99 ms': quiet.delay,
      'longest ms': quiet.most,
    },
    {
      measure: `indexing (${embedded} passages)`,
      questions: busy.times.length,
      'p50 ms': median(busy.times),
      'p95 ms': quantile(busy.times, 0.95),
      'event loop p99 ms': busy.delay,
      'longest ms': busy.most,
      against: 'quiet p95',
      ratio,
      target: { atMost: 2 },
      // On a machine that does other things beside, the process for passages starts late.
      floor: { atMost: 8 },
    },
  ];
}
