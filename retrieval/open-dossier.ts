import { resolve } from 'node:path';
import { ModelError, openEmbedder, type Embedder, type EmbedderSettings } from '../embeddings/index.js';
import type { ReadingLimits } from './documents/index.js';
import type { Dossier } from './dossier.js';
import type { Progress } from './progress.js';
import { UserError } from './errors.js';
import { openPlace, type Cutting, type IndexPlace } from './index/index.js';
import { IndexedDossier } from './indexed-dossier.js';
import { DEFAULT_SIZES } from './passages/index.js';

export interface DossierOptions {
  /** The dossier's folder; `null` where there is none: an index in PostgreSQL is then served as it is. */
  readonly folder: string | null;
  /** Where the index lies, or is to be made: a folder of its own, or the address of a PostgreSQL database (`postgres://…`). */
  readonly index: string;
  /** Address of a replica of that database that questions go to; the database itself when left out. */
  readonly indexRead?: string | undefined;
  /** Which model to open when no embedder is given; the shipped one when left out. It is closed with the dossier. */
  readonly model?: EmbedderSettings;
  /** An embedder that is open already. It is not closed with the dossier, since it may serve several. */
  readonly embedder?: Embedder;
  readonly onProgress?: (progress: Progress) => void;
  /** What reading one file may take; see `DEFAULT_LIMITS`. */
  readonly limits?: Partial<ReadingLimits> | undefined;
  /** Other passages than the shipped ones, for evaluation. */
  readonly cutting?: Cutting | undefined;
  /** Where other programs write the index too: serve what is there at once, and leave bringing it up to date to `refresh`. */
  readonly serveAtOnce?: boolean;
  /** Ends an indexing under way; what was in use stays. */
  readonly signal?: AbortSignal;
}

/** Raised whenever titles, sentences, passages, terms or token codes come out otherwise than before. */
const RULES = 2;

/** Whatever makes passages or codes other than before: part of every index, so that a change builds it again. */
function indexSettings({ sizes, context }: Cutting = {}): string {
  return JSON.stringify({ sizes: { ...DEFAULT_SIZES, ...sizes }, rules: RULES, ...(context === undefined ? {} : { context }) });
}

/**
 * Opens a folder of documents for questions; the index is built or brought up to date first.
 * @throws {UserError} when the folder cannot be read or holds no document, or the index cannot be written.
 * @example
 * import { openDossier } from 'dossier-bot';
 *
 * const dossier = await openDossier({ folder: 'seeds', index: '.dossier' });
 * const answer = await dossier.ask('Combien de cellules ont été fouillées ?');
 * console.log(answer.verdict); // → answered
 * const [first] = answer.passages;
 * console.log(dossier.text(first.file).slice(first.start, first.end) === first.quote); // → true
 * await dossier.close();
 */
export async function openDossier(options: DossierOptions): Promise<Dossier> {
  const embedder = options.embedder ?? (await openModel(options.model));
  const folder = options.folder === null ? null : resolve(options.folder);
  let place: IndexPlace;
  try {
    place = await openPlace({ index: options.index, indexRead: options.indexRead, folder, model: embedder.model, settings: indexSettings(options.cutting) });
  } catch (error) {
    if (!options.embedder) await embedder.close();
    throw error;
  }
  const dossier = new IndexedDossier({ ...options, folder, embedder }, place, !options.embedder);
  try {
    const isServed = options.serveAtOnce === true && (await dossier.serve());
    if (!isServed) await dossier.refresh(options.onProgress);
    dossier.follow();
    return dossier;
  } catch (error) {
    await dossier.close();
    throw error;
  }
}

async function openModel(settings: EmbedderSettings = { allowDownload: false }): Promise<Embedder> {
  try {
    return await openEmbedder(settings);
  } catch (error) {
    if (error instanceof ModelError) throw new UserError(error.message);
    throw error;
  }
}
