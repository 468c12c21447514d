import { onTestFinished } from 'vitest';
import { makeReadOnly, openSmallDisk, whyNoDisk, type SmallDisk } from './disks.js';

/** Why tests that need a small or read-only disk are skipped here; `null` when they run. */
export function whyNoMount(): string | null {
  const why = whyNoDisk();
  return why === null ? null : `${why}: the tests of full and read-only disks are skipped`;
}

/** A disk of its own with room for this many bytes, gone when the test ends. */
export function mountSmall(bytes: number): SmallDisk {
  const disk = openSmallDisk(bytes);
  onTestFinished(() => {
    disk.close();
  });
  return disk;
}

/** Makes a folder read-only, for root too, until the test ends. */
export function remountReadOnly(folder: string): void {
  const undo = makeReadOnly(folder);
  onTestFinished(undo);
}
