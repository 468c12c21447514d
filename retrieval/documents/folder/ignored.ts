import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOrMessage, systemCode, UserError } from '../../errors.js';

/** The optional file that names what is left out, in the manner of .gitignore. */
export const IGNORE_FILE = '.dossierignore';

/**
 * Reads `.dossierignore` at the top of a folder.
 * @returns whether a path below the folder is left out; folders end with `/`. Nothing is when there is no such file.
 * @throws {UserError} when there is one that cannot be read: what it names would be indexed and served.
 */
export async function readIgnored(folder: string): Promise<(file: string) => boolean> {
  const path = join(folder, IGNORE_FILE);
  let rules: string;
  try {
    rules = await readFile(path, 'utf8');
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return () => false;
    throw new UserError(`reading ${path}: a file that can be opened expected, found ${codeOrMessage(error)}; check its permissions, or take it away`);
  }
  // Loaded only where it is needed: most dossiers have no such file.
  const { default: ignore } = await import('ignore');
  const matcher = ignore({ allowRelativePaths: true }).add(rules.replace(/^\uFEFF/u, ''));
  return (file) => matcher.ignores(file);
}
