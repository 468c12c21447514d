import { unreadInWords } from '../../retrieval/documents/index.js';
import type { Dossier, Progress, RefreshReport } from '../../retrieval/dossier.js';
import { StoppedError, UserError } from '../../retrieval/errors.js';
import { reasonInWords } from '../../retrieval/refresh-reason.js';
import { progressLine, type ProgressStream, showProgress } from '../../retrieval/progress-line.js';
import { stoppedStatus } from '../stopping.js';
import type { Settings } from '../settings/config.js';
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
  try {
    const settings = readIndexOptions(args, world.env);
    if (settings === 'help') {
      world.stdout.write(INDEX_HELP);
      return 0;
    }
    const dossier = await world.open(settings, showProgress(line), world.stopping);
    line.clear();
    world.stdout.write(reportText(dossier.lastRefresh));
    await dossier.close();
    return 0;
  } catch (error) {
    line.clear();
    if (error instanceof StoppedError) {
      world.stderr.write(`${stoppedText(error)}\n`);
      return stoppedStatus(world.stopping);
    }
    if (!(error instanceof UserError)) throw error;
    world.stderr.write(`${error.message}\n`);
    return 2;
  }
}

/** What a stop leaves behind: nothing done is lost. */
function stoppedText({ embedded }: StoppedError): string {
  const kept = embedded === 0 ? 'scans read so far are kept' : `${embedded} embedded passage${embedded === 1 ? ' is' : 's are'} kept`;
  return `Stopped: ${kept}, and the next "npm run index" goes on from there; what was indexed before is as it was.`;
}

/** What bringing the index up to date came to: counts, why, and each file that could not be read. */
export function reportText({ reason, documents, passages, embedded, unreadable }: RefreshReport): string {
  const counts = `${documents} document${documents === 1 ? '' : 's'}, ${passages} passage${passages === 1 ? '' : 's'}`;
  const lines = [
    reason === null
      ? `Index up to date: ${counts}; nothing changed.`
      : `Index up to date: ${counts}, ${embedded} embedded now (${printable(reasonInWords(reason))}).`,
  ];
  if (unreadable.length > 0) {
    lines.push(
      `${unreadable.length} file${unreadable.length === 1 ? '' : 's'} could not be read:`,
      ...unreadable.map(({ file, reason: why }) => `  ${printable(file)}: ${printable(unreadInWords(why))}`),
    );
  }
  return `${lines.join('\n')}\n`;
}
