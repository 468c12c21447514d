import { align, type Alignment, type ComparedWord } from './align.js';
import { pairBucket, type QuoteIndex } from '../words/quote-index.js';
import { documentAt, placesOf } from '../words/quote-places.js';

/** A word that no document holds. Never equal to a number of the vocabulary, nor to another such word. */
export const UNKNOWN = -1;

/** A stretch of words of one document: places of the index, both inclusive. */
export interface WordPlace {
  readonly document: number;
  readonly first: number;
  readonly last: number;
}

/** Places where the words stand one after the other, noise forgiven (equal loose forms): all of them, in order. */
export function findRuns(index: QuoteIndex, words: readonly ComparedWord[]): WordPlace[] {
  if (words.length === 0 || words.some(({ number }) => number === UNKNOWN)) return [];
  // The rarest pair decides where to look.
  let at = 0;
  let list = placesOf(index.byWord, words[0]!.number);
  for (let place = 0; place + 1 < words.length; place++) {
    const pairs = placesOf(index.byPair, bucketOf(index, words[place]!.number, words[place + 1]!.number));
    if (pairs.length < list.length) [at, list] = [place, pairs];
  }
  const runs: WordPlace[] = [];
  for (const place of list) {
    const first = place - at;
    const run = runAt(index, words, first);
    if (run) runs.push(run);
  }
  return runs;
}

/** The run of these words that starts at a place of the index; `null` when other words stand there, or none. */
function runAt(index: QuoteIndex, words: readonly ComparedWord[], first: number): WordPlace | null {
  const last = first + words.length - 1;
  for (let word = 0; word < words.length; word++) if (index.words[first + word] !== words[word]!.number) return null;
  const document = documentAt(index, first);
  return last < index.firsts[document + 1]! ? { document, first, last } : null;
}

/** A place where much of a quote seems to stand, with all of the quote's words aligned to it. */
export interface Candidate {
  readonly document: number;
  /** The words of the document around the place; `from` is the place of the first one. */
  readonly from: number;
  readonly window: readonly ComparedWord[];
  readonly alignment: Alignment;
}

/** Words and pairs looked up for one sentence, the rarest first: more only repeat what these say. */
const FEATURES = 32;
/** Places read for one sentence in all, the rarest words first: the common ones that are left tell nothing about the place. */
const PLACES_READ = 20_000;
/** Diagonals are counted together in blocks this wide (words): one or two insertions do not move a quote out of its block. */
const BLOCK_BITS = 4;
const BLOCK = 2 ** BLOCK_BITS;
/** Places aligned for one sentence. */
const CANDIDATES = 8;

/** Places where words and pairs of the quote stand close together in its order, the best aligned first. */
export function findCandidates(index: QuoteIndex, words: readonly ComparedWord[]): Candidate[] {
  const total = Math.max(2, index.words.length);
  const features: { readonly at: number; readonly places: Uint32Array; readonly weight: number }[] = [];
  words.forEach(({ number }, at) => {
    if (number === UNKNOWN) return;
    const places = placesOf(index.byWord, number);
    features.push({ at, places, weight: Math.log2(total / places.length) });
    const next = words[at + 1]?.number ?? UNKNOWN;
    if (next === UNKNOWN) return;
    const pairs = placesOf(index.byPair, bucketOf(index, number, next)).filter((place) => index.words[place] === number && index.words[place + 1] === next);
    if (pairs.length > 0) features.push({ at, places: pairs, weight: Math.log2(total / pairs.length) });
  });
  features.sort((a, b) => a.places.length - b.places.length || a.at - b.at);

  // Votes a block of diagonals over all documents as if they were one text; which document a block means is asked of the places that voted.
  const blocks = new Map<number, Votes>();
  let left = PLACES_READ;
  for (const { at, places, weight } of features.slice(0, FEATURES)) {
    if (left <= 0) break;
    for (const place of places.subarray(0, left)) {
      const block = (place - at + words.length) >> BLOCK_BITS;
      const votes = blocks.get(block);
      if (votes === undefined) blocks.set(block, { weight, first: place, last: place });
      else {
        votes.weight += weight;
        if (place < votes.first) votes.first = place;
        if (place > votes.last) votes.last = place;
      }
    }
    left -= places.length;
  }
  const band = BLOCK + Math.max(8, Math.min(48, words.length >> 2));
  const candidates = strongest(blocks).flatMap((block) => {
    const [one, next] = [blocks.get(block)!, blocks.get(block + 1)];
    const documents = new Set([one, ...(next ? [next] : [])].flatMap(({ first, last }) => [documentAt(index, first), documentAt(index, last)]));
    // The middle of the two blocks that voted.
    const diagonal = (block + 1) * BLOCK - words.length;
    return [...documents].map((document) => alignAt(index, words, document, diagonal, band));
  });
  return candidates.sort((a, b) => a.alignment.cost - b.alignment.cost).slice(0, CANDIDATES);
}

interface Votes {
  weight: number;
  /** The first and the last place that voted. */
  first: number;
  last: number;
}

/** The blocks with the most votes, each counted with the next one, since a quote may lie over the border; none beside another. */
function strongest(blocks: ReadonlyMap<number, Votes>): number[] {
  const taken: { readonly block: number; readonly votes: number }[] = [];
  for (const [block, { weight }] of blocks) {
    const votes = weight + (blocks.get(block + 1)?.weight ?? 0);
    if (taken.length === CANDIDATES * 3 && votes <= taken.at(-1)!.votes) continue;
    let at = taken.length;
    while (at > 0 && (taken[at - 1]!.votes < votes || (taken[at - 1]!.votes === votes && taken[at - 1]!.block > block))) at--;
    taken.splice(at, 0, { block, votes });
    if (taken.length > CANDIDATES * 3) taken.pop();
  }
  const apart: number[] = [];
  for (const { block } of taken) if (apart.length < CANDIDATES && !apart.some((other) => Math.abs(other - block) < 2)) apart.push(block);
  return apart;
}

/** Aligns all words to a document around a diagonal (the place of the first word). */
export function alignAt(index: QuoteIndex, words: readonly ComparedWord[], document: number, diagonal: number, band: number): Candidate {
  const from = Math.max(index.firsts[document]!, diagonal - band);
  const to = Math.min(index.firsts[document + 1]!, diagonal + words.length + band + 1);
  const window: ComparedWord[] = [];
  const { text } = index.documents[document]!;
  for (let place = from; place < to; place++) window.push({ text: text.slice(index.starts[place], index.ends[place]), number: index.words[place]! });
  return { document, from, window, alignment: align(words, window, diagonal - from, band) };
}

function bucketOf(index: QuoteIndex, first: number, second: number): number {
  return pairBucket(first, second, index.byPair.from.length - 1);
}
