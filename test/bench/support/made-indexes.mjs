import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openMadeIndex, removeIndex, writeMadeIndex } from './made-index.mjs';

/** Made-up indexes by size (and passages a document, ten when not said), each written the first time that it is asked for. */
export function madeIndexes({ place, source, model, say }) {
  const made = new Map();
  const folderOf = (size, each) => join(place, each === undefined ? `made-${size}` : `made-${size}-by-${each}`);
  const make = async (folder, size, each) => {
    const note = join(folder, 'bench.json');
    if (existsSync(note)) {
      const kept = await openMadeIndex(folder, model).catch(() => null);
      await kept?.close();
      if (kept) return JSON.parse(readFileSync(note, 'utf8')).writing;
    }
    removeIndex(folder);
    mkdirSync(folder, { recursive: true });
    say(`making up ${size} passages…`);
    const writing = await writeMadeIndex(folder, source, model, size, each);
    writeFileSync(note, JSON.stringify({ writing }));
    return writing;
  };
  const ready = (size, each) => {
    const folder = folderOf(size, each);
    if (!made.has(folder)) made.set(folder, make(folder, size, each));
    return made.get(folder);
  };
  return {
    async place(size) {
      await ready(size);
      return folderOf(size);
    },
    async open(size, each) {
      await ready(size, each);
      return openMadeIndex(folderOf(size, each), model);
    },
    writing: ready,
  };
}
