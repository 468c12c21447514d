import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A new empty folder. One made within a test, or before each, goes when the test ends; one made for a whole file goes with the run (`run-folder.ts`). */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'test-'));
  try {
    onTestFinished(() => {
      rmSync(folder, { recursive: true, force: true });
    });
  } catch {
    // No test runs.
  }
  return folder;
}

/** Writes files (path → content) below a folder and returns the folder. */
export function filled(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}
