import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openMadeIndex, removeIndex, writeMadeIndex } from './made-index.mjs';

/** Made-up indexes by size, each written the first time that it is asked for. */
export function madeIndexes({ place, source, model, say }) {
  const made = new Map();
  const folderOf = (size) => join(place, `made-${size}`);
  const make = async (size) => {
    const folder = folderOf(size);
    const note = join(folder, 'bench.json');
    if (existsSync(note)) {
      const kept = await openMadeIndex(folder, model).catch(() => null);
      await kept?.close();
      if (kept) return JSON.parse(readFileSync(note, 'utf8')).writing;
    }
    removeIndex(folder);
    mkdirSync(folder, { recursive: true });
    say(`making up ${size} passages…`);
    const writing = await writeMadeIndex(folder, source, model, size);
    writeFileSync(note, JSON.stringify({ writing }));
    return writing;
  };
  const ready = (size) => {
    if (!made.has(size)) made.set(size, make(size));
    return made.get(size);
  };
  return {
    async place(size) {
      await ready(size);
      return folderOf(size);
    },
    async open(size) {
      await ready(size);
      return openMadeIndex(folderOf(size), model);
    },
    writing: ready,
  };
}
