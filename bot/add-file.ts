import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, copyFile, link, readdir, rm, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { systemCode } from '../retrieval/errors.js';
import { bringToDisk } from '../retrieval/disk/whole-file.js';

/** How many names are tried when a file of that name is there already. */
const MOST_COPIES = 100;

/** A name that no reader of a dossier looks at: it begins with a dot. */
const ARRIVING = /^\.arriving-[0-9a-f]{12}$/;

/** A file still arriving after this long was left by a process that ended. In milliseconds. */
const LEFT_BEHIND = 3_600_000;

/**
 * Copies a file into a folder, whole or not at all, without writing over another: `name.txt`, then `name (2).txt`, … It is copied under a
 * hidden name and forced to disk first, so that neither a reader of the folder nor a kill meets half of it.
 * @returns the name taken
 * @throws what the file system says
 */
export async function addFile(from: string, folder: string, name: string): Promise<string> {
  const ending = extname(name);
  const stem = name.slice(0, name.length - ending.length);
  await access(folder, constants.W_OK);
  await removeLeftBehind(folder);
  const arriving = join(folder, `.arriving-${randomBytes(6).toString('hex')}`);
  try {
    await copyFile(from, arriving, constants.COPYFILE_EXCL);
    await bringToDisk(arriving);
    for (let copy = 1; copy <= MOST_COPIES; copy += 1) {
      const tried = copy === 1 ? name : `${stem} (${copy})${ending}`;
      try {
        await give(arriving, join(folder, tried));
        return tried;
      } catch (error) {
        if (systemCode(error) !== 'EEXIST') throw error;
      }
    }
  } finally {
    await rm(arriving, { force: true });
  }
  throw new Error(`adding a document: a free name like ${JSON.stringify(name)} expected, found ${MOST_COPIES} taken; rename the file and send it again`);
}

/** Gives a file its name, unless that is taken. Where the file system has no links it is copied. */
async function give(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'].includes(systemCode(error) ?? '')) throw error;
    await copyFile(from, to, constants.COPYFILE_EXCL);
  }
}

async function removeLeftBehind(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!ARRIVING.test(name)) continue;
    const { mtimeMs } = await stat(join(folder, name)).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > LEFT_BEHIND) await rm(join(folder, name), { force: true });
  }
}
