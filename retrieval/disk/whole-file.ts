import { randomBytes } from 'node:crypto';
import { open, rename, rm, writeFile } from 'node:fs/promises';

/**
 * Writes a file whole or not at all: beside its place and forced to the disk, then renamed over what is there. A kill in between leaves the old
 * file, and one whose name goes on behind the file's own.
 * @param mode permissions of a new file; the system's own when left out
 * @throws what the file system says; nothing is left beside then
 */
export async function writeWhole(path: string, content: string, mode?: number): Promise<void> {
  const beside = `${path}.${randomBytes(4).toString('hex')}`;
  try {
    await writeFile(beside, content, { flush: true, ...(mode !== undefined && { mode }) });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Forces a file, or the names in a folder, to the disk. @throws what the file system says */
export async function bringToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
