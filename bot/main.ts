import { readEnvironment, readSettings, type Settings } from './settings/config.js';
import { EXIT_UNEXPECTED, runCommand } from './exit.js';
import { createLog, type Log } from './log.js';
import { Monitor } from './monitoring/index.js';
import { PLACE_HELP, placeOptions } from './terminal/options.js';
import { openFromSettings } from './opening.js';
import { serve } from './serve.js';
import { openFront, webhookSecret } from './serving/index.js';
import { stopSignal } from './stopping.js';
import { readOptions } from '../retrieval/terminal/command-line.js';
import { StoppedError, type Dossier } from '../retrieval/index.js';
import { progressLine, showProgress } from '../retrieval/terminal/progress-line.js';

const USAGE = 'npm start -- [--dossier DIR] [--index PLACE]';

const HELP = `Answers questions in Telegram (TELEGRAM_BOT_TOKEN), or without a token in a local page.

usage: ${USAGE}

${PLACE_HELP}

Settings come from the environment and from .env; README.md lists them.

Exit status: 0 stopped as told; 1 an unexpected failure; 2 something to mend, named in the last line (settings, token, dossier, index, a port
in use); 130 or 143 told twice to stop (by Ctrl-C or a signal).`;

/** A failure that nothing caught leaves the program in no known state: it is told in one line, and whatever watches over it starts it again. */
function endOnUncaught(log: Log): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    // In place of `runCommand`'s own, which knows no log.
    process.removeAllListeners(event);
    process.on(event, (error: unknown) => {
      log.fatal({ error }, 'an unexpected failure: the program ends; what was not answered is answered at the next start');
      process.exit(EXIT_UNEXPECTED);
    });
  }
}

async function run(settings: Settings, log: Log): Promise<void> {
  const stopping = stopSignal((name) => {
    log.info(`${name}: finishing the work in hand; once more to end at once`);
  });
  const monitor = new Monitor(Date.now, true);
  const secret = webhookSecret(settings);
  // Up before the dossier is, which may take minutes to index: whoever watches sees that it is alive and not ready.
  const front = settings.http === null ? null : await openFront({ ...settings.http, secret, monitor, log });
  front?.notReady('the dossier is being read');
  let isFinished = true;
  try {
    const line = progressLine(process.stderr);
    let dossier: Dossier;
    try {
      dossier = await openFromSettings(settings, showProgress(line), stopping, true);
    } catch (error) {
      if (!(error instanceof StoppedError)) throw error;
      log.info(`stopped while indexing; ${error.embedded} embedded passages are kept for the next start`);
      return;
    } finally {
      line.clear();
    }
    monitor.refreshed();
    monitor.observeDossier(dossier);
    try {
      if (!stopping.aborted) isFinished = await serve({ settings, dossier, log, monitor, front, secret, stopping });
    } finally {
      // Closing it under a question that is still being answered would look like a failure to whoever asked.
      if (isFinished) await dossier.close();
    }
  } finally {
    await front?.close();
  }
  log.info('stopped');
}

await runCommand('dossier-bot', async () => {
  const { values } = readOptions({ args: process.argv.slice(2), options: placeOptions }, USAGE);
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return;
  }
  const settings = readSettings(readEnvironment(), values);
  const log = createLog(settings.logLevel);
  endOnUncaught(log);
  await run(settings, log);
});
// Requests that were given up may still wait for their next try.
process.exit();
