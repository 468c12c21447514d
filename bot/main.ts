import { basename } from 'node:path';
import { createBackground } from './background.js';
import { createBot } from './bot.js';
import { setCommandMenus } from './commands.js';
import { isServer, readEnvironment, readSettings, type Settings } from './config.js';
import { runCommand } from './exit.js';
import { LANGUAGES, speechIn } from './languages.js';
import { openKeeping, type Keeping } from './keeping.js';
import { createLog, type Log } from './log.js';
import { PLACE_HELP, placeOptions } from './options.js';
import { openFromSettings } from './opening.js';
import { startPolling } from './polling/index.js';
import { startPreview, type Preview } from './preview/index.js';
import { suggest } from './suggestions.js';
import { readOptions } from '../retrieval/command-options.js';
import { watchDossier, type Dossier, type RefreshReport } from '../retrieval/index.js';
import { progressLine, showProgress } from '../retrieval/progress-line.js';

const USAGE = 'npm start -- [--dossier DIR] [--index PLACE]';

const HELP = `Answers questions in Telegram (TELEGRAM_BOT_TOKEN), or without a token in a local page.

usage: ${USAGE}

${PLACE_HELP}

Settings come from the environment and from .env; README.md lists them.`;

/** How long the work in hand may take once the program is told to stop. Twice, and it ends at once. */
const STOP_MILLISECONDS = 10_000;

/** Example questions in the preview's empty chat. */
const EXAMPLES = 3;

/** The Telegram id of whoever uses the preview: it runs on their own machine, so they are its admin. */
const PREVIEW_PERSON = 1001;

/** Answers until told to stop. */
async function serve(settings: Settings, dossier: Dossier, log: Log, stopping: AbortSignal): Promise<void> {
  const keeping = await openKeeping(settings);
  try {
    if (settings.token !== null) {
      await answerUntil(stopping, { settings, dossier, log, keeping, token: settings.token, apiRoot: settings.apiRoot, admins: settings.adminUsers });
      return;
    }
    const preview = await openPreview(settings, dossier);
    try {
      // Not a log line: whoever wants few of those needs the address all the same.
      process.stdout.write(`no TELEGRAM_BOT_TOKEN: the bot answers on this page instead: ${preview.pageUrl}\n`);
      const admins = new Set([...settings.adminUsers, PREVIEW_PERSON]);
      await answerUntil(stopping, { settings, dossier, log, keeping, token: preview.token, apiRoot: preview.apiRoot, admins });
    } finally {
      await preview.close();
    }
  } finally {
    await keeping.close();
  }
}

interface Answering {
  readonly settings: Settings;
  readonly dossier: Dossier;
  readonly log: Log;
  readonly keeping: Keeping;
  readonly token: string;
  readonly apiRoot: string;
  readonly admins: ReadonlySet<number>;
}

async function answerUntil(stopping: AbortSignal, { settings, dossier, log, keeping: { memory, inbox }, token, apiRoot, admins }: Answering): Promise<void> {
  const background = createBackground(log);
  const bot = createBot({ token, dossier, settings: { ...settings, adminUsers: admins }, memory, log, apiRoot, background });
  const polling = startPolling({ bot, inbox, log, apiRoot, onConnected: () => void setCommandMenus(bot.api, admins, log) });
  const onRefresh = ({ reason, documents, passages, embedded, unreadable }: RefreshReport): void => {
    if (reason !== null) log.info({ documents, passages, embedded, unreadable: unreadable.length }, `the dossier changed: ${reason}`);
  };
  const onTrouble = ({ message }: Error): void => {
    log.warn(`keeping the dossier up to date: ${message}`);
  };
  const watching = await watchDossier(dossier, { onRefresh, onTrouble });
  // Served at once, as other programs left it: another one may be at work on it for an hour.
  if (isServer(settings.index)) void dossier.refresh().then(onRefresh, onTrouble);

  try {
    await Promise.race([polling.ended, aborted(stopping)]);
  } finally {
    await Promise.race([Promise.all([watching.close(), polling.stop().then(() => background.settled())]), timer(STOP_MILLISECONDS)]);
  }
}

async function openPreview(settings: Settings, dossier: Dossier): Promise<Preview> {
  const examples = Object.fromEntries(
    await Promise.all(LANGUAGES.map(async (language) => [language, (await suggest(dossier, speechIn(language), EXAMPLES)).map(({ question }) => question)] as const)),
  ) as Record<(typeof LANGUAGES)[number], string[]>;
  const about = { name: dossier.folder === null ? 'dossier' : basename(dossier.folder), documents: dossier.documents().length };
  return startPreview({ port: settings.previewPort, person: { id: PREVIEW_PERSON }, about, examples });
}

/** Given at the first SIGINT or SIGTERM; a second one ends the process at once. */
function stopSignal(log: Log): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping.signal.aborted) process.exit(130);
      log.info(`${signal}: finishing the work in hand; once more to end at once`);
      stopping.abort();
    });
  }
  return stopping.signal;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => { resolve(); }, { once: true });
  });
}

function timer(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}

await runCommand('dossier-bot', async () => {
  const { values } = readOptions({ args: process.argv.slice(2), options: placeOptions }, USAGE);
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return;
  }
  const settings = readSettings(readEnvironment(), values);
  const log = createLog(settings.logLevel);
  const stopping = stopSignal(log);

  const line = progressLine(process.stderr);
  const dossier = await openFromSettings(settings, showProgress(line), stopping, true);
  line.clear();
  try {
    if (!stopping.aborted) await serve(settings, dossier, log, stopping);
  } finally {
    await dossier.close();
  }
  log.info('stopped');
});
