import { type Dossier, type Progress, type RefreshReport, UserError } from '../../retrieval/dossier.js';
import { progressLine, type ProgressStream, showProgress } from '../../retrieval/progress-line.js';
import type { Settings } from '../config.js';
import { INDEX_HELP, readIndexOptions } from '../options.js';
import { printable } from './style.js';

/** What the command needs of the world. */
export interface IndexWorld {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: ProgressStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Opens a dossier, bringing its index up to date. */
  readonly open: (settings: Settings, onProgress: (progress: Progress) => void) => Promise<Dossier>;
}

/**
 * `npm run index`.
 * @returns the exit status: 0, or 2 when something is the user's to mend, said in one line
 */
export async function bringUpToDate(args: readonly string[], world: IndexWorld): Promise<number> {
  const line = progressLine(world.stderr);
  try {
    const { help, settings } = readIndexOptions(args, world.env);
    if (help) {
      world.stdout.write(INDEX_HELP);
      return 0;
    }
    const dossier = await world.open(settings, showProgress(line));
    line.clear();
    world.stdout.write(reportText(dossier.lastRefresh));
    await dossier.close();
    return 0;
  } catch (error) {
    line.clear();
    if (!(error instanceof UserError)) throw error;
    world.stderr.write(`${error.message}\n`);
    return 2;
  }
}

/** What bringing the index up to date came to: counts, why, and each file that could not be read. */
export function reportText({ reason, documents, passages, embedded, unreadable }: RefreshReport): string {
  const counts = `${documents} document${documents === 1 ? '' : 's'}, ${passages} passage${passages === 1 ? '' : 's'}`;
  const lines = [reason === null ? `Index up to date: ${counts}; nothing changed.` : `Index up to date: ${counts}, ${embedded} embedded now (${printable(reason)}).`];
  if (unreadable.length > 0) {
    lines.push(`${unreadable.length} file${unreadable.length === 1 ? '' : 's'} could not be read:`, ...unreadable.map(({ file, reason: why }) => `  ${printable(file)}: ${printable(why)}`));
  }
  return `${lines.join('\n')}\n`;
}
