import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Embedder } from './embedder.js';
import { projectRoot } from './project-root.js';
import type { EmbedderSettings } from './settings.js';
import { ThreadEmbedder } from './thread.js';

/**
 * Loads the model on a thread of its own. Close the embedder to end it.
 *
 * @example
 * const embedder = await openEmbedder({ allowDownload: false });
 * const { vector } = await embedder.embed('Combien de cellules ont été fouillées ?', 'question');
 * await embedder.close();
 *
 * @throws {ModelError} when the model cannot be loaded: missing, damaged, of another kind.
 */
export async function openEmbedder(settings: EmbedderSettings): Promise<Embedder> {
  const embedder = await ThreadEmbedder.start(workerFile(), settings);
  // An addon that only a worker has loaded cannot be loaded again after that worker's end ("Module did not self-register").
  await import('onnxruntime-node');
  return embedder;
}

/** The compiled worker: beside this file when it is compiled itself, in dist/ when it runs from source (under vitest). */
function workerFile(): URL {
  const beside = new URL('./worker.js', import.meta.url);
  if (existsSync(fileURLToPath(beside))) return beside;
  const built = join(projectRoot, 'dist', 'embeddings', 'worker.js');
  if (existsSync(built)) return pathToFileURL(built);
  throw new Error(`starting the embedding thread: ${built} expected, found none; compile first (npm run build)`);
}
