import type { Dossier } from '../../retrieval/dossier.js';
import type { Progress } from '../../retrieval/progress.js';
import type { ProgressStream } from '../../retrieval/terminal/progress-line.js';
import type { Settings } from '../settings/config.js';

/** What the command needs of the world. */
export interface AskWorld {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: NodeJS.WritableStream & ProgressStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Opens a dossier, bringing its index up to date. */
  readonly open: (settings: Settings, onProgress: (progress: Progress) => void) => Promise<Dossier>;
}
