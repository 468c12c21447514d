import { expect, test } from 'vitest';
import { weekdayOf } from '../../../../retrieval/evidence/chronology/date-forms.js';
import { findDates } from '../../../../retrieval/evidence/chronology/find-dates.js';
import { resolveDate } from '../../../../retrieval/evidence/chronology/resolve-date.js';

const year = (text: string, documentDate: string | null): number | null => resolveDate(findDates(text)[0]!, documentDate).from.year;

test('weekdays are those of the calendar', () => {
  expect(weekdayOf(2024, 3, 21)).toBe(3);
  expect(weekdayOf(1970, 1, 1)).toBe(3);
  expect(weekdayOf(1789, 7, 14)).toBe(1);
  expect(weekdayOf(2000, 2, 29)).toBe(1);
});

test.each([
  ['the day of writing', '2024-03-21', 2024],
  ['four days later', '2024-03-25', 2024],
  ['the month alone is known', '2024-03', 2024],
  ['another year, where the 21st was no Thursday', '2023-03-22', null],
  ['another year, where the 21st was no Thursday', '2025-03-21', null],
  ['half a year later "ce" does not hold', '2024-10-01', null],
  ['only the year is known', '2024', null],
  ['nothing is known', null, null],
])('ce jeudi 21 mars: %s', (_, documentDate, expected) => {
  expect(year('Annoncé ce jeudi 21 mars', documentDate)).toBe(expected);
});

test('a weekday finds its year around the document, over New Year too', () => {
  expect(year('jeudi 21 mars', '2024-10-01')).toBe(2024);
  expect(year('le mardi 31 décembre', '2025-01-02')).toBe(2024);
  expect(year('le lundi 6 janvier', '2024-12-20')).toBe(2025);
  expect(year('le lundi 31 décembre', '2025-01-02')).toBeNull();
});

test('without a weekday only "ce" near by, or the very day of the document, is resolved', () => {
  expect(year('ce 21 mars', '2024-03-20')).toBe(2024);
  expect(year('ce 21 mars', '2024-06-20')).toBeNull();
  expect(year('le 3 juillet', '2019-07-03')).toBe(2019);
  expect(year('le 4 juillet', '2019-07-03')).toBeNull();
  expect(year('du 3 au 5 juillet', '2019-07-01')).toBeNull();
});

test('a range ends in the year after when it goes over New Year', () => {
  expect(resolveDate(findDates('du mardi 31 décembre au 2 janvier')[0]!, '2025-01-02')).toMatchObject({
    from: { year: 2024 },
    to: { year: 2025 },
    origin: 'resolved',
  });
});

test('a weekday that is not the one of its date is told', () => {
  expect(resolveDate(findDates('mercredi 21 mars 2024')[0]!, null)).toMatchObject({ origin: 'stated', weekdayDiffers: true });
  expect(resolveDate(findDates('jeudi 21 mars 2024')[0]!, null)).toMatchObject({ origin: 'stated', weekdayDiffers: false });
});

test('29 February is set in a year that has one', () => {
  expect(year('le jeudi 29 février', '2024-03-15')).toBe(2024);
  expect(year('le 29 février', '2023-02-28')).toBeNull();
});

test('what is said, what comes of it and where from', () => {
  const day = { month: 3, day: 21 };
  const resolved = (text: string, documentDate: string | null): unknown => resolveDate(findDates(text)[0]!, documentDate);
  expect(resolved('le 21 mars 2024', '2020-01-01')).toEqual({ from: { year: 2024, ...day }, to: null, origin: 'stated', weekdayDiffers: false });
  expect(resolved('le 21 mars', '2020-01-01')).toEqual({ from: { year: null, ...day }, to: null, origin: 'open', weekdayDiffers: false });
  expect(resolved('ce 21 mars', '2024-03-20')).toEqual({ from: { year: 2024, ...day }, to: null, origin: 'resolved', weekdayDiffers: false });
  expect(resolved('du jeudi 21 mars au samedi 23 mars', '2024-03-20')).toMatchObject({ from: { year: 2024 }, to: { year: 2024, month: 3, day: 23 } });
});

test('"ce" reaches a month either way, from a whole day', () => {
  expect(year('ce 21 mars', '2024-04-21')).toBe(2024);
  expect(year('ce 21 mars', '2024-04-22')).toBeNull();
  expect(year('ce 21 mars', '2024-03')).toBeNull();
});

test('of a document dated by its month a weekday finds its year, and nothing else does', () => {
  expect(year('le jeudi 21 mars', '2024-03')).toBe(2024);
  expect(year('ce jeudi 21 mars', '2024-03')).toBe(2024);
  expect(year('le 21 mars', '2024-03')).toBeNull();
});

test('the very day of the document is its day and its month', () => {
  expect(year('le 3 juillet', '2019-08-03')).toBeNull();
});

test('29 February is not taken for 1 March', () => {
  // 1 March 2023 was a Wednesday, 29 February 2024 a Thursday.
  expect(year('le mercredi 29 février', '2023-03-01')).toBeNull();
  expect(year('le jeudi 29 février', '2023-03-01')).toBe(2024);
  expect(year('ce 29 février', '2022-03-01')).toBeNull();
});
