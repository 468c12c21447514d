import type { Embedder } from '../embeddings/index.js';
import type { ReadingLimits, Unreadable } from './documents/index.js';
import { DossierFolder } from './dossier-folder.js';
import { DossierState } from './dossier-state.js';
import type { Dossier, DocumentSummary, RefreshReport } from './dossier.js';
import { type AskOptions, answerQuestion, type Answer, type Citation } from './search/index.js';
import type { Progress } from './progress.js';
import { StoppedError, UserError } from './errors.js';
import { DamagedIndexError, StaleIndexError, type Cutting, type IndexPlace, type Store, reasonInWords } from './index/index.js';

/** How often an index found damaged is built again for one question or refresh: a disk that damages what is written to it is beyond help. */
const MENDINGS = 3;

/** How often an index that other programs write to is looked at, in milliseconds: one short question to the database. */
const LOOK_EVERY = 1_000;

/** What a dossier needs beside its index. */
export interface IndexedOptions {
  readonly folder: string | null;
  readonly embedder: Embedder;
  readonly limits?: Partial<ReadingLimits> | undefined;
  readonly cutting?: Cutting | undefined;
  readonly signal?: AbortSignal;
}

/**
 * A dossier's index in use, replaced whole by each refresh. A refresh's way: the place opens the newest index there is, the folder is read
 * against it, the place is brought up to what was found (`IndexPlace.update`), and what it gives is served from then on (`DossierState`).
 */
export class IndexedDossier implements Dossier {
  readonly folder: string | null;
  lastRefresh: RefreshReport = { reason: null, documents: 0, passages: 0, embedded: 0, unreadable: [] };
  /** Where documents come from; `null`: the index alone is served. */
  private readonly source: DossierFolder | null;
  private state: DossierState | null = null;
  private refreshing: Promise<unknown> = Promise.resolve();
  private looking: NodeJS.Timeout | null = null;

  constructor(
    private readonly options: IndexedOptions,
    private readonly place: IndexPlace,
    private readonly ownsEmbedder: boolean,
  ) {
    this.folder = options.folder;
    this.source = options.folder === null ? null : new DossierFolder(options.folder, place.cache, options.limits);
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
      else if (error instanceof DamagedIndexError) await this.mend(error, store);
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
    return this.reading((state) => state.text(file));
  }

  pageStarts(file: string): readonly number[] | null {
    return this.opened().pageStarts(file);
  }

  passage(id: string): ReturnType<Dossier['passage']> {
    return this.reading((state) => state.passage(id));
  }

  neighbours(id: string): ReturnType<Dossier['neighbours']> {
    return this.opened().neighbours(id);
  }

  cite(file: string, start: number, end: number): Citation {
    return this.reading((state) => state.cite(file, start, end));
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
  private reading<T>(read: (state: DossierState) => T): T {
    const state = this.opened();
    try {
      return read(state);
    } catch (error) {
      if (error instanceof DamagedIndexError) void this.mend(error, state.store).catch(() => undefined);
      throw error;
    }
  }

  /** Builds again what was found damaged of a store. */
  private async mend(error: DamagedIndexError, store: Store): Promise<void> {
    this.place.note(error, store);
    await this.refresh();
  }

  /** @throws {UserError} when what is built again is found damaged again and again. */
  private async bringUpToDate(onProgress?: (progress: Progress) => void): Promise<RefreshReport> {
    for (let mendings = 1; ; mendings++) {
      try {
        return await this.tryToBringUpToDate(onProgress);
      } catch (error) {
        if (!(error instanceof DamagedIndexError)) throw error;
        if (mendings > MENDINGS) {
          throw new UserError(
            `bringing the index up to date: a disk that keeps what is written to ${this.place.cache} expected, found after ${MENDINGS} rebuilds that ${error.message}; check that disk, or name another place with --index or INDEX`,
          );
        }
        // The last time all of it.
        this.place.note(mendings < MENDINGS ? error : new DamagedIndexError(error.message));
      }
    }
  }

  private async tryToBringUpToDate(onProgress?: (progress: Progress) => void): Promise<RefreshReport> {
    const { place, source } = this;
    const { embedder, signal, cutting } = this.options;
    const served = this.state?.store ?? null;
    const opened = await place.open();
    if (source === null) {
      if (!opened.store)
        throw new UserError(
          `opening the dossier: an index in INDEX expected, since no folder is named; found that ${opened.reason ? reasonInWords(opened.reason) : 'there is none'}; run "npm run index -- --dossier DIR" with that INDEX`,
        );
      return this.adopt(opened.store, { reason: opened.reason, embedded: 0, unreadable: place.unreadable() });
    }
    try {
      const { documents, unreadable, ahead, keep } = await source.read(opened.documents, embedder, onProgress, signal);
      const tell =
        onProgress &&
        ((progress: Progress): void => {
          onProgress(progress.stage === 'splitting' ? { ...progress, ahead } : progress);
        });
      const { store, changes, embedded } = await place.update({ documents, unreadable, embedder, onProgress: tell, signal, cutting });
      await keep();
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
