import type { IndexedDocument, Store } from '../index/index.js';

/** A store's documents by file, worked out once a store. */
export function documentsOf(store: Store): ReadonlyMap<string, IndexedDocument> {
  let documents = known.get(store);
  if (!documents) known.set(store, (documents = new Map(store.documents.map((document) => [document.file, document]))));
  return documents;
}

const known = new WeakMap<Store, ReadonlyMap<string, IndexedDocument>>();
