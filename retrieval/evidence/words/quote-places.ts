import { lastAtOrBefore } from '../../ascending.js';
import type { Postings, QuoteIndex } from './quote-index.js';

// What is asked of an index of quotes. A place is the number of a word, counted through all documents.

/** The places of one list, ascending. */
export function placesOf({ from, places }: Postings, list: number): Uint32Array {
  return places.subarray(from[list], from[list + 1]);
}

/** The document that a place of the index lies in. */
export function documentAt(index: QuoteIndex, place: number): number {
  // Empty documents share their first place with the next one: the last of them is the one that holds it.
  return lastAtOrBefore(index.firsts.subarray(0, index.documents.length), place);
}

/** A word of the vocabulary as it is written where it stands first. */
export function surfaceOf(index: QuoteIndex, number: number): string {
  const place = index.byWord.places[index.byWord.from[number]!]!;
  return index.documents[documentAt(index, place)]!.text.slice(index.starts[place], index.ends[place]);
}

/** How many documents a list of places (ascending) touches. */
export function documentsOf(index: QuoteIndex, places: Uint32Array): number {
  let documents = 0;
  let last = -1;
  for (const place of places) {
    // Most places share the document of the one before: only a place past its end is looked up.
    if (last >= 0 && place < index.firsts[last + 1]!) continue;
    last = documentAt(index, place);
    documents++;
  }
  return documents;
}

/** True when a list of places (ascending) has one in from…to (end exclusive). */
export function hasPlaceIn(places: Uint32Array, from: number, to: number): boolean {
  const place = places[lastAtOrBefore(places, from - 1) + 1];
  return place !== undefined && place < to;
}

/** The first place of the index whose word starts at or after an offset of a document. */
export function placeFrom({ firsts, starts }: QuoteIndex, document: number, offset: number): number {
  const [first, end] = [firsts[document]!, firsts[document + 1]!];
  return first + lastAtOrBefore(starts.subarray(first, end), offset - 1) + 1;
}
