import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Embedder } from './embedder.js';
import { ProcessEmbedder } from './process-embedder.js';
import { projectRoot } from './project-root.js';
import type { EmbedderSettings } from './settings.js';
import { SideEmbedder } from './side-embedder.js';

/**
 * Loads the model in a process of its own. Close the embedder to end it; while it has nothing to do it does not keep the program
 * from ending, and it ends with the program in any case. Questions that come while passages are embedded do not wait for them: see
 * `SideEmbedder`.
 *
 * @example
 * import { openEmbedder } from 'dossier-bot/embeddings';
 *
 * const embedder = await openEmbedder({ allowDownload: false });
 * const { vector } = await embedder.embed('Combien de cellules ont été fouillées ?', 'question');
 * console.log(vector.length); // → 384
 * await embedder.close();
 *
 * @throws {ModelError} when the model cannot be loaded: missing, damaged, of another kind.
 */
export async function openEmbedder(settings: EmbedderSettings): Promise<Embedder> {
  const file = workerFile();
  return new SideEmbedder(await ProcessEmbedder.start(file, settings), () => ProcessEmbedder.start(file, settings, true));
}

/** The compiled worker: beside this file when it is compiled itself, in dist/ when it runs from source (under vitest). */
function workerFile(): string {
  const beside = fileURLToPath(new URL('./worker.js', import.meta.url));
  if (existsSync(beside)) return beside;
  const built = join(projectRoot, 'dist', 'embeddings', 'worker.js');
  if (existsSync(built)) return built;
  throw new Error(`starting the embedding process: ${built} expected, found none; compile first (npm run build)`);
}
