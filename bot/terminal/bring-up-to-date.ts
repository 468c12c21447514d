import { unreadInWords } from '../../retrieval/documents/index.js';
import type { Dossier, RefreshReport } from '../../retrieval/dossier.js';
import type { Progress } from '../../retrieval/progress.js';
import { StoppedError, UserError } from '../../retrieval/errors.js';
import { reasonInWords } from '../../retrieval/index/index.js';
import { progressLine, type ProgressStream, showProgress } from '../../retrieval/terminal/progress-line.js';
import { stoppedStatus } from '../stopping.js';
import type { Settings } from '../settings/config.js';
import type { Language } from '../languages.js';
import { systemLanguage } from './language.js';
import { INDEX_HELP, readIndexOptions } from './options.js';
import { printable } from './style.js';

/** What the command needs of the world. */
export interface IndexWorld {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: ProgressStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Opens a dossier, bringing its index up to date. */
  readonly open: (settings: Settings, onProgress: (progress: Progress) => void, signal: AbortSignal) => Promise<Dossier>;
  /** Given when the person stops the command. */
  readonly stopping: AbortSignal;
}

/**
 * `npm run index`.
 * @returns the exit status: 0; 2 when something is the user's to mend, said in one line; 130 (143) when it was stopped
 */
export async function bringUpToDate(args: readonly string[], world: IndexWorld): Promise<number> {
  const line = progressLine(world.stderr);
  const language = systemLanguage(world.env);
  try {
    const settings = readIndexOptions(args, world.env);
    if (settings === 'help') {
      world.stdout.write(INDEX_HELP);
      return 0;
    }
    const dossier = await world.open(settings, showProgress(line, language), world.stopping);
    line.clear();
    world.stdout.write(reportText(dossier.lastRefresh, language));
    await dossier.close();
    return 0;
  } catch (error) {
    line.clear();
    if (error instanceof StoppedError) {
      world.stderr.write(`${WORDS[language].stopped(error.embedded)}\n`);
      return stoppedStatus(world.stopping);
    }
    if (!(error instanceof UserError)) throw error;
    world.stderr.write(`${error.message}\n`);
    return 2;
  }
}

/** What the command says of its work. Errors are in English, as everywhere. */
interface IndexWords {
  /** What a stop leaves behind: nothing done is lost. */
  stopped(embedded: number): string;
  upToDate(documents: number, passages: number): string;
  unchanged: string;
  changed(embedded: number, reason: string): string;
  unread(files: number): string;
}

const WORDS: Readonly<Record<Language, IndexWords>> = {
  fr: {
    stopped: (embedded) =>
      `Arrêté : ${embedded === 0 ? 'les pages numérisées déjà lues sont gardées' : embedded === 1 ? '1 passage calculé est gardé' : `${embedded} passages calculés sont gardés`}, et le prochain « npm run index » reprend là ; ce qui était indexé avant reste tel quel.`,
    upToDate: (documents, passages) => `Index à jour : ${documents} document${documents < 2 ? '' : 's'}, ${passages} passage${passages < 2 ? '' : 's'}`,
    unchanged: ' ; rien de changé.',
    changed: (embedded, reason) => `, dont ${embedded} calculé${embedded < 2 ? '' : 's'} maintenant (${reason}).`,
    unread: (files) => (files === 1 ? '1 fichier n’a pas pu être lu :' : `${files} fichiers n’ont pas pu être lus :`),
  },
  en: {
    stopped: (embedded) =>
      `Stopped: ${embedded === 0 ? 'scans read so far are kept' : `${embedded} embedded passage${embedded === 1 ? ' is' : 's are'} kept`}, and the next "npm run index" goes on from there; what was indexed before is as it was.`,
    upToDate: (documents, passages) => `Index up to date: ${documents} document${documents === 1 ? '' : 's'}, ${passages} passage${passages === 1 ? '' : 's'}`,
    unchanged: '; nothing changed.',
    changed: (embedded, reason) => `, ${embedded} embedded now (${reason}).`,
    unread: (files) => `${files} file${files === 1 ? '' : 's'} could not be read:`,
  },
};

/** What bringing the index up to date came to: counts, why, and each file that could not be read. */
export function reportText({ reason, documents, passages, embedded, unreadable }: RefreshReport, language: Language): string {
  const words = WORDS[language];
  const lines = [
    words.upToDate(documents, passages) + (reason === null ? words.unchanged : words.changed(embedded, printable(reasonInWords(reason, language)))),
    ...(unreadable.length === 0 ? [] : [words.unread(unreadable.length)]),
    ...unreadable.map(({ file, reason: why }) => `  ${printable(file)}: ${printable(unreadInWords(why, language))}`),
  ];
  return `${lines.join('\n')}\n`;
}
