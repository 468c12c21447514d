import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { codeOrMessage, systemCode, UserError } from '../../errors.js';
import type { Unreadable } from '../document.js';
import { readIgnored } from './ignored.js';
import type { UnreadReason } from '../unread/unread-reason.js';

/** The optional file beside the documents that gives titles, dates and links. */
export const METADATA_FILE = 'dossier.json';

/** A file of the dossier as the file system shows it: cheap to compare with what was indexed. */
export interface FileStamp {
  /** Path below the dossier's folder, with `/` between names. */
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  /** Last change, in milliseconds since 1970. */
  readonly modified: number;
  /** The file's number on its disk: another one under the same name is another file. */
  readonly inode: number;
}

/**
 * Every file below a folder that has a say in what `readDossier` gives, `dossier.json` included, and those that are refused, each in order of path.
 * Two equal lists mean that nothing changed.
 * @throws {UserError} when the folder is missing, is a file or cannot be opened, or when its `.dossierignore` cannot be read.
 */
export async function walk(folder: string): Promise<{ files: FileStamp[]; refused: Unreadable[] }> {
  const root = await openFolder(folder);
  const files: FileStamp[] = [];
  const refused: Unreadable[] = [];
  const ignored = await readIgnored(root);
  const waiting = [''];
  for (let prefix = waiting.pop(); prefix !== undefined; prefix = waiting.pop()) {
    let entries: Dirent[];
    try {
      entries = await readdir(join(root, prefix), { withFileTypes: true });
    } catch (error) {
      if (prefix === '')
        throw new UserError(`reading the dossier: a folder that can be opened expected at ${folder}, found ${codeOrMessage(error)}; check its permissions`);
      refused.push({ file: prefix.slice(0, -1), reason: { code: 'closed-folder', detail: codeOrMessage(error) } });
      continue;
    }
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      const file = prefix + entry.name;
      if (ignored(entry.isDirectory() ? `${file}/` : file)) continue;
      if (/\p{Cc}/u.test(entry.name)) {
        refused.push({ file: file.replaceAll(/\p{Cc}/gu, '\uFFFD'), reason: { code: 'control-name' } });
        continue;
      }
      if (entry.isDirectory()) {
        waiting.push(`${file}/`);
        continue;
      }
      try {
        if (entry.isSymbolicLink()) {
          const reason = await refusedLink(root, file);
          if (reason !== null) {
            refused.push({ file, reason });
            continue;
          }
        }
        const found = await stat(join(root, file));
        if (found.isFile()) files.push({ file, size: found.size, modified: found.mtimeMs, inode: found.ino });
        else refused.push({ file, reason: { code: 'no-file' } });
      } catch (error) {
        refused.push({ file, reason: { code: 'cannot-open', detail: codeOrMessage(error) } });
      }
    }
  }
  return { files: files.sort(byFile), refused: refused.sort(byFile) };
}

/** Order of UTF-16 units: the same on every machine and in every language. */
export function byFile(left: { readonly file: string }, right: { readonly file: string }): number {
  return left.file < right.file ? -1 : left.file > right.file ? 1 : 0;
}

async function openFolder(folder: string): Promise<string> {
  let found;
  try {
    found = await stat(folder);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') {
      throw new UserError(`reading the dossier: a folder expected at ${resolve(folder)}, found nothing; check --dossier or DOSSIER_DIR`);
    }
    throw new UserError(
      `reading the dossier: a folder that can be opened expected at ${resolve(folder)}, found ${codeOrMessage(error)}; check its permissions`,
    );
  }
  if (!found.isDirectory()) {
    throw new UserError(`reading the dossier: a folder expected at ${resolve(folder)}, found a file; put it in a folder and name the folder`);
  }
  return await realpath(folder);
}

async function refusedLink(root: string, file: string): Promise<UnreadReason | null> {
  let target: string;
  try {
    target = await realpath(join(root, file));
  } catch (error) {
    return { code: 'broken-link', detail: codeOrMessage(error) };
  }
  const inside = root.endsWith(sep) ? root : root + sep;
  if (!target.startsWith(inside)) return { code: 'link-out' };
  if ((await stat(target)).isDirectory()) return { code: 'link-folder' };
  return null;
}
