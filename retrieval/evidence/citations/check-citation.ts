import type { Citation } from '../../search/index.js';
import { citationId, type CitationPayload } from './citation-id.js';
import type { Difference } from '../quotes/differences.js';
import { citationAt, type EvidenceDocument } from '../evidence-document.js';
import { ledgerEntry, type LedgerEntry } from './ledger.js';
import type { QuotePart } from '../quotes/quote-check.js';
import { MAX_QUOTE_CHARACTERS, verifyQuote } from '../quotes/verify-quote.js';
import { wordSpans } from '../words/word-forms.js';

/**
 * What has become of a quote that was given out.
 * `unchanged`: the same characters at the same offsets of the same file. `moved`: the same characters at another place (further down, in a renamed file, in
 * another document). `altered`: a place says nearly this, with these differences. `gone`: no place does; `closest` is what comes nearest.
 */
export type CitationState =
  | { readonly state: 'unchanged'; readonly place: Citation; /** True when something else in the document was changed. */ readonly documentChanged: boolean }
  | {
      readonly state: 'moved';
      readonly place: Citation;
      readonly documentChanged: boolean;
      readonly renamed: boolean;
      /** Other places that say the same. */ readonly also: readonly Citation[];
    }
  | { readonly state: 'altered'; readonly place: Citation; readonly differences: readonly Difference[] }
  | { readonly state: 'gone'; readonly closest: Citation | null; /** True when the document itself is no longer there. */ readonly documentGone: boolean };

/** In another document, fewer words than this are a phrase, not the quote moved: then the text around must be the same too. */
const TELLING_WORDS = 6;

/** Says what has become of a quote: see `CitationState`. Pure; `documents` is the dossier as it is now. */
export function checkCitation(entry: LedgerEntry, documents: readonly EvidenceDocument[]): CitationState {
  const { quote, start, end, file, hash } = entry;
  const own = documents.find((document) => document.file === file);
  // Where a longer word grew around the quote (possible, impossible), the same characters say something else.
  if (own?.text.slice(start, end) === quote && !grewIntoWord(own.text, start, entry))
    return { state: 'unchanged', place: citationAt(own, start, end), documentChanged: own.hash !== hash };

  const places = documents.flatMap((document) => placesIn(document, entry));
  places.sort((a, b) => b.fit - a.fit || Math.abs(a.start - start) - Math.abs(b.start - start));
  const [best, ...others] = places;
  if (best) {
    return {
      state: 'moved',
      place: citationAt(best.document, best.start, best.start + quote.length),
      documentChanged: best.document.hash !== hash,
      renamed: best.document.file !== file,
      also: others.map((place) => citationAt(place.document, place.start, place.start + quote.length)),
    };
  }
  return altered(entry, own, documents);
}

/** Where a document holds the very quote: not inside longer words, and in another document only when it is telling or stands between the same words. */
function placesIn(document: EvidenceDocument, entry: LedgerEntry): { readonly document: EvidenceDocument; readonly start: number; readonly fit: number }[] {
  const { text } = document;
  const { quote, file, hash } = entry;
  const places = [];
  const telling = wordSpans(quote).length >= TELLING_WORDS;
  for (let start = text.indexOf(quote); start >= 0; start = text.indexOf(quote, start + 1)) {
    if (grewIntoWord(text, start, entry)) continue;
    const context =
      sharedEnd(text.slice(Math.max(0, start - entry.before.length), start), entry.before) + sharedStart(text.slice(start + quote.length), entry.after);
    const surrounded = context >= Math.min(16, entry.before.length + entry.after.length);
    const sameDocument = document.file === file || document.hash === hash;
    if (!sameDocument && !telling && !surrounded) continue;
    // The same bytes under another name first, then the same file, then what stands between the same words.
    places.push({ document, start, fit: (document.hash === hash ? 1_000 : 0) + (document.file === file ? 500 : 0) + context });
  }
  return places;
}

function altered({ quote, file, hash }: LedgerEntry, own: EvidenceDocument | undefined, documents: readonly EvidenceDocument[]): CitationState {
  const words = wordSpans(quote).length;
  let closest: Citation | null = null;
  // The document it came from is asked first: another one that says nearly the same is not the quote altered when its own still does.
  for (const searched of words === 0 ? [] : own && documents.length > 1 ? [[own], documents] : [documents]) {
    const { parts } = verifyQuote(searched, quote.slice(0, MAX_QUOTE_CHARACTERS));
    const [first, last] = [parts[0]!.place, parts.at(-1)!.place];
    const whole = parts.every(({ verdict, join }) => verdict !== 'absent' && (join === null || join === 'continues' || join === 'skips'));
    const document = whole ? searched.find((one) => one.file === first!.file)! : null;
    if (document && (document.file === file || document.hash === hash || words >= TELLING_WORDS)) {
      return {
        state: 'altered',
        place: citationAt(document, first!.start, last!.end),
        differences: parts.flatMap((part, at) => [...putBetween(document, parts[at - 1], part), ...part.differences]),
      };
    }
    closest = whole ? null : (parts.find(({ place }) => place !== null)?.place ?? null);
  }
  return { state: 'gone', closest, documentGone: !own };
}

/** Words that stand between two parts now, and did not when the quote was given out. */
function putBetween({ text }: EvidenceDocument, before: QuotePart | undefined, part: QuotePart): Difference[] {
  if (part.join !== 'skips') return [];
  const [start, end] = [before!.place!.end, part.place!.start];
  return [{ what: 'missing', kind: 'words', touches: null, quoted: null, written: { start, end, text: text.slice(start, end) } }];
}

/** Whether the quote now ends inside a longer word, where it did not when it was given out. */
function grewIntoWord(text: string, start: number, { before, quote, after }: LedgerEntry): boolean {
  return cutsWord(text, start, start + quote.length) && !cutsWord(before + quote + after, before.length, before.length + quote.length);
}

function cutsWord(text: string, start: number, end: number): boolean {
  const letter = /[\p{L}\p{N}]/u;
  const inside = (at: number): boolean => at > 0 && at < text.length && letter.test(text[at - 1]!) && letter.test(text[at]!);
  return inside(start) || inside(end);
}

function sharedStart(one: string, other: string): number {
  let length = 0;
  while (length < Math.min(one.length, other.length) && one[length] === other[length]) length++;
  return length;
}

function sharedEnd(one: string, other: string): number {
  let length = 0;
  while (length < Math.min(one.length, other.length) && one.at(-1 - length) === other.at(-1 - length)) length++;
  return length;
}

/**
 * The entry that a link's payload proves without a ledger: the document with that hash is still there and the words at the offsets give
 * the id.
 */
export function entryFromPayload({ id, place }: CitationPayload, documents: readonly EvidenceDocument[], when: Date): LedgerEntry | null {
  if (!place) return null;
  for (const document of documents) {
    const { hash, text } = document;
    const quote = text.slice(place.start, place.end);
    if (!hash.startsWith(place.hashStart) || quote === '' || quote.length !== place.end - place.start) continue;
    if (citationId({ hash, start: place.start, end: place.end, quote }) === id)
      return ledgerEntry(document, citationAt(document, place.start, place.end), when);
  }
  return null;
}
