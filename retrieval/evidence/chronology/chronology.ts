import type { Span } from '../../span.js';
import type { Citation } from '../../search/index.js';
import type { PartialDate } from './date-forms.js';
import { citationAt, sentencesIn, type EvidenceDocument } from '../evidence-document.js';
import { findDates, type DateMention } from './find-dates.js';
import { resolveDate, type YearOrigin } from './resolve-date.js';
import { indexOf } from '../words/quote-index.js';
import { hasPlaceIn, placeFrom } from '../words/quote-places.js';
import { subjectWords } from '../words/subject-words.js';

export interface ChronologyOptions {
  /** Only dates whose sentence, or the one before or after it in its paragraph, has every word of this (any ending, accents or none). */
  readonly subject?: string;
  /** Only dates that touch this time: ISO days, months or years, both ends included. Dates without a year are left out then. */
  readonly from?: string;
  readonly to?: string;
}

/** A date that a document says, with the sentence that says it. */
export interface ChronologyEntry {
  /** ISO: 2025-05-20, 2025-05 or 2025; `--03-21` when the year is open. */
  readonly start: string;
  /** The same for the last day, month or year of a range. */
  readonly end: string | null;
  readonly precision: 'day' | 'month' | 'year';
  /** `null` when the text does not say it and nothing proves it. */
  readonly year: number | null;
  readonly origin: YearOrigin;
  /** The date of the document that a `resolved` year comes from. */
  readonly resolvedFrom: string | null;
  /** The weekday written is not the one of the date written. */
  readonly weekdayDiffers: boolean;
  /** 05/06/2025: day first here, but a month-first reading is a date too. */
  readonly ambiguous: boolean;
  /** The date as it is written: its own offsets in the document. */
  readonly written: Span & { readonly text: string };
  /** The whole sentence. */
  readonly citation: Citation;
}

/** The dates of some documents. */
export interface Chronology {
  /** Those with a year, the earliest first; of one day in order of the documents. */
  readonly dated: readonly ChronologyEntry[];
  /** Those whose year is open, in order of the documents. */
  readonly undated: readonly ChronologyEntry[];
  readonly documents: number;
  /** Documents without any date that passes the filters. */
  readonly silent: readonly string[];
}

/** The dates of documents, in order of time, each with its sentence: nothing is worked out that the text or the document's date does not say. */
export function chronology(documents: readonly EvidenceDocument[], options: ChronologyOptions = {}): Chronology {
  const keeps = subjectFilter(documents, options.subject);
  const entries: ChronologyEntry[] = [];
  const silent: string[] = [];
  documents.forEach((document, place) => {
    const own = entriesOf(document)
      .filter((entry) => inWindow(entry, options) && keeps(place, entry.around))
      .map(({ entry }) => entry);
    if (own.length === 0) silent.push(document.file);
    entries.push(...own);
  });
  // A whole year or month stands before its days.
  const key = ({ start, end }: ChronologyEntry): string => `${start} ${end ?? start}`;
  return {
    dated: entries.filter(({ year }) => year !== null).sort((a, b) => compare(key(a), key(b))),
    undated: entries.filter(({ year }) => year === null),
    documents: documents.length,
    silent,
  };
}

interface FoundEntry {
  readonly entry: ChronologyEntry;
  /** The sentence with the ones before and after it in its paragraph. */
  readonly around: Span;
}

const found = new WeakMap<EvidenceDocument, readonly FoundEntry[]>();

/** All dates of a document, worked out once. */
function entriesOf(document: EvidenceDocument): readonly FoundEntry[] {
  const known = found.get(document);
  if (known) return known;
  const spans = sentencesIn(document);
  const entries = spans.flatMap((sentence, at) =>
    findDates(document.text.slice(sentence.start, sentence.end)).map((mention): FoundEntry => ({
      entry: entryOf(document, sentence, mention),
      around: {
        start: beside(document, spans[at - 1], sentence)?.start ?? sentence.start,
        end: beside(document, sentence, spans[at + 1])?.end ?? sentence.end,
      },
    })),
  );
  found.set(document, entries);
  return entries;
}

/** Two sentences taken together, when no blank line parts them. */
function beside({ text }: EvidenceDocument, one: Span | undefined, next: Span | undefined): Span | null {
  return one && next && !/\n\s*\n/u.test(text.slice(one.end, next.start)) ? { start: one.start, end: next.end } : null;
}

function entryOf(document: EvidenceDocument, sentence: Span, mention: DateMention): ChronologyEntry {
  const resolved = resolveDate(mention, document.date);
  const { from, to, origin } = resolved;
  const [start, end] = [sentence.start + mention.start, sentence.start + mention.end];
  return {
    start: isoDate(from),
    end: to && isoDate(to),
    precision: from.day !== null ? 'day' : from.month !== null ? 'month' : 'year',
    year: from.year,
    origin,
    resolvedFrom: origin === 'resolved' ? document.date : null,
    weekdayDiffers: resolved.weekdayDiffers,
    ambiguous: mention.ambiguous,
    written: { start, end, text: document.text.slice(start, end) },
    citation: citationAt(document, sentence.start, sentence.end),
  };
}

/** 2025-05-20, 2025-05, 2025; `--03-21` without a year (the truncated form of ISO 8601:2000, as in vCard). */
export function isoDate({ year, month, day }: PartialDate): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const parts = [year === null ? '-' : String(year).padStart(4, '0'), ...(month === null ? [] : [two(month)]), ...(day === null ? [] : [two(day)])];
  return parts.join('-');
}

function subjectFilter(documents: readonly EvidenceDocument[], subject: string | undefined): (document: number, around: Span) => boolean {
  if (subject === undefined) return () => true;
  const index = indexOf(documents);
  const words = subjectWords(index, subject);
  return (document, { start, end }) => {
    const [from, to] = [placeFrom(index, document, start), placeFrom(index, document, end)];
    return words.every(({ places }) => hasPlaceIn(places, from, to));
  };
}

/** The first or last day that an ISO date touches, as text that sorts: 2025-05 → 2025-05-01 or 2025-05-31. */
function edge(date: string, which: 'first' | 'last'): string {
  const [year, month, day] = date.split('-');
  return `${year!}-${month ?? (which === 'first' ? '01' : '12')}-${day ?? (which === 'first' ? '01' : '31')}`;
}

function inWindow({ entry }: FoundEntry, { from, to }: ChronologyOptions): boolean {
  if (from === undefined && to === undefined) return true;
  if (entry.year === null) return false;
  return (
    (to === undefined || edge(entry.start, 'first') <= edge(to, 'last')) &&
    (from === undefined || edge(entry.end ?? entry.start, 'last') >= edge(from, 'first'))
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
