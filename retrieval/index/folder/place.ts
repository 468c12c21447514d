import type { ModelIdentity } from '../../../embeddings/index.js';
import type { Document } from '../../documents/index.js';
import { UserError } from '../../errors.js';
import { differences, type RefreshReason } from '../refresh-reason.js';
import { buildContent } from '../build/build-content.js';
import type { DamagedIndexError } from '../errors.js';
import { openFolderStore, type FolderStore } from './store.js';
import { currentName, prepareFolder, tidy } from './generation.js';
import { KeptEmbeddings } from '../build/kept-embeddings.js';
import type { Earlier } from '../build/lend.js';
import type { Found, IndexPlace, Opened, Updated } from '../place.js';
import type { IndexContent, IndexedDocument, Store } from '../store.js';
import { writeFolderStore } from './write.js';

/** An index that is a folder of this machine. */
export class FolderPlace implements IndexPlace {
  readonly cache: string;
  readonly isShared = false;
  /** What the last update left to be served. */
  private served: FolderStore | null = null;
  /** What was opened for the next. */
  private opened: FolderStore | null = null;
  /** Documents of which the index was found damaged, by file, and what was said of it. */
  private readonly damaged = new Map<string, string>();
  /** Those that were built again for that. */
  private readonly mended = new Set<string>();
  /** Why the index cannot be used at all any more. */
  private unusable: string | null = null;

  constructor(
    folder: string,
    private readonly made: { readonly model: ModelIdentity; readonly settings: string },
  ) {
    this.cache = folder;
  }

  async open(): Promise<Opened> {
    const { store, reason } = await this.find();
    this.opened = store;
    return { store, reason, documents: store?.documents.filter(({ file }) => !this.damaged.has(file)) ?? [] };
  }

  async update({ documents, embedder, onProgress, signal, cutting }: Found): Promise<Updated> {
    const { opened } = this;
    // What is damaged cannot be compared.
    const isSound = ({ file }: Document): boolean => !this.damaged.has(file);
    const changes = opened && differences(opened.documents.filter(isSound), documents.filter(isSound));
    if (opened && changes === null && this.damaged.size === 0) {
      // Whoever died once the index was whole left what it was made from.
      if (!this.served) {
        await tidy(this.cache, opened.generation);
        await KeptEmbeddings.drop(this.cache);
      }
      this.served = opened;
      return { store: opened, changes, embedded: 0 };
    }
    await prepareFolder(this.cache);
    let store = opened;
    const write = async (content: IndexContent): Promise<FolderStore> => {
      const before: FolderStore | null = store;
      const next = await writeFolderStore(this.cache, content, this.made.model, this.made.settings, before);
      // What only this indexing had open.
      if (before && before !== opened) await before.close();
      return (store = next);
    };
    // Each passage embedded is kept at once, until the index that holds it is written.
    return KeptEmbeddings.during(this.cache, this.made, signal, async (kept) => {
      try {
        // Whatever is noted from here on is for the next update.
        const damaged = new Set(this.damaged.keys());
        const earlier = opened && earlierOf(opened, damaged);
        const { content, embedded } = await buildContent({
          documents,
          embedder,
          earlier,
          kept,
          onProgress,
          signal,
          cutting,
          save: async (saved) => (await write(saved)).documents,
        });
        signal?.throwIfAborted();
        onProgress?.({ stage: 'writing', done: 0, total: 1 });
        this.served = await write(content);
        for (const document of damaged) {
          this.damaged.delete(document);
          this.mended.add(document);
        }
        return { store: this.served, changes, embedded };
      } catch (error) {
        if (store && store !== opened) await store.close();
        throw error;
      }
    });
  }

  note({ message, document }: DamagedIndexError, store: Store | null = null): void {
    // A question begun before the last update says nothing of what is served now.
    if (store && this.served && store !== this.served) return;
    // What was built again and is damaged still is not to be trusted at all.
    if (document === null || this.mended.has(document)) this.unusable = message;
    else if (!this.damaged.has(document)) this.damaged.set(document, message);
  }

  unreadable(): readonly [] {
    return [];
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** The index to go on from, and why it must be built or mended, if it must. */
  private async find(): Promise<{ store: FolderStore | null; reason: RefreshReason | null }> {
    if (this.unusable !== null) {
      const reason: RefreshReason = { code: 'unusable', detail: this.unusable };
      this.unusable = null;
      this.damaged.clear();
      this.mended.clear();
      return { store: null, reason };
    }
    const [damage] = this.damaged.values();
    const reason: RefreshReason | null = damage === undefined ? null : { code: 'unusable', detail: damage };
    // Another program may have written a newer one since.
    if (this.served && (await currentName(this.cache)) === this.served.generation) return { store: this.served, reason };
    try {
      const store = await openFolderStore(this.cache, this.made.model, this.made.settings, this.served);
      return { store, reason: store ? reason : { code: 'first' } };
    } catch (error) {
      // What the system does not let be read is not built again for that.
      if (error instanceof UserError) throw error;
      return { store: null, reason: { code: 'unusable', detail: (error as Error).message } };
    }
  }
}

/** A store as the next build sees it: without the documents of which it is damaged. */
function earlierOf(store: FolderStore, damaged: ReadonlySet<string>): Earlier {
  return {
    documents: store.documents.filter(({ file }) => !damaged.has(file)),
    centre: store.centre,
    centredOn: store.manifest.centredOn,
    firstRow: (document: IndexedDocument) => store.firstRows.get(document)!,
    embedded: (rows) => store.embedded(rows),
  };
}
