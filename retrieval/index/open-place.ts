import { defaultIndexPlace, isServer } from './index-place.js';
import { FolderPlace } from './folder/place.js';
import type { IndexPlace, PlaceOptions } from './place.js';

/** @throws {UserError} when the place cannot be used at all. */
export async function openPlace(options: PlaceOptions): Promise<IndexPlace> {
  const { index, folder, cache = defaultIndexPlace(folder ?? 'no folder') } = options;
  if (!isServer(index)) return new FolderPlace(index, options);
  // Loaded only where it is used: a folder's first answer comes sooner without.
  const { PostgresPlace } = await import('./postgres/index.js');
  return PostgresPlace.open({ ...options, cache });
}
