import { join, relative, sep } from 'node:path';
import { IGNORE_FILE, readIgnored } from '../documents/index.js';
import type { Dossier, RefreshReport } from '../dossier.js';

export interface WatchOptions {
  /** Called after each refresh that a change led to. */
  readonly onRefresh?: (report: RefreshReport) => void;
  /** Called when a refresh or the watching itself fails; watching goes on. */
  readonly onTrouble?: (error: Error) => void;
  /** Milliseconds for which a file must keep its size before it counts as written. */
  readonly settledAfter?: number;
}

/** A folder being watched. */
export interface Watching {
  /** Ends the watching; a refresh under way is finished first. */
  close(): Promise<void>;
}

/**
 * A copied file grows in steps; after this long without one it is whole. With the pause below, what is written is in the answers
 * within 5 s. In milliseconds.
 */
const SETTLED_AFTER = 1_000;

/** How often the size of a file being written is looked at, in milliseconds. */
const POLL = 200;

/** A folder copied in gives many changes at once: they are waited for this long, so that one refresh takes them all. In milliseconds. */
const PAUSE = 500;

/**
 * Watches the dossier's folder and refreshes the dossier after each change: files added, changed, renamed or deleted. Questions go on
 * being answered meanwhile, from the state before. A dossier without a folder has nothing to watch.
 * @throws {UserError} when there is a `.dossierignore` that cannot be read.
 * @example
 * import { openDossier, watchDossier } from 'dossier-bot';
 *
 * const dossier = await openDossier({ folder: 'seeds', index: '.dossier' });
 * const watching = await watchDossier(dossier, { onRefresh: ({ documents }) => console.log(`${documents} documents now`) });
 * // …until the program ends:
 * await watching.close();
 * await dossier.close();
 */
export async function watchDossier(dossier: Dossier, options: WatchOptions = {}): Promise<Watching> {
  const { folder } = dossier;
  if (folder === null) return { close: () => Promise.resolve() };
  // Loaded only where a folder is watched.
  const { watch } = await import('chokidar');
  let ignored = await readIgnored(folder);
  let timer: NodeJS.Timeout | null = null;
  let refreshing: Promise<void> = Promise.resolve();
  let closed = false;

  const trouble = (error: unknown): void => {
    if (!closed) options.onTrouble?.(error as Error);
  };
  const refresh = async (): Promise<void> => {
    try {
      const report = await dossier.refresh();
      if (!closed) options.onRefresh?.(report);
    } catch (error) {
      trouble(error);
    }
  };
  const changed = (path: string): void => {
    if (closed || isLeftOut(path)) return;
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      refreshing = refreshing.then(refresh);
    }, PAUSE);
  };
  const isLeftOut = (path: string): boolean => {
    const file = relative(folder, path).split(sep).join('/');
    if (file === '' || file.startsWith('../')) return file !== '';
    if (file === IGNORE_FILE) return false;
    return file.split('/').some((name) => name.startsWith('.')) || ignored(file);
  };

  const watcher = watch(folder, {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (path) => isLeftOut(path),
    awaitWriteFinish: { stabilityThreshold: options.settledAfter ?? SETTLED_AFTER, pollInterval: POLL },
  });
  watcher.on('all', (_event, path) => {
    if (path === join(folder, IGNORE_FILE)) {
      readIgnored(folder).then((rules) => {
        ignored = rules;
        changed(path);
      }, trouble);
    } else changed(path);
  });
  watcher.on('error', trouble);
  await new Promise<void>((resolve) => {
    watcher.once('ready', resolve);
  });

  return {
    async close() {
      closed = true;
      if (timer) clearTimeout(timer);
      await watcher.close();
      await refreshing;
    },
  };
}
