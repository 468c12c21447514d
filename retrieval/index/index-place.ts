import { createHash } from 'node:crypto';
import { basename, join, resolve } from 'node:path';
import { projectRoot } from '../../embeddings/index.js';

/**
 * Where a dossier's index lies when nothing else is said: a folder of its own under `.dossier`, so that looking into another
 * dossier never replaces an index that took minutes to build.
 */
export function defaultIndexPlace(folder: string): string {
  const path = resolve(folder);
  const name = basename(path)
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .slice(0, 40);
  return join(projectRoot, '.dossier', `${name}-${createHash('sha256').update(path).digest('hex').slice(0, 8)}`);
}

/** An index on a server rather than in a folder of this machine. */
const SERVER = /^postgres(?:ql)?:\/\//u;

/** Whether the place of an index is the address of a PostgreSQL server. */
export function isServer(index: string): boolean {
  return SERVER.test(index);
}
