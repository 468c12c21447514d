import type { EvidenceDocument } from '../evidence-document.js';
import { eachWord, looseForm } from './word-forms.js';

/**
 * The words of a dossier, laid out for finding quotes: built once for a state of the documents, then only read.
 * About 24 bytes a word: 20 MB for 500 documents of 1,500 words.
 */
export interface QuoteIndex {
  readonly documents: readonly EvidenceDocument[];
  /** Loose form (see `looseForm`) → number of the word. */
  readonly vocabulary: ReadonlyMap<string, number>;
  /** Every word of every document, one document after the other: number in the vocabulary, start and end in the document's text. */
  readonly words: Uint32Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Place of each document's first word; one more value closes the last document. */
  readonly firsts: Uint32Array;
  /** Places of each word of the vocabulary. */
  readonly byWord: Postings;
  /** Places of each pair of neighbouring words, by `pairBucket`; a bucket may hold other pairs too. */
  readonly byPair: Postings;
}

/** Lists of places, one after the other: list n is `places.subarray(from[n], from[n + 1])`, ascending. */
export interface Postings {
  readonly from: Uint32Array;
  readonly places: Uint32Array;
}

const indexes = new WeakMap<readonly EvidenceDocument[], QuoteIndex>();

/** The index over a list of documents: built once for each list, then kept as long as the list is. */
export function indexOf(documents: readonly EvidenceDocument[]): QuoteIndex {
  const known = indexes.get(documents) ?? quoteIndex(documents);
  indexes.set(documents, known);
  return known;
}

/** Builds the index: about 1 µs a word. */
export function quoteIndex(documents: readonly EvidenceDocument[]): QuoteIndex {
  const vocabulary = new Map<string, number>();
  const numberOfSurface = new Map<string, number>();
  let room = 1024;
  for (const { text } of documents) room += (text.length >>> 2) + 1;
  let words = new Uint32Array(room);
  let starts = new Uint32Array(room);
  let ends = new Uint32Array(room);
  const firsts = new Uint32Array(documents.length + 1);
  let count = 0;
  documents.forEach(({ text }, document) => {
    firsts[document] = count;
    eachWord(text, (start, end) => {
      if (count === words.length) [words, starts, ends] = [doubled(words), doubled(starts), doubled(ends)];
      const surface = text.slice(start, end);
      let number = numberOfSurface.get(surface);
      if (number === undefined) {
        const form = looseForm(surface);
        number = vocabulary.get(form) ?? vocabulary.size;
        vocabulary.set(form, number);
        numberOfSurface.set(surface, number);
      }
      words[count] = number;
      starts[count] = start;
      ends[count] = end;
      count++;
    });
  });
  firsts[documents.length] = count;
  [words, starts, ends] = [words.slice(0, count), starts.slice(0, count), ends.slice(0, count)];
  const buckets = pairBuckets(count);
  return {
    documents,
    vocabulary,
    words,
    starts,
    ends,
    firsts,
    byWord: postings(words.length, vocabulary.size, (place) => words[place]!),
    byPair: postings(Math.max(0, count - 1), buckets, (place) => pairBucket(words[place]!, words[place + 1]!, buckets)),
  };
}

/** Buckets for pairs: a power of two, near one a word. */
function pairBuckets(words: number): number {
  return 2 ** Math.max(4, Math.ceil(Math.log2(words + 1)));
}

/** Bucket of two neighbouring words: Knuth's multiplicative hash (2^32 / golden ratio) of one, mixed with the other. */
export function pairBucket(first: number, second: number, buckets: number): number {
  const mixed = Math.imul(Math.imul(first + 1, 0x9e3779b1) ^ (second + 1), 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) & (buckets - 1);
}

/** Lists by counting sort: two passes, no object a place. */
function postings(places: number, lists: number, listOf: (place: number) => number): Postings {
  const from = new Uint32Array(lists + 1);
  const list = new Uint32Array(places);
  for (let place = 0; place < places; place++) {
    list[place] = listOf(place);
    from[list[place]! + 1]!++;
  }
  for (let n = 0; n < lists; n++) from[n + 1]! += from[n]!;
  const next = from.slice(0, lists);
  const sorted = new Uint32Array(places);
  for (let place = 0; place < places; place++) sorted[next[list[place]!]!++] = place;
  return { from, places: sorted };
}

function doubled(values: Uint32Array): Uint32Array<ArrayBuffer> {
  const wider = new Uint32Array(values.length * 2);
  wider.set(values);
  return wider;
}
