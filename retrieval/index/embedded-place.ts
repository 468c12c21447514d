import type { ModelIdentity } from '../../embeddings/embedder.js';
import { buildContent } from './build.js';
import { differences } from './differences.js';
import { openEmbeddedStore, writeEmbeddedStore, type EmbeddedStore } from './embedded-store.js';
import { prepareFolder } from './generation.js';
import type { Found, IndexPlace, Updated } from './place.js';

/** An index that is a folder of this machine. */
export class EmbeddedPlace implements IndexPlace {
  readonly cache: string;
  readonly isShared = false;
  private store: EmbeddedStore | null = null;

  constructor(
    folder: string,
    private readonly made: { readonly model: ModelIdentity; readonly settings: string },
  ) {
    this.cache = folder;
  }

  async open(): Promise<EmbeddedStore | null> {
    this.store ??= await openEmbeddedStore(this.cache, this.made.model, this.made.settings);
    return this.store;
  }

  async update({ documents, embedder, onProgress, signal }: Found): Promise<Updated> {
    const { store } = this;
    const changes = store && differences(store.documents, documents);
    if (store && changes === null) return { store, changes, embedded: 0 };
    await prepareFolder(this.cache);
    const earlier = store && { documents: store.documents, vectors: store.vectors, tokens: store.tokensOf, centre: store.centre, centredOn: store.manifest.centredOn };
    const { content, embedded } = await buildContent({ documents, embedder, earlier, onProgress, signal });
    onProgress?.({ stage: 'writing', done: 0, total: 1 });
    this.store = await writeEmbeddedStore(this.cache, content, this.made.model, this.made.settings);
    return { store: this.store, changes, embedded };
  }

  unreadable(): readonly [] {
    return [];
  }

  async close(): Promise<void> {
    await this.store?.close();
    this.store = null;
  }
}
