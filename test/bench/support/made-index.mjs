// Indexes of any size without embedding every passage: text drawn word by word with the source's frequencies; vectors of the source's
// passages, each moved by the difference of two others (so that they vary as real ones do); token codes of the source's passages.
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { openFolderStore, writeFolderStore } from '../../../dist/retrieval/index/index.js';
import { seededChance } from '../../../dist/retrieval/chance.js';

export const SETTINGS = 'made up by npm run bench';

const PASSAGES_A_DOCUMENT = 10;
const SENTENCES = 4;
/** Share of the difference of two vectors that a third is moved by. */
const MOVED = 0.6;
/** Passages written at a time. */
const PORTION = 50_000;

export function madeDocument(source, number, random, passages = PASSAGES_A_DOCUMENT) {
  const { words } = source;
  const word = () => words[Math.floor(random() * words.length)];
  const file = `d${String(number).padStart(7, '0')}.txt`;
  const title = `${capital(word())} ${word()} ${word()} ${number}`;
  let text = `${title}\n\n`;
  const all = [];
  for (let passage = 0; passage < passages; passage++) {
    const start = text.length;
    const sentences = [];
    for (let sentence = 0; sentence < SENTENCES; sentence++) {
      const from = text.length;
      const count = 12 + Math.floor(random() * 20);
      text += `${capital(Array.from({ length: count }, word).join(' '))}.`;
      sentences.push({ start: from, end: text.length });
      text += sentence < SENTENCES - 1 ? ' ' : '\n\n';
    }
    all.push({
      id: createHash('sha256').update(`${file} ${passage}`).digest('base64url').slice(0, 12),
      file,
      start,
      end: text.length - 2,
      sentences,
      heading: null,
    });
  }
  const hash = createHash('sha256').update(text).digest('hex');
  return { file, text, hash, title, titleFrom: 'text', date: null, dateFrom: null, link: null, pages: null, headings: [], passages: all };
}

export function madeVector({ rows }, random) {
  const pick = () => rows[Math.floor(random() * rows.length)].vector;
  const [one, other, third] = [pick(), pick(), pick()];
  const moved = one.map((value, at) => value + MOVED * (other[at] - third[at]));
  const length = Math.hypot(...moved);
  return moved.map((value) => value / length);
}

export function madeRows(source, passages, random) {
  return passages.map(() => ({ vector: madeVector(source, random), tokens: source.rows[Math.floor(random() * source.rows.length)].tokens }));
}

/** The documents of a made-up index of `size` passages with the rows of each, at most `portion` passages at a time; always the same. */
export function* madePortions(source, size, portion, each = PASSAGES_A_DOCUMENT) {
  const random = seededChance(size);
  let number = 0;
  for (let done = 0; done < size; done += portion) {
    const fresh = new Map();
    for (let passages = 0; passages < Math.min(portion, size - done); passages += each) {
      const document = madeDocument(source, number++, random, each);
      fresh.set(document, madeRows(source, document.passages, random));
    }
    yield fresh;
  }
}

/** Writes an index of `size` passages, so many a document, at a place. @returns milliseconds spent writing (not making up). */
export async function writeMadeIndex(place, source, model, size, each) {
  let store = null;
  let writing = 0;
  for (const fresh of madePortions(source, size, PORTION, each)) {
    const content = { documents: [...(store?.documents ?? []), ...fresh.keys()], fresh, centre: source.centre, centredOn: size };
    const began = performance.now();
    const next = await writeFolderStore(place, content, model, SETTINGS, store);
    writing += performance.now() - began;
    await store?.close();
    store = next;
  }
  await store.close();
  return writing;
}

export const openMadeIndex = (place, model) => openFolderStore(place, model, SETTINGS);

export const removeIndex = (place) => {
  rmSync(place, { recursive: true, force: true });
};

function capital(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
