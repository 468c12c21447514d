import { fold } from '../../passages/index.js';
import { WHOLE_MONTHS } from '../../calendar.js';
import type { Span } from '../../span.js';
import { DATE, isDay, MAY_HOLD_DATE, monthNumber, weekdayNumber, type PartialDate } from './date-forms.js';

/** A date as it is written in a text, not yet set against anything else. UTF-16 offsets. */
export interface DateMention extends Span {
  readonly from: PartialDate;
  /** The last day, month or year of a range; `null` for a single date. */
  readonly to: PartialDate | null;
  /** The weekday that is said: 0 for Monday to 6 for Sunday. */
  readonly weekday: number | null;
  /** "ce jeudi", "this Thursday": near the day of writing. */
  readonly deictic: boolean;
  /** 05/06/2025: read with the day first, as in France and Britain; the month first, as in America, is a date too. */
  readonly ambiguous: boolean;
}

type Groups = Readonly<Record<string, string | undefined>>;

/**
 * The dates that a text says, in order: French and English, days, months, years and ranges. Days of a list ("les 3 et 7 mars") come
 * one by one. Centuries, decades and dates before the year 1000 are left out, and so is every number that nothing marks as a date.
 */
export function findDates(text: string): DateMention[] {
  if (!MAY_HOLD_DATE.test(text)) return [];
  const mentions: DateMention[] = [];
  for (const match of text.matchAll(DATE)) {
    const groups = match.groups as Groups;
    for (const date of readDates(groups, match[0])) {
      const { start, end } = trimmed(match[0], match.index, groups);
      mentions.push({ weekday: null, deictic: false, ambiguous: false, ...date, start, end });
    }
  }
  return mentions;
}

type Reading = Pick<DateMention, 'from' | 'to'> & Partial<DateMention>;

function readDates(groups: Groups, written: string): readonly Reading[] {
  const number = (name: string): number | null => (groups[name] === undefined ? null : Number(groups[name]));
  const month = (name: string): number => monthNumber(groups[name]!);
  const said = (letter: string): Partial<DateMention> => ({
    weekday: groups[`weekday${letter}`] === undefined ? null : weekdayNumber(groups[`weekday${letter}`]!),
    deictic: groups[`deictic${letter}`] !== undefined,
  });
  const yearSaid = ['ay1', 'ay2', 'by', 'ly'].some((group) => groups[group] !== undefined);
  const named = (...names: readonly string[]): boolean => yearSaid || names.every((name) => isWholeName(groups[name]!));
  // A form that is checked so has a day and a month on every side.
  const checked = (...dates: readonly PartialDate[]): boolean => dates.every((date) => isDay(date.year, date.month!, date.day!));

  if (groups['iy'] !== undefined) {
    const from = { year: number('iy'), month: number('im'), day: number('id') };
    return checked(from) ? [{ from, to: null }] : [];
  }
  if (groups['ad1'] !== undefined) {
    const [from, to] = overMonths([number('ay1'), month('am1'), number('ad1')], [number('ay2'), month('am2'), number('ad2')]);
    return checked(from, to) && named('am1', 'am2') ? [{ from, to, ...said('A') }] : [];
  }
  if (groups['gd1'] !== undefined) {
    const [from, to] = overMonths([number('gy1'), month('gm1'), number('gd1')], [number('gy2'), month('gm2'), number('gd2')]);
    return checked(from, to) && isEnglishMonth(groups['gm1']!) && isEnglishMonth(groups['gm2']!) ? [{ from, to }] : [];
  }
  if (groups['bd1'] !== undefined) {
    const rest = { year: number('by'), month: month('bm') };
    const [from, to] = [
      { ...rest, day: number('bd1') },
      { ...rest, day: number('bd2') },
    ];
    if (!checked(from, to) || !named('bm')) return [];
    // "5-2 mars" is no range: the last day alone is sure.
    return from.day! < to.day! ? [{ from, to, ...said('B') }] : [{ from: to, to: null }];
  }
  if (groups['ldays'] !== undefined) {
    const days = [...groups['ldays'].matchAll(/\d+/gu)].map(([day]) => ({ year: number('ly'), month: month('lm'), day: Number(day) }));
    return checked(...days) && named('lm') ? days.map((from) => ({ from, to: null })) : [];
  }
  if (groups['cd'] !== undefined) {
    const from = { year: number('cy'), month: month('cm'), day: number('cd') };
    return checked(from) && isWrittenMonth(groups['cm']!, written, from.year) ? [{ from, to: null, ...said('C') }] : [];
  }
  if (groups['ed1'] !== undefined) {
    const rest = { year: number('ey'), month: month('em') };
    const [from, to] = [{ ...rest, day: number('ed1') }, groups['ed2'] === undefined ? null : { ...rest, day: number('ed2') }];
    return checked(from, ...(to ? [to] : [])) && isEnglishMonth(groups['em']!) && isWrittenMonth(groups['em']!, written, from.year)
      ? [{ from, to, ...said('E') }]
      : [];
  }
  if (groups['fa'] !== undefined) {
    const [first, second, year] = [number('fa')!, number('fb')!, number('fy')];
    const dayFirst = { year, month: second, day: first };
    const monthFirst = { year, month: first, day: second };
    if (checked(dayFirst)) return [{ from: dayFirst, to: null, ambiguous: first <= 12 && first !== second }];
    return checked(monthFirst) ? [{ from: monthFirst, to: null }] : [];
  }
  if (groups['mm1'] !== undefined) {
    const [m1, m2, y2] = [month('mm1'), month('mm2'), number('my2')!];
    const from = { year: number('my1') ?? (m1 > m2 ? y2 - 1 : y2), month: m1, day: null };
    return [{ from, to: { year: y2, month: m2, day: null } }];
  }
  if (groups['nm'] !== undefined) {
    return groups['nm'] === 'may' ? [] : [{ from: { year: number('ny'), month: month('nm'), day: null }, to: null }];
  }
  const year = (name: string): PartialDate => ({ year: number(name), month: null, day: null });
  if (groups['yy'] !== undefined) return [{ from: year('yy'), to: null }];
  const [from, to] = groups['zy1'] === undefined ? [year('py1'), year('py2')] : [year('zy1'), year('zy2')];
  return from.year! < to.year! ? [{ from, to }] : [];
}

type Parts = readonly [year: number | null, month: number, day: number | null];

/** A range over months, with the year that only one end says: "du 28 décembre au 3 janvier 2020" began the year before. */
function overMonths([y1, m1, d1]: Parts, [y2, m2, d2]: Parts): readonly [PartialDate, PartialDate] {
  const first = y1 ?? (y2 === null ? null : m1 > m2 ? y2 - 1 : y2);
  const last = y2 ?? (y1 === null ? null : m1 > m2 ? y1 + 1 : y1);
  return [
    { year: first, month: m1, day: d1 },
    { year: last, month: m2, day: d2 },
  ];
}

/** Names cut short (sept., mar, dec) count only with a point or a year: "sept" is seven, "mar" many things. */
function isWrittenMonth(name: string, written: string, year: number | null): boolean {
  if (year !== null || isWholeName(name)) return true;
  return written.toLowerCase().includes(`${name.toLowerCase()}.`);
}

function isWholeName(name: string): boolean {
  return WHOLE_MONTHS.has(fold(name));
}

/** English puts the month first, with a capital: "may 20 people" is no date, and "Mars 20" none in either language. */
function isEnglishMonth(name: string): boolean {
  return /^[A-Z]/u.test(name) && /^(?:jan|feb|mar(?!s)|apr|may|jun|jul|aug|sep|oct|nov|dec)/iu.test(name);
}

/** A year's mention without the word before it ("en 2019" → 2019), and no mention with the point after it. */
function trimmed(written: string, index: number, groups: Groups): Span {
  const year = groups['yy'];
  const period = groups['py1'];
  const lead = year !== undefined ? written.length - year.length : period !== undefined ? written.indexOf(period) : 0;
  const kept = written.slice(lead).replace(/\.$/u, '');
  return { start: index + lead, end: index + lead + kept.length };
}
