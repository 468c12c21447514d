import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The optional file that names what is left out, in the manner of .gitignore. */
export const IGNORE_FILE = '.dossierignore';

/**
 * Reads `.dossierignore` at the top of a folder.
 * @returns whether a path below the folder is left out; folders end with `/`. Nothing is when there is no such file.
 */
export async function readIgnored(folder: string): Promise<(file: string) => boolean> {
  let rules: string;
  try {
    rules = await readFile(join(folder, IGNORE_FILE), 'utf8');
  } catch {
    return () => false;
  }
  // Loaded only where it is needed: most dossiers have no such file.
  const { default: ignore } = await import('ignore');
  const matcher = ignore({ allowRelativePaths: true }).add(rules.replace(/^\uFEFF/u, ''));
  return (file) => matcher.ignores(file);
}
