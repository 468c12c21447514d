import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { EMBEDDED_FOLDER } from '../../embeddings/model-files.js';
import { temporaryFolder } from './folder.js';

/** A copy of the shipped model that a test may damage, removed when the test ends. */
export function copyOfModel(): string {
  const folder = join(temporaryFolder(), 'model');
  cpSync(EMBEDDED_FOLDER, folder, { recursive: true });
  return folder;
}
