import type { Embedder, ModelIdentity } from '../../embeddings/index.js';
import type { Document, Unreadable } from '../documents/index.js';
import type { Progress } from '../progress.js';
import type { RefreshReason } from './refresh-reason.js';
import type { Cutting } from './build/build-content.js';
import type { DamagedIndexError } from './errors.js';
import type { Store } from './store.js';

/** Where an index lies, and how it is kept up to date. It holds what is in use, so it is closed with the dossier. */
export interface IndexPlace {
  /** A folder of this machine for what only saves reading and embedding again. */
  readonly cache: string;
  /** Whether other programs may change the index: then it is looked at now and then. */
  readonly isShared: boolean;
  /**
   * The newest index there is, to be served or to go on from.
   * @throws {UserError} when it cannot be reached or read.
   */
  open(): Promise<Opened>;
  /**
   * Brings what was opened up to what was found in the folder; the old index is served until the new one is whole.
   * @throws {UserError} when it cannot be written.
   * @throws {StoppedError} when the signal was given.
   */
  update(found: Found): Promise<Updated>;
  /**
   * Takes note that what was read of the index is not what was written: the next update builds that again.
   * @param store which was read; the one opened last when left out.
   */
  note(damage: DamagedIndexError, store?: Store): void;
  /** Files that could not be read when the index was last brought up to date, where the place keeps them. */
  unreadable(): readonly Unreadable[];
  close(): Promise<void>;
}

export interface Opened {
  /** The very store of the last time when it still is the newest; `null` when there is none that can be used. */
  readonly store: Store | null;
  /** Why the index must be built or mended; `null` when it need not. */
  readonly reason: RefreshReason | null;
  /** Documents of it that can be relied on. */
  readonly documents: readonly Document[];
}

export interface Found {
  readonly documents: readonly Document[];
  readonly unreadable: readonly Unreadable[];
  readonly embedder: Embedder;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Other passages than the shipped ones, for evaluation; the place's settings say so too. */
  readonly cutting?: Cutting | undefined;
}

export interface Updated {
  /** The index to serve. */
  readonly store: Store;
  /** What changed; `null` when nothing did, or everything is new. */
  readonly changes: RefreshReason | null;
  /** Passages embedded now. */
  readonly embedded: number;
}

export interface PlaceOptions {
  /** A folder, or a postgres:// address. */
  readonly index: string;
  /** Address of a replica that questions go to; that of the index when left out. */
  readonly indexRead?: string | undefined;
  /** The dossier's folder; `null` when there is none on this machine. */
  readonly folder: string | null;
  /** A folder of this machine for what only saves work, beside an index on a server; the dossier's under `.dossier` when left out. */
  readonly cache?: string | undefined;
  readonly model: ModelIdentity;
  /** The splitting's and the encoding's settings, as one string. */
  readonly settings: string;
}
