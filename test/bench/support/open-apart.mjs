import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openMadeIndex } from './made-index.mjs';

const [place, model] = process.argv.slice(2);
globalThis.gc();
const before = process.memoryUsage.rss();
const began = performance.now();
const store = await openMadeIndex(place, JSON.parse(model));
const milliseconds = performance.now() - began;
// What a first question makes: arrays of one value a passage.
await store.words(['prison'], 10);
globalThis.gc();
const resident = process.memoryUsage.rss() - before;
const folder = join(place, readFileSync(join(place, 'current'), 'utf8'));
const readingBegan = performance.now();
for (const name of readdirSync(folder).filter((each) => each.endsWith('.index')))
  createHash('sha256')
    .update(readFileSync(join(folder, name)))
    .digest();
process.send({ milliseconds, reading: performance.now() - readingBegan, resident });
await store.close();
process.disconnect();
