import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { StorageAdapter } from 'grammy';
import { systemCode } from '../../retrieval/errors.js';
import { writeWhole } from '../../retrieval/disk/whole-file.js';
import { checkedKey } from './keys.js';

const SUFFIX = '.json';

/**
 * grammY's storage interface over a folder with one JSON file a key. @grammyjs/storage-file writes in place, so that a
 * crash leaves half a file; here each value is written beside its file, brought to the disk, then renamed over it.
 */
export class FileStorage<T> implements StorageAdapter<T> {
  /** @param folder made when it is not there; what a crash left half written in it is cleared */
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder)) if (!name.endsWith(SUFFIX)) rmSync(join(folder, name), { force: true });
  }

  /** Forgets values not written for longer. */
  async forgetAfter(milliseconds: number, now: number = Date.now()): Promise<void> {
    for (const key of this.readAllKeys()) {
      const written = await stat(this.file(key)).catch(() => null);
      if (written !== null && now - written.mtimeMs > milliseconds) await this.delete(key);
    }
  }

  /** @returns `undefined` when there is no such key, or when its file is damaged: nothing kept here is worth a refusal to answer. */
  async read(key: string): Promise<T | undefined> {
    let text: string;
    try {
      text = await readFile(this.file(key), 'utf8');
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return undefined;
      throw error;
    }
    try {
      return (JSON.parse(text) as T | null) ?? undefined;
    } catch {
      return undefined;
    }
  }

  async write(key: string, value: T): Promise<void> {
    await writeWhole(this.file(key), JSON.stringify(value), 0o600);
  }

  async delete(key: string): Promise<void> {
    await rm(this.file(key), { force: true });
  }

  *readAllKeys(): Iterable<string> {
    for (const name of readdirSync(this.folder)) if (name.endsWith(SUFFIX)) yield name.slice(0, -SUFFIX.length);
  }

  private file(key: string): string {
    return join(this.folder, `${checkedKey(key)}${SUFFIX}`);
  }
}
