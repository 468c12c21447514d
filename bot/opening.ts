import { ModelError, openEmbedder, type Embedder } from '../embeddings/index.js';
import { openDossier, UserError, type Dossier, type Progress } from '../retrieval/index.js';
import type { Settings } from './config.js';

/** A dossier with the model it was opened with; close both. */
export interface Opened {
  readonly dossier: Dossier;
  close(): Promise<void>;
}

/**
 * Opens the dossier that the settings name: loads the model, builds the index or brings it up to date.
 * @throws {UserError} when the model, the folder or the index cannot be used
 */
export async function openFromSettings(settings: Pick<Settings, 'dossier' | 'index' | 'model'>, onProgress?: (progress: Progress) => void, signal?: AbortSignal): Promise<Opened> {
  const embedder = await loadModel(settings.model);
  try {
    const dossier = await openDossier({ folder: settings.dossier, index: settings.index, embedder, ...(onProgress !== undefined && { onProgress }), ...(signal !== undefined && { signal }) });
    return {
      dossier,
      close: async () => {
        await dossier.close();
        await embedder.close();
      },
    };
  } catch (error) {
    await embedder.close();
    throw error;
  }
}

async function loadModel({ name, questionPrefix, passagePrefix, pooling }: Settings['model']): Promise<Embedder> {
  const hasPrefixes = questionPrefix !== null || passagePrefix !== null;
  try {
    return await openEmbedder({
      // Naming a model is what allows its download; nothing is fetched for the shipped one.
      allowDownload: name !== null,
      ...(name !== null && { model: name }),
      ...(hasPrefixes && { prefixes: { question: questionPrefix ?? '', passage: passagePrefix ?? '' } }),
      ...(pooling !== null && { pooling }),
    });
  } catch (error) {
    if (error instanceof ModelError) throw new UserError(error.message);
    throw error;
  }
}
