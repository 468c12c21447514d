import { join, relative, resolve, sep } from 'node:path';

/** Where a document's file lies on the disk; `null` for a name that leads out of the dossier's folder. */
export function documentPath(folder: string, file: string): string | null {
  const path = resolve(join(folder, file));
  const within = relative(resolve(folder), path);
  return within === '' || within.startsWith('..') || within.startsWith(sep) ? null : path;
}
