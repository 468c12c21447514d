import { openDossier, type Dossier, type Progress } from '../retrieval/index.js';
import type { Settings } from './settings/config.js';

/**
 * Opens the dossier that the settings name: loads the model, builds the index or brings it up to date.
 * @param serveAtOnce an index in PostgreSQL is served as it is, to be refreshed later
 * @throws {UserError} when the model, the folder or the index cannot be used
 */
export function openFromSettings(
  settings: Pick<Settings, 'dossier' | 'index' | 'indexRead' | 'model' | 'limits'>,
  onProgress?: (progress: Progress) => void,
  signal?: AbortSignal,
  serveAtOnce = false,
): Promise<Dossier> {
  const { name, questionPrefix, passagePrefix, pooling } = settings.model;
  const hasPrefixes = questionPrefix !== null || passagePrefix !== null;
  return openDossier({
    folder: settings.dossier,
    index: settings.index,
    limits: settings.limits,
    serveAtOnce,
    ...(settings.indexRead !== null && { indexRead: settings.indexRead }),
    model: {
      // Naming a model is what allows its download; nothing is fetched for the shipped one.
      allowDownload: name !== null,
      ...(name !== null && { model: name }),
      ...(hasPrefixes && { prefixes: { question: questionPrefix ?? '', passage: passagePrefix ?? '' } }),
      ...(pooling !== null && { pooling }),
    },
    ...(onProgress !== undefined && { onProgress }),
    ...(signal !== undefined && { signal }),
  });
}
