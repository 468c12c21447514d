import { epochDay, isDay, weekdayOf, type PartialDate } from './date-forms.js';
import type { DateMention } from './find-dates.js';

/**
 * Where the year comes from. `stated`: written there. `resolved`: worked out from the document's own date. `open`: not said, and not guessed.
 */
export type YearOrigin = 'stated' | 'resolved' | 'open';

/** A date with its year, as far as it is sure. */
export interface ResolvedDate {
  readonly from: PartialDate;
  readonly to: PartialDate | null;
  readonly origin: YearOrigin;
  /** True when the weekday written is not the one of the date written: one of the two is wrong. */
  readonly weekdayDiffers: boolean;
}

/** "ce 21 mars": this far from the document's date at most, in days. Ours: a month either way is what "ce" can mean. */
const NEAR_DAYS = 31;

/**
 * Sets a date without a year against the date of its document. A year is taken only when something confirms it: of the years around the document's, the one
 * whose weekday is the one written; or, with "ce", the one that brings the day within a month of the document; or the document's own
 * year for its very day and month. Otherwise the year stays open.
 * @param documentDate ISO date of the document; only a whole day (or the month itself) can be set against.
 */
export function resolveDate(mention: DateMention, documentDate: string | null): ResolvedDate {
  const { from, to, weekday } = mention;
  if (from.year !== null) {
    // A weekday is written before a whole day only.
    return { from, to, origin: 'stated', weekdayDiffers: weekday !== null && weekdayOf(from.year, from.month!, from.day!) !== weekday };
  }
  const year = yearNear(mention, documentDate);
  if (year === null) return { from, to, origin: 'open', weekdayDiffers: false };
  const end = to && { ...to, year: from.month! > to.month! ? year + 1 : year };
  return { from: { ...from, year }, to: end, origin: 'resolved', weekdayDiffers: false };
}

function yearNear({ from, weekday, deictic }: DateMention, documentDate: string | null): number | null {
  // What is written without a year has a month and a day.
  const [month, day] = [from.month!, from.day!];
  const [y, m, d] = documentDate?.split('-').map(Number) ?? [];
  if (y === undefined || m === undefined) return null;
  const own = { year: y, month: m, day: d ?? null };
  // Of a month alone its middle stands for it.
  const written = epochDay(own.year, own.month, own.day ?? 15);
  const years = [own.year - 1, own.year, own.year + 1].filter((year) => isDay(year, month, day));
  years.sort((a, b) => Math.abs(epochDay(a, month, day) - written) - Math.abs(epochDay(b, month, day) - written));
  const year = years[0];
  if (year === undefined) return null;
  if (weekday !== null) {
    // A day has the same weekday again after five years at the earliest: within a year to either side there is one at most.
    const right = years.find((candidate) => weekdayOf(candidate, month, day) === weekday);
    return right === undefined || (deictic && right !== year) ? null : right;
  }
  if (deictic && own.day !== null) return Math.abs(epochDay(year, month, day) - written) <= NEAR_DAYS ? year : null;
  return month === own.month && day === own.day ? year : null;
}
