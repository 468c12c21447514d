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
  const differs = (date: PartialDate): boolean =>
    weekday !== null && date.year !== null && date.month !== null && date.day !== null && weekdayOf(date.year, date.month, date.day) !== weekday;
  if (from.year !== null) return { from, to, origin: 'stated', weekdayDiffers: differs(from) };
  const year = yearNear(mention, documentDate);
  if (year === null) return { from, to, origin: 'open', weekdayDiffers: false };
  const end = to && { ...to, year: from.month! > to.month! ? year + 1 : year };
  return { from: { ...from, year }, to: end, origin: 'resolved', weekdayDiffers: false };
}

function yearNear({ from: { month, day }, weekday, deictic }: DateMention, documentDate: string | null): number | null {
  const [, y, m, d] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/u.exec(documentDate ?? '') ?? [];
  if (y === undefined || m === undefined || month === null || day === null) return null;
  const own = { year: Number(y), month: Number(m), day: d === undefined ? null : Number(d) };
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
