import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sealed, unsealed } from '../../disk/sealed.js';
import { writeWhole } from '../../disk/whole-file.js';
import type { Unreadable } from '../document.js';
import type { Content } from '../document-of.js';
import type { FileContents } from '../file/read-file.js';
import { isOfTheMoment, type UnreadReason } from '../unread/unread-reason.js';

/** Files that took longer to read than this are kept at once: others are read again as fast. In milliseconds. */
export const WORTH_KEEPING = 500;

/** Its place beside the index. */
const FOLDER = 'reading';

/** What was read of a file, its own name taken off the names of what is inside it. */
interface Kept {
  readonly settings: string;
  readonly contents: readonly (readonly [inside: string, content: Content])[];
  readonly unreadable: readonly (readonly [inside: string, reason: UnreadReason])[];
}

/**
 * What was read of slow files (scans) before the index is written: an indexing that is stopped, or dies, begins where it was.
 * It is only there to save time, so nothing that goes wrong with it is an error.
 */
export class KeptReadings {
  private readonly folder: string;

  /** @param settings how files are read: what was read otherwise is not taken. */
  constructor(
    place: string,
    private readonly settings: string,
  ) {
    this.folder = join(place, FOLDER);
  }

  /** What was read of a file with these bytes, whatever its name was then; `null` when nothing was kept. */
  async find(file: string, hash: string): Promise<FileContents | null> {
    if (!/^[0-9a-f]{64}$/u.test(hash)) return null;
    try {
      const { value, whole } = unsealed(await readFile(join(this.folder, `${hash}.json`), 'utf8'));
      const kept = value as Kept;
      // Its text would be indexed and quoted as the document's.
      if (!whole || kept.settings !== this.settings) return null;
      const contents = new Map(kept.contents.map(([inside, content]) => [file + inside, content]));
      return { hash, contents, unreadable: kept.unreadable.map(([inside, reason]): Unreadable => ({ file: file + inside, reason })) };
    } catch {
      return null;
    }
  }

  /** What was not read for a reason of the moment is to be tried again, not kept. */
  async keep(file: string, { hash, contents, unreadable }: FileContents): Promise<void> {
    if (unreadable.some(({ reason }) => isOfTheMoment(reason))) return;
    const kept: Kept = {
      settings: this.settings,
      contents: [...contents].map(([name, content]) => [name.slice(file.length), content]),
      unreadable: unreadable.map(({ file: name, reason }) => [name.slice(file.length), reason]),
    };
    try {
      await mkdir(this.folder, { recursive: true });
      await writeWhole(join(this.folder, `${hash}.json`), sealed(kept));
    } catch {
      // Then it is read again.
    }
  }

  /** Once the index holds all that was read. */
  async forget(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true }).catch(() => undefined);
  }
}
