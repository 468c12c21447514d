import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { EMBEDDED_FOLDER } from '../../embeddings/model-files.js';

/** An empty folder, removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'embeddings-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

/** A copy of the shipped model that a test may damage, removed when the test ends. */
export function copyOfModel(): string {
  const folder = join(temporaryFolder(), 'model');
  cpSync(EMBEDDED_FOLDER, folder, { recursive: true });
  return folder;
}
