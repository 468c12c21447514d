import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseManifest, type Manifest } from './manifest.js';

/*
 * An index folder holds one folder a generation and a file `current` that names the one in use:
 *   .dossier/current            "g-1763823413000-4711"
 *   .dossier/g-…/manifest.json  and the files it lists
 * A generation is written beside, synced, renamed whole, then named in `current` by another rename: after a crash at any moment
 * the folder opens at the old generation or at the new one.
 */

const CURRENT = 'current';
const MANIFEST = 'manifest.json';
const GENERATION = /^g-\d+-\d+$/;
const UNFINISHED = /^tmp-(\d+)-\d+$/;

export interface Generation {
  /** Absolute path of its folder. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/**
 * Finds the generation in use and checks every file against the manifest before anyone loads it.
 * @returns `null` when there is no index yet.
 * @throws Error in words when what is there cannot be used.
 */
export async function openGeneration(place: string): Promise<Generation | null> {
  let name: string;
  try {
    name = (await readFile(join(place, CURRENT), 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  if (!GENERATION.test(name)) throw new Error(`its file "${CURRENT}" names no generation`);
  const folder = join(place, name);
  const manifest = parseManifest(await readFile(join(folder, MANIFEST), 'utf8').catch(() => ''));
  for (const [file, { bytes, sha256 }] of Object.entries(manifest.files)) {
    if (file.includes('/') || file.includes('\\')) throw new Error(`its manifest names a file outside of it (${file})`);
    const found = await readFile(join(folder, file)).catch(() => null);
    if (!found) throw new Error(`its file ${file} is missing`);
    if (found.length !== bytes) throw new Error(`its file ${file} is damaged (${bytes} bytes expected, found ${found.length})`);
    if (createHash('sha256').update(found).digest('hex') !== sha256) throw new Error(`its file ${file} is damaged (SHA-256 differs)`);
  }
  return { folder, manifest };
}

/**
 * Writes a generation and puts it in use.
 * @param write writes its files into the folder given and returns the manifest without `files`.
 * @throws Error when anything fails; the index stays as it was and the unfinished folder is removed.
 */
export async function writeGeneration(place: string, write: (folder: string) => Promise<Omit<Manifest, 'files'>>): Promise<Generation> {
  await mkdir(place, { recursive: true });
  await removeLeftovers(place);
  const stamp = `${Date.now()}`;
  const unfinished = join(place, `tmp-${process.pid}-${stamp}`);
  try {
    await mkdir(unfinished);
    const described = await write(unfinished);
    const files: Record<string, { bytes: number; sha256: string }> = {};
    for (const file of (await readdir(unfinished)).sort()) {
      const bytes = await readFile(join(unfinished, file));
      files[file] = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
      await sync(join(unfinished, file));
    }
    const manifest: Manifest = { ...described, files };
    await writeSynced(join(unfinished, MANIFEST), JSON.stringify(manifest));
    await sync(unfinished);
    const name = `g-${stamp}-${process.pid}`;
    await rename(unfinished, join(place, name));
    await sync(place);
    const next = join(place, `tmp-current-${process.pid}`);
    await writeSynced(next, name);
    await rename(next, join(place, CURRENT));
    await sync(place);
    await removeOthers(place, name);
    return { folder: join(place, name), manifest };
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
}

/** Removes what dead processes left half written. */
async function removeLeftovers(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    const writer = UNFINISHED.exec(name)?.[1];
    if (writer && !isAlive(Number(writer))) await rm(join(place, name), { recursive: true, force: true });
  }
}

/** A generation is read whole when opened, so an older one can go even while another process answers from it. */
async function removeOthers(place: string, current: string): Promise<void> {
  for (const name of await readdir(place)) {
    if (GENERATION.test(name) && name !== current) await rm(join(place, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function writeSynced(file: string, text: string): Promise<void> {
  await writeFile(file, text);
  await sync(file);
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
