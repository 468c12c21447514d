import { randomBytes } from 'node:crypto';
import { extname } from 'node:path';

/** A file that went through a chat. */
export interface StoredFile {
  /** What calls name it by; different for every bot. */
  readonly id: string;
  /** The same for every bot; the page names files by it. */
  readonly uniqueId: string;
  readonly kind: 'document' | 'photo';
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
  /** Path below `/file/bot<TOKEN>/`. */
  readonly path: string;
}

/** The files of this run, in memory: nothing is written to disk. */
export class FileStore {
  private readonly byId = new Map<string, StoredFile>();
  private readonly byUniqueId = new Map<string, StoredFile>();
  private readonly byPath = new Map<string, StoredFile>();

  add(kind: StoredFile['kind'], name: string, type: string, bytes: Buffer): StoredFile {
    const number = this.byId.size;
    const extension = /^\.[A-Za-z0-9]{1,10}$/.test(extname(name)) ? extname(name) : '';
    const file: StoredFile = {
      id: `BQAC${randomBytes(30).toString('base64url')}`,
      uniqueId: `AgAD${randomBytes(9).toString('base64url')}`,
      kind,
      name,
      type,
      bytes,
      path: `${kind}s/file_${number}${extension}`,
    };
    this.byId.set(file.id, file);
    this.byUniqueId.set(file.uniqueId, file);
    this.byPath.set(file.path, file);
    return file;
  }

  withId(id: string): StoredFile | undefined {
    return this.byId.get(id);
  }

  withUniqueId(id: string): StoredFile | undefined {
    return this.byUniqueId.get(id);
  }

  at(path: string): StoredFile | undefined {
    return this.byPath.get(path);
  }
}
