import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createBackground } from './background.js';
import { createBot } from './bot.js';
import { setCommandMenus } from './commands.js';
import { readEnvironment, readSettings, type Settings } from './config.js';
import { runCommand } from './exit.js';
import { LANGUAGES, speechIn } from './languages.js';
import { createLog, systemCode, type Log } from './log.js';
import { PLACE_HELP, placeOptions } from './options.js';
import { openMemory, type Memory } from './memory/index.js';
import { openFromSettings } from './opening.js';
import { openInbox, startPolling } from './polling/index.js';
import { startPreview, type Preview } from './preview/index.js';
import { stopSignal } from './stopping.js';
import { suggest } from './suggestions.js';
import { readOptions } from '../retrieval/command-options.js';
import { reasonInWords, StoppedError, UserError, watchDossier, type Dossier } from '../retrieval/index.js';
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
  const memory = await inData(settings, () => openMemory(settings.data));
  if (settings.token !== null) {
    await answerUntil(stopping, { settings, dossier, log, memory, token: settings.token, apiRoot: settings.apiRoot, inboxFile: join(settings.data, 'inbox.jsonl'), admins: settings.adminUsers });
    return;
  }
  const preview = await openPreview(settings, dossier);
  try {
    // A stand-in numbers its updates anew each time: what is left from the last one means nothing to it.
    const inboxFile = join(settings.data, 'inbox-preview.jsonl');
    rmSync(inboxFile, { force: true });
    // Not a log line: whoever wants few of those needs the address all the same.
    process.stdout.write(`no TELEGRAM_BOT_TOKEN: the bot answers on this page instead: ${preview.pageUrl}\n`);
    const admins = new Set([...settings.adminUsers, PREVIEW_PERSON]);
    await answerUntil(stopping, { settings, dossier, log, memory, token: preview.token, apiRoot: preview.apiRoot, inboxFile, admins });
  } finally {
    await preview.close();
  }
}

interface Answering {
  readonly settings: Settings;
  readonly dossier: Dossier;
  readonly log: Log;
  readonly memory: Memory;
  readonly token: string;
  readonly apiRoot: string;
  readonly inboxFile: string;
  readonly admins: ReadonlySet<number>;
}

async function answerUntil(stopping: AbortSignal, { settings, dossier, log, memory, token, apiRoot, inboxFile, admins }: Answering): Promise<void> {
  const background = createBackground(log);
  const bot = createBot({ token, dossier, settings: { ...settings, adminUsers: admins }, memory, log, apiRoot, background });
  const inbox = await inData(settings, () => openInbox(inboxFile));
  const polling = startPolling({ bot, inbox, log, apiRoot, onConnected: () => void setCommandMenus(bot.api, admins, log) });
  const watching = await watchDossier(dossier, {
    onRefresh: ({ reason, documents, passages, embedded, unreadable }) => {
      if (reason !== null) log.info({ documents, passages, embedded, unreadable: unreadable.length }, `the dossier changed: ${reasonInWords(reason)}`);
    },
    onTrouble: ({ message }) => {
      log.warn(`keeping the dossier up to date: ${message}`);
    },
  });

  try {
    await Promise.race([polling.ended, aborted(stopping)]);
  } finally {
    await Promise.race([Promise.all([watching.close(), polling.stop().then(() => background.settled())]), timer(STOP_MILLISECONDS)]);
  }
}

/** Opens something in the bot's own folder. @throws {UserError} when the disk does not let it */
async function inData<T>({ data }: Settings, open: () => T | Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    throw new UserError(`opening what the bot keeps: a folder that can be written expected at ${data}, found ${code}; check its permissions and its disk, or name another with DATA_DIR`);
  }
}

async function openPreview(settings: Settings, dossier: Dossier): Promise<Preview> {
  const examples = Object.fromEntries(
    await Promise.all(LANGUAGES.map(async (language) => [language, (await suggest(dossier, speechIn(language), EXAMPLES)).map(({ question }) => question)] as const)),
  ) as Record<(typeof LANGUAGES)[number], string[]>;
  const about = { name: basename(dossier.folder), documents: dossier.documents().length };
  return startPreview({ port: settings.previewPort, person: { id: PREVIEW_PERSON }, about, examples });
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
  const stopping = stopSignal((name) => {
    log.info(`${name}: finishing the work in hand; once more to end at once`);
  });

  const line = progressLine(process.stderr);
  let dossier: Dossier;
  try {
    dossier = await openFromSettings(settings, showProgress(line), stopping);
  } catch (error) {
    if (!(error instanceof StoppedError)) throw error;
    log.info(`stopped while indexing; ${error.embedded} embedded passages are kept for the next start`);
    return;
  } finally {
    line.clear();
  }
  try {
    if (!stopping.aborted) await serve(settings, dossier, log, stopping);
  } finally {
    await dossier.close();
  }
  log.info('stopped');
});
