import { copyFile, link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { systemCode, UserError } from '../../errors.js';
import { bringToDisk } from '../../disk/whole-file.js';
import { whyUnread } from './why-unread.js';
import { formatManifest, parseManifest, type Manifest } from './manifest.js';

/*
 * An index folder holds one folder a generation and a file `current` that names the one in use:
 *   .dossier/current            "g-1763823413000-4711"
 *   .dossier/g-…/manifest.json  and the files it lists
 * A generation is written beside, synced, renamed whole, then named in `current` by another rename: after a crash at any moment
 * the folder opens at the old generation or at the new one. Files that it shares with the one before are linked, not copied.
 */

const CURRENT = 'current';
const MANIFEST = 'manifest.json';
const GENERATION = /^g-\d+-(\d+)$/;
const UNFINISHED = /^tmp-(?:(?:current|probe)-)?(\d+)(?:-\d+)?$/;

/**
 * Absolute paths of what this process is writing. Whatever else bears its number is of one that died: in a container the bot has the
 * same number at each start.
 */
const writing = new Set<string>();

/** One state of the index on the disk. */
export interface Generation {
  readonly name: string;
  /** Absolute path of its folder. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/**
 * Finds the generation in use. Whoever opens one of its files checks it against the manifest (parts-file.ts, record-file.ts).
 * @returns `null` when there is no index yet.
 * @throws Error in words when what is there cannot be used.
 * @throws {UserError} when the system does not let it be read.
 */
export async function findGeneration(place: string): Promise<Generation | null> {
  let name: string;
  try {
    name = (await readFile(join(place, CURRENT), 'utf8')).trim();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw whyUnread(error, join(place, CURRENT), CURRENT);
  }
  if (!GENERATION.test(name)) throw new Error(`its file "${CURRENT}" names no generation`);
  const folder = join(place, name);
  const path = join(folder, MANIFEST);
  const manifest = parseManifest(
    await readFile(path, 'utf8').catch((error: unknown) => {
      throw whyUnread(error, path, MANIFEST);
    }),
  );
  for (const file of Object.keys(manifest.files)) {
    if (file.includes('/') || file.includes('\\')) throw new Error(`its manifest names a file outside of it (${file})`);
  }
  return { name, folder, manifest };
}

/** What `current` names now, whether or not it can be used; `null` when there is no such file. */
export async function currentName(place: string): Promise<string | null> {
  return readFile(join(place, CURRENT), 'utf8').catch(() => null);
}

/**
 * Makes the index folder and writes a first file into it, so that a place that cannot be written is told before minutes of
 * embedding and not after.
 * @throws {UserError} when the folder cannot be made or written.
 */
export async function prepareFolder(place: string): Promise<void> {
  const probe = join(place, `tmp-probe-${process.pid}`);
  try {
    await mkdir(place, { recursive: true });
    await removeLeftovers(place);
    await writeFile(probe, 'the index can be written here\n', { flush: true });
  } catch (error) {
    throw asUserError(place, error);
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
}

/**
 * Writes a generation and puts it in use.
 * @param write writes its files into the folder given, each forced to disk, and returns the manifest.
 * @throws {UserError} when the disk does not take it (full, read-only…); the index stays as it was and the unfinished folder is removed.
 */
export async function writeGeneration(place: string, write: (folder: string) => Promise<Manifest>): Promise<Generation> {
  const stamp = `${Date.now()}`;
  const unfinished = join(place, `tmp-${process.pid}-${stamp}`);
  const next = join(place, `tmp-current-${process.pid}`);
  const own = [resolve(unfinished), resolve(next)];
  let renamed: string | null = null;
  try {
    for (const path of own) writing.add(path);
    await mkdir(place, { recursive: true });
    await removeLeftovers(place);
    await mkdir(unfinished);
    const manifest = await write(unfinished);
    await writeFile(join(unfinished, MANIFEST), formatManifest(manifest), { flush: true });
    await bringToDisk(unfinished);
    const name = `g-${stamp}-${process.pid}`;
    // Written before the generation gets its name: where the disk is full to the last byte nothing nameless is left.
    await writeFile(next, name, { flush: true });
    await rename(unfinished, join(place, name));
    renamed = join(place, name);
    await bringToDisk(place);
    await rename(next, join(place, CURRENT));
    renamed = null;
    await bringToDisk(place);
    await removeOthers(place, name);
    return { name, folder: join(place, name), manifest };
  } catch (error) {
    for (const left of [unfinished, next, renamed]) {
      if (left !== null) await rm(left, { recursive: true, force: true }).catch(() => undefined);
    }
    throw asUserError(place, error);
  } finally {
    for (const path of own) writing.delete(path);
  }
}

/** Gives a file of one generation to the next: as a link to the same bytes, or as a copy where the file system has no links. */
export async function shareFile(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') throw error;
    await copyFile(from, to);
    await bringToDisk(to);
  }
}

/** What to do about what a file system says most; anything else: look at the folder. */
const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: 'make room on its disk, or name another place with --index or INDEX',
  EDQUOT: 'make room on its disk, or name another place with --index or INDEX',
  EACCES: 'give the permission to write there, or name another place with --index or INDEX',
  EPERM: 'give the permission to write there, or name another place with --index or INDEX',
  EROFS: 'name a place that can be written with --index or INDEX',
};

/** An error of the file system in words; any other as it is. */
function asUserError(place: string, error: unknown): unknown {
  const code = error instanceof UserError ? null : systemCode(error);
  if (code === null) return error;
  const said = (error as Error).message.replace(/^\w+: /u, '').replace(/, \w+(?: '.*)?$/su, '');
  const remedy = REMEDIES[code] ?? 'check that it is a folder that can be written, or name another with --index or INDEX';
  return new UserError(`writing the index: room and permission to write in ${place} expected, found "${said}" (${code}); ${remedy}`);
}

/** Removes what processes that died around a writing left beside the generation in use. A folder that cannot be written stays as it is. */
export async function tidy(place: string, current: string): Promise<void> {
  await removeLeftovers(place).catch(() => undefined);
  await removeOthers(place, current).catch(() => undefined);
}

/** Removes what dead processes left half written; their number may be this one's by now. */
async function removeLeftovers(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    const writer = Number(UNFINISHED.exec(name)?.[1] ?? Number.NaN);
    const path = join(place, name);
    if (Number.isNaN(writer) || (writer === process.pid ? writing.has(resolve(path)) : isAlive(writer))) continue;
    await rm(path, { recursive: true, force: true });
  }
}

/**
 * A process that answers from an older generation has its files open, so that it can go (where the system does not let it, at a later
 * writing); but one whose writer lives may be about to be named in `current`, and stays until then.
 */
async function removeOthers(place: string, current: string): Promise<void> {
  for (const name of await readdir(place)) {
    const writer = Number(GENERATION.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(writer) || name === current || (writer !== process.pid && isAlive(writer))) continue;
    await rm(join(place, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}
