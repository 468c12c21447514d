import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder that holds package.json. Files that are shipped but not compiled (the model, locales, the preview's page,
 * the seeds) are found from here, since the code runs from `dist/` when built and from its own folder under vitest.
 */
export const projectRoot: string = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('finding the project: a package.json in a folder above the code expected, found none; install it whole');
  return findRoot(parent);
}
