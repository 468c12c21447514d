import { resolve } from 'node:path';
import { ModelError, openEmbedder, type Embedder, type EmbedderSettings } from '../embeddings/index.js';
import {
  DEFAULT_LIMITS,
  KeptReadings,
  openRecord,
  readDossier,
  settingsOf,
  writeRecord,
  type Document,
  type ReadingLimits,
  type ReadingRecord,
  type Unreadable,
  unreadInWords,
} from './documents/index.js';
import { DossierState } from './dossier-state.js';
import type { AskOptions, Dossier, DocumentSummary, Progress, RefreshReport } from './dossier.js';
import { EmbeddingSpeed } from './embedding-speed.js';
import { StoppedError, UserError } from './errors.js';
import { DamagedIndexError, openPlace, StaleIndexError, type Cutting, type IndexPlace, type Store } from './index/index.js';
import { reasonInWords } from './refresh-reason.js';
import { DEFAULT_SIZES } from './passages/index.js';
import { answerQuestion, cite, type Answer, type AnswerPassage, type Citation } from './search/index.js';

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
const RULES = 1;

/** How often an index found damaged is built again for one question: a disk that damages what is written to it is beyond help. */
const MENDINGS = 3;

/** How often an index that other programs write to is looked at, in milliseconds: one short question to the database. */
const LOOK_EVERY = 1_000;

/** Reading that takes less than this is not worth a progress line. */
const QUIET_MILLISECONDS = 1_000;

/** Reading that takes longer than this wants to know how long embedding will take. */
const WORTH_MEASURING = 5_000;

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

/** A dossier's index in use (a store and the maps over it), replaced whole by each refresh. */
class IndexedDossier implements Dossier {
  readonly folder: string | null;
  lastRefresh: RefreshReport = { reason: null, documents: 0, passages: 0, embedded: 0, unreadable: [] };
  private state: DossierState | null = null;
  private record: ReadingRecord | null = null;
  private refreshing: Promise<unknown> = Promise.resolve();
  private looking: NodeJS.Timeout | null = null;

  constructor(
    private readonly options: DossierOptions & { readonly embedder: Embedder },
    private readonly place: IndexPlace,
    private readonly ownsEmbedder: boolean,
  ) {
    this.folder = options.folder;
  }

  /** Takes up the index that other programs keep. @returns whether there is one */
  async serve(): Promise<boolean> {
    const { store } = this.place.isShared ? await this.place.open() : { store: null };
    if (store) await this.adopt(store, { reason: null, embedded: 0, unreadable: this.place.unreadable() });
    return store !== null;
  }

  /** Takes up what other programs write, as they write it. */
  follow(): void {
    if (!this.place.isShared) return;
    let isLooking = false;
    this.looking = setInterval(() => {
      if (isLooking) return;
      isLooking = true;
      // A server that is down, or an index of another model, is told when a question or a refresh meets it.
      void this.take()
        .catch(() => undefined)
        .finally(() => {
          isLooking = false;
        });
    }, LOOK_EVERY).unref();
  }

  /** Takes up the newest index there is. */
  private async take(): Promise<void> {
    const { store } = await this.place.open();
    if (!store || !this.state || store === this.state.store) return;
    await this.adopt(store, { reason: { code: 'elsewhere' }, embedded: 0, unreadable: this.place.unreadable() });
  }

  ask(question: string, options: AskOptions = {}): Promise<Answer> {
    return this.answer(question, options, MENDINGS);
  }

  private async answer(question: string, options: AskOptions, mendings: number): Promise<Answer> {
    const state = this.opened();
    const { store } = state;
    try {
      return await state.during(() => answerQuestion({ question, store, embedder: this.options.embedder, unread: this.lastRefresh.unreadable, options }));
    } catch (error) {
      if (mendings === 0) throw error;
      if (error instanceof StaleIndexError) await this.take();
      else if (error instanceof DamagedIndexError) await this.mend(error);
      else throw error;
      return this.answer(question, options, mendings - 1);
    }
  }

  documents(): readonly DocumentSummary[] {
    return this.opened().summaries;
  }

  unreadable(): readonly Unreadable[] {
    return this.lastRefresh.unreadable;
  }

  passageCount(): number {
    return this.opened().store.passages.length;
  }

  text(file: string): string | null {
    return this.reading(() => this.opened().byFile.get(file)?.text ?? null);
  }

  passage(id: string): Omit<AnswerPassage, 'rank' | 'score' | 'highlight' | 'focus' | 'also'> | null {
    const { store, rowOf, byFile } = this.opened();
    const row = rowOf.get(id);
    if (row === undefined) return null;
    const passage = store.passages[row]!;
    return this.reading(() => ({ id, heading: passage.heading, ...cite(byFile.get(passage.file)!, passage.start, passage.end) }));
  }

  neighbours(id: string): { readonly before: string | null; readonly after: string | null } {
    const { store, rowOf } = this.opened();
    const row = rowOf.get(id);
    if (row === undefined) return { before: null, after: null };
    const inSameFile = (other: number): string | null => {
      const passage = store.passages[other];
      return passage?.file === store.passages[row]!.file ? passage.id : null;
    };
    return { before: inSameFile(row - 1), after: inSameFile(row + 1) };
  }

  cite(file: string, start: number, end: number): Citation {
    const document = this.opened().byFile.get(file);
    if (!document) throw new RangeError(`citing ${file}: a document of the dossier expected, found none of that name`);
    return this.reading(() => cite(document, start, end));
  }

  /** One at a time: a second call waits for the first, then looks again. */
  refresh(onProgress?: (progress: Progress) => void): Promise<RefreshReport> {
    const next = this.refreshing.then(() => this.bringUpToDate(onProgress));
    this.refreshing = next.catch(() => undefined);
    return next;
  }

  async close(): Promise<void> {
    if (this.looking) clearInterval(this.looking);
    await this.refreshing;
    await this.state?.retire();
    this.state = null;
    await this.place.close();
    if (this.ownsEmbedder) await this.options.embedder.close();
  }

  private opened(): DossierState {
    if (!this.state) throw new Error(`using the dossier ${this.folder ?? ''}: an open one expected, found it closed`);
    return this.state;
  }

  /** Reads of the index without waiting. What is found damaged is built again in the background, and told to the one who asked. */
  private reading<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (error instanceof DamagedIndexError) void this.mend(error).catch(() => undefined);
      throw error;
    }
  }

  /** Builds again what was found damaged. */
  private async mend(error: DamagedIndexError): Promise<void> {
    this.place.note(error);
    await this.refresh();
  }

  private async bringUpToDate(onProgress?: (progress: Progress) => void): Promise<RefreshReport> {
    for (;;) {
      try {
        return await this.tryToBringUpToDate(onProgress);
      } catch (error) {
        if (!(error instanceof DamagedIndexError)) throw error;
        this.place.note(error);
      }
    }
  }

  private async tryToBringUpToDate(onProgress?: (progress: Progress) => void): Promise<RefreshReport> {
    const { place, folder } = this;
    const { embedder, signal, cutting } = this.options;
    const served = this.state?.store ?? null;
    const opened = await place.open();
    if (folder === null) {
      if (!opened.store)
        throw new UserError(
          `opening the dossier: an index in INDEX expected, since no folder is named; found that ${opened.reason ? reasonInWords(opened.reason) : 'there is none'}; run "npm run index -- --dossier DIR" with that INDEX`,
        );
      return this.adopt(opened.store, { reason: opened.reason, embedded: 0, unreadable: place.unreadable() });
    }
    const limits = { ...DEFAULT_LIMITS, ...this.options.limits };
    const began = Date.now();
    const speed = new EmbeddingSpeed(embedder);
    let ahead = 0;
    try {
      this.record ??= await openRecord(place.cache, limits);
      const kept = new KeptReadings(place.cache, settingsOf(limits));
      const { documents, unreadable, record } = await readDossier(folder, {
        limits,
        kept,
        earlier: { documents: opened.documents, record: trusted(this.record, opened.documents) },
        onProgress: ({ characters, ...progress }) => {
          if (Date.now() - began < QUIET_MILLISECONDS || !onProgress) return;
          if (characters > 0 && Date.now() - began > WORTH_MEASURING) speed.measure();
          ahead = characters / speed.charactersASecond;
          onProgress({ stage: 'reading', ...progress, ahead });
        },
        signal,
      });
      if (documents.length === 0) throw noneReadable(folder, unreadable);
      const tell =
        onProgress &&
        ((progress: Progress): void => {
          onProgress(progress.stage === 'splitting' ? { ...progress, ahead } : progress);
        });
      const { store, changes, embedded } = await place.update({ documents, unreadable, embedder, onProgress: tell, signal, cutting });
      await writeRecord(place.cache, record, limits);
      await kept.forget();
      this.record = record;
      return await this.adopt(store, { reason: opened.reason ?? changes, embedded, unreadable });
    } catch (error) {
      throw signal?.aborted && !(error instanceof StoppedError) ? new StoppedError(0) : error;
    } finally {
      // What was opened and is not served.
      if (opened.store && opened.store !== served && opened.store !== this.state?.store) await opened.store.close();
    }
  }

  /** Serves a store from now on; the one before is closed once nobody reads it. */
  private async adopt(store: Store, { reason, embedded, unreadable }: Pick<RefreshReport, 'reason' | 'embedded' | 'unreadable'>): Promise<RefreshReport> {
    if (store !== this.state?.store) {
      const before = this.state;
      this.state = new DossierState(store);
      await before?.retire();
    }
    this.lastRefresh = { reason, documents: store.documents.length, passages: store.passages.length, embedded, unreadable };
    return this.lastRefresh;
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
