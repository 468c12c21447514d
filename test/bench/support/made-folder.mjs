import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { madeDocument } from './made-index.mjs';
import { seededChance } from '../../../dist/retrieval/chance.js';

/** Writes text files into a folder. @returns their names. */
export function makeFolder(folder, source, files, passages, seed = 1) {
  mkdirSync(folder, { recursive: true });
  const random = seededChance(seed);
  return Array.from({ length: files }, (_, number) => {
    const { file, text } = madeDocument(source, number, random, passages);
    writeFileSync(join(folder, file), text);
    return file;
  });
}
