import { resolve } from 'node:path';
import { ModelError, openEmbedder, type Embedder, type EmbedderSettings } from '../embeddings/index.js';
import { DEFAULT_LIMITS, KeptReadings, openRecord, readDossier, settingsOf, writeRecord, type Document, type ReadingLimits, type ReadingRecord, type Unreadable } from './documents/index.js';
import { DossierState } from './dossier-state.js';
import type { AskOptions, Dossier, DocumentSummary, Progress, RefreshReport } from './dossier.js';
import { EmbeddingSpeed } from './embedding-speed.js';
import { StoppedError, UserError } from './errors.js';
import { buildContent, currentName, DamagedIndexError, KeptEmbeddings, openEmbeddedStore, prepareFolder, writeEmbeddedStore, type Earlier, type EmbeddedStore, type IndexContent, type IndexedDocument } from './index/index.js';
import { differences, type RefreshReason } from './refresh-reason.js';
import { DEFAULT_SIZES } from './passages/index.js';
import { answerQuestion, cite, type Answer, type AnswerPassage, type Citation } from './search/index.js';

export interface DossierOptions {
  /** The dossier's folder. */
  readonly folder: string;
  /** Where the index lies, or is to be made: a folder of its own. */
  readonly index: string;
  /** Which model to open when no embedder is given; the shipped one when left out. It is closed with the dossier. */
  readonly model?: EmbedderSettings;
  /** An embedder that is open already. It is not closed with the dossier, since it may serve several. */
  readonly embedder?: Embedder;
  readonly onProgress?: (progress: Progress) => void;
  /** What reading one file may take; see `DEFAULT_LIMITS`. */
  readonly limits?: Partial<ReadingLimits> | undefined;
  /** Ends an indexing under way; what was in use stays. */
  readonly signal?: AbortSignal;
}

/** Raised whenever titles, sentences, passages, terms or token codes come out otherwise than before. */
const RULES = 1;

/** How often an index found damaged is built again for one question: a disk that damages what is written to it is beyond help. */
const MENDINGS = 3;

/** Reading that takes less than this is not worth a progress line. */
const QUIET_MILLISECONDS = 1_000;

/** Reading that takes longer than this wants to know how long embedding will take. */
const WORTH_MEASURING = 5_000;

/** Whatever makes passages or codes other than before: part of every index, so that a change builds it again. */
const SETTINGS = JSON.stringify({ sizes: DEFAULT_SIZES, rules: RULES });

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
  const dossier = new FolderDossier({ ...options, embedder: options.embedder ?? (await openModel(options.model)) }, !options.embedder);
  try {
    await dossier.refresh(options.onProgress);
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

/** The dossier of a folder: what is in use (a store and the maps over it), replaced whole by each refresh. */
class FolderDossier implements Dossier {
  readonly folder: string;
  lastRefresh: RefreshReport = { reason: null, documents: 0, passages: 0, embedded: 0, unreadable: [] };
  private state: DossierState | null = null;
  /** Documents of which the index was found damaged, by file, and what was said of it. */
  private readonly damaged = new Map<string, string>();
  /** Why the index cannot be used at all any more. */
  private unusable: string | null = null;
  private record: ReadingRecord | null = null;
  private refreshing: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly options: DossierOptions & { readonly embedder: Embedder },
    private readonly ownsEmbedder: boolean,
  ) {
    this.folder = resolve(options.folder);
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
      if (!(error instanceof DamagedIndexError) || mendings === 0) throw error;
      await this.mend(error);
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
    await this.refreshing;
    await this.state?.retire();
    this.state = null;
    if (this.ownsEmbedder) await this.options.embedder.close();
  }

  private opened(): DossierState {
    if (!this.state) throw new Error(`using the dossier ${this.folder}: an open one expected, found it closed`);
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
    this.note(error);
    await this.refresh();
  }

  private note({ message, document }: DamagedIndexError): void {
    // What was built again and is damaged still is not to be trusted at all.
    if (document === null || this.damaged.has(document)) this.unusable = message;
    else this.damaged.set(document, message);
  }

  private async bringUpToDate(onProgress?: (progress: Progress) => void): Promise<RefreshReport> {
    for (;;) {
      try {
        return await this.tryToBringUpToDate(onProgress);
      } catch (error) {
        if (!(error instanceof DamagedIndexError)) throw error;
        this.note(error);
      }
    }
  }

  private async tryToBringUpToDate(onProgress?: (progress: Progress) => void): Promise<RefreshReport> {
    const { embedder, index, signal } = this.options;
    const limits = { ...DEFAULT_LIMITS, ...this.options.limits };
    const began = Date.now();
    let { store, reason } = await this.storeInUse();
    const opened = store;
    this.record ??= await openRecord(index, limits);
    const kept = new KeptReadings(index, settingsOf(limits));
    const speed = new EmbeddingSpeed(embedder);
    let ahead = 0;
    let embeddings: KeptEmbeddings | null = null;
    try {
      const earlier = store && earlierOf(store, this.damaged);
      const { documents, unreadable, record } = await readDossier(this.folder, {
        limits,
        kept,
        earlier: { documents: earlier?.documents ?? [], record: this.record },
        onProgress: ({ characters, ...progress }) => {
          if (Date.now() - began < QUIET_MILLISECONDS || !onProgress) return;
          if (characters > 0 && Date.now() - began > WORTH_MEASURING) speed.measure();
          ahead = characters / speed.charactersASecond;
          onProgress({ stage: 'reading', ...progress, ahead });
        },
        signal,
      });
      if (documents.length === 0) throw noneReadable(this.folder, unreadable);
      let embedded = 0;
      const changes = store ? differences(store.documents, documents) : null;
      if (!store || changes !== null || this.damaged.size > 0) {
        await prepareFolder(index);
        const write = async (content: IndexContent): Promise<EmbeddedStore> => {
          const before: EmbeddedStore | null = store;
          const next = await writeEmbeddedStore(index, content, embedder.model, SETTINGS, before);
          // What only this indexing had open.
          if (before && before !== opened) await before.close();
          return (store = next);
        };
        // Each passage embedded is kept at once, until the index that holds it is written.
        embeddings = await KeptEmbeddings.open(index, embedder.model, SETTINGS);
        const tell = onProgress && ((progress: Progress): void => { onProgress(progress.stage === 'splitting' ? { ...progress, ahead } : progress); });
        const built = await buildContent({ documents, embedder, earlier, kept: embeddings, onProgress: tell, signal, save: async (content) => (await write(content)).documents });
        signal?.throwIfAborted();
        onProgress?.({ stage: 'writing', done: 0, total: 1 });
        await write(built.content);
        await embeddings.forget();
        embedded = built.embedded;
        reason ??= changes;
      }
      await writeRecord(index, record, limits);
      await kept.forget();
      this.record = record;
      this.damaged.clear();
      if (store !== this.state?.store) {
        const before = this.state;
        this.state = new DossierState(store!);
        await before?.retire();
        if (opened && opened !== store && opened !== before?.store) await opened.close();
      }
      this.lastRefresh = { reason, documents: documents.length, passages: this.opened().store.passages.length, embedded, unreadable };
      return this.lastRefresh;
    } catch (error) {
      for (const left of new Set([store, opened])) if (left && left !== this.state?.store) await left.close();
      throw signal?.aborted ? new StoppedError(embeddings?.size ?? 0) : error;
    } finally {
      await embeddings?.close();
    }
  }

  /** The index to go on from, and why it must be built or mended, if it must. */
  private async storeInUse(): Promise<{ store: EmbeddedStore | null; reason: RefreshReason | null }> {
    const { index, embedder } = this.options;
    if (this.unusable !== null) {
      const reason: RefreshReason = { code: 'unusable', detail: this.unusable };
      this.unusable = null;
      this.damaged.clear();
      return { store: null, reason };
    }
    const [damage] = this.damaged.values();
    const reason: RefreshReason | null = damage === undefined ? null : { code: 'unusable', detail: damage };
    const open = this.state?.store ?? null;
    // Another program may have written a newer one since.
    if (open && (await currentName(index)) === open.generation) return { store: open, reason };
    try {
      const store = await openEmbeddedStore(index, embedder.model, SETTINGS, open);
      return { store, reason: store ? reason : { code: 'first' } };
    } catch (error) {
      return { store: null, reason: { code: 'unusable', detail: (error as Error).message } };
    }
  }
}

/** A store as the next build sees it: without the documents of which it is damaged. */
function earlierOf(store: EmbeddedStore, damaged: ReadonlyMap<string, string>): Earlier {
  return {
    documents: store.documents.filter(({ file }) => !damaged.has(file)),
    centre: store.centre,
    centredOn: store.manifest.centredOn,
    firstRow: (document: IndexedDocument) => store.firstRows.get(document)!,
    embedded: (rows) => store.embedded(rows),
  };
}

/** A dossier of which nothing can be read would answer that it says nothing: a failure that looks like "not found". */
function noneReadable(folder: string, unreadable: readonly Unreadable[]): UserError {
  const [first] = unreadable;
  const others = unreadable.length > 1 ? ` (and ${unreadable.length - 1} more)` : '';
  const found = first === undefined ? 'none' : `only ${first.file}: ${first.reason}${others}`;
  return new UserError(`reading the dossier: at least one document that can be read expected in ${folder}, found ${found}`);
}
