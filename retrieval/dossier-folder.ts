import {
  DEFAULT_LIMITS,
  KeptReadings,
  openRecord,
  readDossier,
  settingsOf,
  unreadInWords,
  writeRecord,
  type Document,
  type ReadDossier,
  type ReadingLimits,
  type ReadingRecord,
  type Unreadable,
} from './documents/index.js';
import type { Embedder } from '../embeddings/index.js';
import type { Progress } from './progress.js';
import { EmbeddingSpeed } from './embedding-speed.js';
import { UserError } from './errors.js';

/** Reading that takes less than this is not worth a progress line. */
const QUIET_MILLISECONDS = 1_000;

/** Reading that takes longer than this wants to know how long embedding will take. */
const WORTH_MEASURING = 5_000;

/** What a reading of the folder found. */
export interface FolderRead extends Pick<ReadDossier, 'documents' | 'unreadable'> {
  /** Seconds that embedding what is new will take, as told from this machine's speed. */
  readonly ahead: number;
  /** Keeps what was read for the next time, once the index holds it. */
  readonly keep: () => Promise<void>;
}

/** A dossier's folder, read at each refresh: what did not change since the last reading is not read again. */
export class DossierFolder {
  private readonly limits: ReadingLimits;
  private record: ReadingRecord | null = null;

  /** @param cache folder beside the index for what saves time the next time. */
  constructor(
    readonly folder: string,
    private readonly cache: string,
    limits: Partial<ReadingLimits> | undefined,
  ) {
    this.limits = { ...DEFAULT_LIMITS, ...limits };
  }

  /**
   * @param indexed the documents as they are indexed now.
   * @throws {UserError} when the folder cannot be read or no document in it can be.
   */
  async read(indexed: readonly Document[], embedder: Embedder, onProgress?: (progress: Progress) => void, signal?: AbortSignal): Promise<FolderRead> {
    const { folder, cache, limits } = this;
    const began = Date.now();
    const speed = new EmbeddingSpeed(embedder);
    let ahead = 0;
    const before = (this.record ??= await openRecord(cache, limits));
    const kept = new KeptReadings(cache, settingsOf(limits));
    const { documents, unreadable, record } = await readDossier(folder, {
      limits,
      kept,
      earlier: { documents: indexed, record: trusted(before, indexed) },
      onProgress: ({ characters, ...progress }) => {
        if (Date.now() - began < QUIET_MILLISECONDS || !onProgress) return;
        if (characters > 0 && Date.now() - began > WORTH_MEASURING) speed.measure();
        ahead = characters / speed.charactersASecond;
        onProgress({ stage: 'reading', ...progress, ahead });
      },
      signal,
    });
    if (documents.length === 0) throw noneReadable(folder, unreadable);
    return {
      documents,
      unreadable,
      ahead,
      keep: async () => {
        await writeRecord(cache, record, limits);
        await kept.forget();
        this.record = record;
      },
    };
  }
}

/** A record of this machine's readings is of use only for documents that are indexed as they were read here: another machine may have read another state of the folder. */
function trusted(record: ReadingRecord, documents: readonly Document[]): ReadingRecord {
  const hashes = new Map(documents.map(({ file, hash }) => [file, hash]));
  return new Map([...record].filter(([file, { hash, documents: read }]) => read[0] !== file || read.length > 1 || hashes.get(file) === hash));
}

/** A dossier of which nothing can be read would answer that it says nothing: a failure that looks like "not found". */
function noneReadable(folder: string, unreadable: readonly Unreadable[]): UserError {
  const [first] = unreadable;
  const others = unreadable.length > 1 ? ` (and ${unreadable.length - 1} more)` : '';
  const found = first === undefined ? 'none' : `only ${first.file}: ${unreadInWords(first.reason)}${others}`;
  return new UserError(`reading the dossier: at least one document that can be read expected in ${folder}, found ${found}`);
}
